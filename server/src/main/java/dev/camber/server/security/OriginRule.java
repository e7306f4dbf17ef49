package dev.camber.server.security;

import dev.camber.server.http.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request may come from where it says. Programs send no Origin; browsers always do when
 * something may change, and they mark every request with Sec-Fetch headers. Stateless.
 */
public final class OriginRule {
  private OriginRule() {}

  /**
   * Whether to let it pass: an Origin must name the host that is asked; a browser's request that
   * may change something must have one.
   *
   * @param changes whether the request may change something or opens a WebSocket
   */
  public static boolean allows(Request request, boolean changes) {
    Optional<String> origin = request.headers().first("Origin");
    if (request.headers().all("Origin").size() > 1) {
      return false;
    }
    if (origin.isPresent()) {
      return hostOf(origin.get()).equals(canonical(request.header("Host")));
    }
    return !changes || !isFromBrowser(request);
  }

  /** Whether a browser says that another site, or another port, makes the request. */
  public static boolean isFromElsewhere(Request request) {
    String site = request.header("Sec-Fetch-Site");
    return !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
  }

  private static boolean isFromBrowser(Request request) {
    return request.headers().fields().stream()
        .anyMatch(f -> f.name().toLowerCase(Locale.ROOT).startsWith("sec-fetch-"));
  }

  private static String hostOf(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    for (String scheme : new String[] {"http://", "https://"}) {
      if (lower.startsWith(scheme)) {
        return canonical(lower.substring(scheme.length()));
      }
    }
    return "no host"; // "null" and everything that is no web origin
  }

  /** The schemes are not compared, so both default ports may be left out. */
  private static String canonical(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(":80")
        ? lower.substring(0, lower.length() - 3)
        : lower.endsWith(":443") ? lower.substring(0, lower.length() - 4) : lower;
  }
}
