package dev.camber.model.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A URL as Go's {@code net/url} takes it apart and writes it; links and addresses that people write
 * must mean here what they mean there.
 *
 * @param hasUser whether there was something before {@code @}
 * @param user as written, with escapes
 * @param rawPath the path as written, if that is not its plain escaped form
 * @param omitHost whether {@code scheme:/path} was written without an authority
 */
public record GoUrl(
    String scheme,
    String opaque,
    boolean hasUser,
    String user,
    String host,
    String path,
    String rawPath,
    boolean omitHost,
    boolean forceQuery,
    String rawQuery,
    String fragment,
    String rawFragment) {

  /** Which part of a URL a text stands in; they escape differently. */
  private enum Part {
    PATH,
    HOST,
    FRAGMENT
  }

  /** Text that is no URL; the message is Go's, {@code parse "x": why}. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Reads a URL. */
  public static GoUrl parse(String text) throws Invalid {
    try {
      int hash = text.indexOf('#');
      String fragment = hash < 0 ? "" : text.substring(hash + 1);
      GoUrl url = withoutFragment(hash < 0 ? text : text.substring(0, hash));
      if (fragment.isEmpty()) {
        return url;
      }
      String plain = unescape(fragment, Part.FRAGMENT);
      String raw = escape(plain, Part.FRAGMENT).equals(fragment) ? "" : fragment;
      return new GoUrl(
          url.scheme,
          url.opaque,
          url.hasUser,
          url.user,
          url.host,
          url.path,
          url.rawPath,
          url.omitHost,
          url.forceQuery,
          url.rawQuery,
          plain,
          raw);
    } catch (Invalid e) {
      throw new Invalid("parse " + Quoted.go(text) + ": " + e.getMessage());
    }
  }

  private static GoUrl withoutFragment(String text) throws Invalid {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
        throw new Invalid("net/url: invalid control character in URL");
      }
    }
    int colon = schemeEnd(text);
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? text : text.substring(colon + 1);
    if (text.equals("*")) {
      return new GoUrl("", "", false, "", "", "*", "", false, false, "", "", "");
    }
    boolean forceQuery = false;
    String query = "";
    int mark = rest.indexOf('?');
    if (mark == rest.length() - 1 && mark >= 0) {
      forceQuery = true;
      rest = rest.substring(0, mark);
    } else if (mark >= 0) {
      query = rest.substring(mark + 1);
      rest = rest.substring(0, mark);
    }
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new GoUrl(scheme, rest, false, "", "", "", "", false, forceQuery, query, "", "");
      }
      int slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
        throw new Invalid("first path segment in URL cannot contain colon");
      }
    }
    boolean hasUser = false;
    String user = "";
    String host = "";
    boolean omitHost = false;
    if ((!scheme.isEmpty() || !rest.startsWith("///")) && rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      rest = slash < 0 ? "" : rest.substring(slash);
      int at = authority.lastIndexOf('@');
      hasUser = at >= 0;
      user = at < 0 ? "" : authority.substring(0, at);
      host = host(authority.substring(at + 1));
    } else if (!scheme.isEmpty() && rest.startsWith("/")) {
      omitHost = true;
    }
    String path = unescape(rest, Part.PATH);
    String rawPath = escape(path, Part.PATH).equals(rest) ? "" : rest;
    return new GoUrl(
        scheme, "", hasUser, user, host, path, rawPath, omitHost, forceQuery, query, "", "");
  }

  /** The index of the colon behind a scheme, or -1 if there is none. */
  private static int schemeEnd(String text) throws Invalid {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
        continue;
      }
      if (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.') {
        if (i == 0) {
          return -1;
        }
      } else if (c == ':') {
        if (i == 0) {
          throw new Invalid("missing protocol scheme");
        }
        return i;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static String host(String text) throws Invalid {
    if (text.startsWith("[")) {
      int close = text.lastIndexOf(']');
      if (close < 0) {
        throw new Invalid("missing ']' in host");
      }
      checkPort(text.substring(close + 1));
    } else if (text.indexOf(':') >= 0) {
      checkPort(text.substring(text.lastIndexOf(':')));
    }
    return unescape(text, Part.HOST);
  }

  private static void checkPort(String port) throws Invalid {
    boolean fits =
        port.isEmpty()
            || port.startsWith(":")
                && port.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
    if (!fits) {
      throw new Invalid("invalid port " + Quoted.go(port) + " after host");
    }
  }

  /** The same URL with another scheme. */
  public GoUrl withScheme(String newScheme) {
    return new GoUrl(
        newScheme,
        opaque,
        hasUser,
        user,
        host,
        path,
        rawPath,
        omitHost,
        forceQuery,
        rawQuery,
        fragment,
        rawFragment);
  }

  private static String unescape(String text, Part part) throws Invalid {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int n = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        int high = i + 1 < in.length ? Character.digit(in[i + 1], 16) : -1;
        int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          String bad = new String(in, i, Math.min(3, in.length - i), StandardCharsets.UTF_8);
          throw new Invalid("invalid URL escape " + Quoted.go(bad));
        }
        out[n++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        if (part == Part.HOST && in[i] > 0 && mustEscape(in[i], part)) {
          throw new Invalid(
              "invalid character " + Quoted.go(String.valueOf((char) in[i])) + " in host name");
        }
        out[n++] = in[i];
      }
    }
    return new String(out, 0, n, StandardCharsets.UTF_8);
  }

  private static String escape(String text, Part part) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (mustEscape(b, part)) {
        out.append(String.format("%%%02X", b & 0xff));
      } else {
        out.append((char) b);
      }
    }
    return out.toString();
  }

  private static boolean mustEscape(int c, Part part) {
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
      return false;
    }
    if (c < 0 || c > 0x7f) {
      return true;
    }
    if ("-_.~".indexOf(c) >= 0) {
      return false;
    }
    return switch (part) {
      case HOST -> "!$&'()*+,;=:[]<>\"".indexOf(c) < 0;
      case PATH -> "$&+,/:;=@".indexOf(c) < 0;
      case FRAGMENT -> "$&+,/:;=?@!()*".indexOf(c) < 0;
    };
  }

  /** The path as a URL shows it. */
  public String escapedPath() {
    if (!rawPath.isEmpty() && isValidEncoded(rawPath, Part.PATH)) {
      return rawPath;
    }
    return path.equals("*") ? "*" : escape(path, Part.PATH);
  }

  private String escapedFragment() {
    if (!rawFragment.isEmpty() && isValidEncoded(rawFragment, Part.FRAGMENT)) {
      return rawFragment;
    }
    return escape(fragment, Part.FRAGMENT);
  }

  private static boolean isValidEncoded(String text, Part part) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("!$&'()*+,;=:@[]%".indexOf(c) >= 0) {
        continue;
      }
      if (c > 0x7f || mustEscape(c, part)) {
        return false;
      }
    }
    return true;
  }

  /** The URL as text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!scheme.isEmpty()) {
      out.append(scheme).append(':');
    }
    if (!opaque.isEmpty()) {
      out.append(opaque);
    } else {
      boolean bare = omitHost && host.isEmpty() && !hasUser;
      if ((!scheme.isEmpty() || !host.isEmpty() || hasUser) && !bare) {
        if (!host.isEmpty() || !path.isEmpty() || hasUser) {
          out.append("//");
        }
        if (hasUser) {
          out.append(user).append('@');
        }
        out.append(escape(host, Part.HOST));
      }
      String shown = escapedPath();
      if (!shown.isEmpty() && shown.charAt(0) != '/' && !host.isEmpty()) {
        out.append('/');
      }
      if (out.isEmpty()) {
        int slash = shown.indexOf('/');
        if ((slash < 0 ? shown : shown.substring(0, slash)).indexOf(':') >= 0) {
          out.append("./");
        }
      }
      out.append(shown);
    }
    if (forceQuery || !rawQuery.isEmpty()) {
      out.append('?').append(rawQuery);
    }
    if (!fragment.isEmpty()) {
      out.append('#').append(escapedFragment());
    }
    return out.toString();
  }
}
