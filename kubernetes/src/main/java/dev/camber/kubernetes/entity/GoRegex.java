package dev.camber.kubernetes.entity;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions in Go's syntax (RE2) on Java's engine: the text is checked with Go's error
 * messages and rewritten where the two differ. One instance for each text; single-threaded.
 */
final class GoRegex {
  private static final int MAX_REPEAT = 1000;
  private static final String PUNCTUATION = "\\.+*?()|[]{}^$-/!\"#%&',:;<=>@_`~ ";

  /** A regular expression that Go refuses; the message is {@code error parsing regexp: …}. */
  static final class InvalidRegexException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRegexException(String what, String where) {
      super("error parsing regexp: " + what + ": `" + where + "`");
    }
  }

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int open;

  private GoRegex(String text) {
    this.text = text;
  }

  /** A pattern to look for anywhere in a text, whatever the case of its letters. */
  static Pattern compileIgnoringCase(String text) throws InvalidRegexException {
    String whole = "(?i)" + text;
    GoRegex regex = new GoRegex(whole);
    regex.translate();
    try {
      return Pattern.compile(regex.out.toString(), Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new InvalidRegexException("invalid or unsupported Perl syntax", text);
    }
  }

  private void translate() throws InvalidRegexException {
    boolean repeatable = false;
    int lastRepeat = -1;
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      switch (c) {
        case '(' -> {
          // Flags alone are nothing that could be repeated: what stands before them is.
          boolean flagsOnly = group();
          repeatable &= flagsOnly;
          lastRepeat = flagsOnly ? lastRepeat : -1;
        }
        case ')' -> {
          if (open == 0) {
            throw new InvalidRegexException("unexpected )", text);
          }
          open--;
          copy(1);
          repeatable = true;
          lastRepeat = -1;
        }
        case '|' -> {
          copy(1);
          repeatable = false;
          lastRepeat = -1;
        }
        case '*', '+', '?' -> {
          repeat(1, repeatable, start, lastRepeat);
          lastRepeat = start;
        }
        case '{' -> {
          int length = countLength();
          if (length == 0) {
            out.append("\\{");
            at++;
            repeatable = true;
            lastRepeat = -1;
          } else {
            repeat(length, repeatable, start, lastRepeat);
            lastRepeat = start;
          }
        }
        default -> {
          atom(c);
          repeatable = true;
          lastRepeat = -1;
        }
      }
    }
    if (open > 0) {
      throw new InvalidRegexException("missing closing )", text);
    }
  }

  private void copy(int length) {
    out.append(text, at, at + length);
    at += length;
  }

  private void atom(char c) throws InvalidRegexException {
    switch (c) {
      case '[' -> characterClass();
      case '\\' -> escape();
      case '$' -> {
        out.append("\\z");
        at++;
      }
      case '}', ']' -> {
        out.append('\\').append(c);
        at++;
      }
      default -> copy(1);
    }
  }

  /**
   * {@code (}, {@code (?:}, {@code (?P<name>}, {@code (?flags)}; whether it can be repeated yet.
   */
  private boolean group() throws InvalidRegexException {
    if (!text.startsWith("(?", at)) {
      open++;
      copy(1);
      return false;
    }
    if (text.startsWith("(?P<", at) || text.startsWith("(?<", at)) {
      int name = text.indexOf('<', at) + 1;
      int end = text.indexOf('>', name);
      if (end < 0 || !text.substring(name, end).matches("\\w+")) {
        if (text.startsWith("(?<=", at) || text.startsWith("(?<!", at)) {
          throw new InvalidRegexException(
              "invalid or unsupported Perl syntax", text.substring(at, at + 3));
        }
        throw new InvalidRegexException(
            "invalid named capture", text.substring(at, end < 0 ? text.length() : end + 1));
      }
      open++;
      // Names do not matter here, and Java allows fewer characters in them.
      out.append('(');
      at = end + 1;
      return false;
    }
    return flags();
  }

  private boolean flags() throws InvalidRegexException {
    int end = at + 2;
    while (end < text.length() && "imsU-".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end >= text.length()) {
      throw end == at + 2
          ? new InvalidRegexException("missing argument to repetition operator", "?")
          : new InvalidRegexException("invalid or unsupported Perl syntax", text.substring(at));
    }
    char last = text.charAt(end);
    if (last != ':' && last != ')') {
      throw new InvalidRegexException(
          "invalid or unsupported Perl syntax", text.substring(at, end + 1));
    }
    // Go's U swaps greedy and lazy, which changes what matches but never whether it does.
    out.append(text.substring(at, end + 1).replace("U", ""));
    at = end + 1;
    if (last == ':') {
      open++;
    }
    return last == ')';
  }

  private void repeat(int length, boolean repeatable, int start, int lastRepeat)
      throws InvalidRegexException {
    int end = start + length;
    if (end < text.length() && text.charAt(end) == '?') {
      end++;
    }
    if (!repeatable) {
      throw new InvalidRegexException(
          "missing argument to repetition operator", text.substring(start, end));
    }
    if (lastRepeat >= 0) {
      throw new InvalidRegexException(
          "invalid nested repetition operator", text.substring(lastRepeat, end));
    }
    copy(end - start);
  }

  /** The length of a count such as <code>{2,3}</code> that begins here, 0 if it is plain text. */
  private int countLength() throws InvalidRegexException {
    int end = text.indexOf('}', at);
    if (end < 0) {
      return 0;
    }
    String inside = text.substring(at + 1, end);
    if (!inside.matches("[0-9]+(,[0-9]*)?")) {
      return 0;
    }
    String[] bounds = inside.split(",", -1);
    long least = bound(bounds[0]);
    long most = bounds.length < 2 || bounds[1].isEmpty() ? least : bound(bounds[1]);
    if (least > MAX_REPEAT || most > MAX_REPEAT || least > most) {
      throw new InvalidRegexException("invalid repeat count", text.substring(at, end + 1));
    }
    return end + 1 - at;
  }

  private static long bound(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
  }

  private void escape() throws InvalidRegexException {
    if (at + 1 >= text.length()) {
      throw new InvalidRegexException("trailing backslash at end of expression", "");
    }
    char c = text.charAt(at + 1);
    if (c == 'Q') {
      int end = text.indexOf("\\E", at);
      String literal = text.substring(at + 2, end < 0 ? text.length() : end);
      out.append(Pattern.quote(literal));
      at = end < 0 ? text.length() : end + 2;
    } else if (c == 's' || c == 'S') {
      out.append(c == 's' ? "[\\t\\n\\f\\r ]" : "[^\\t\\n\\f\\r ]");
      at += 2;
    } else if ("AzbBdDwWaftnrv".indexOf(c) >= 0 || PUNCTUATION.indexOf(c) >= 0) {
      out.append(c == 'v' ? "\\x0B" : text.substring(at, at + 2));
      at += 2;
    } else if (c == 'x' || c == 'p' || c == 'P' || c >= '1' && c <= '7' || c == '0') {
      longEscape(c);
    } else {
      throw new InvalidRegexException("invalid escape sequence", text.substring(at, at + 2));
    }
  }

  private void longEscape(char c) throws InvalidRegexException {
    java.util.regex.Matcher match =
        Pattern.compile(
                "\\\\(x[0-9a-fA-F]{2}|x\\{[0-9a-fA-F]{1,6}\\}|[pP][A-Z]|[pP]\\{\\^?\\w+\\}"
                    + "|[0-7]{1,3})")
            .matcher(text)
            .region(at, text.length());
    if (!match.lookingAt() || c >= '1' && c <= '7' && match.end() - at == 2) {
      throw new InvalidRegexException("invalid escape sequence", text.substring(at, at + 2));
    }
    String escape = match.group();
    if (c == 'p' || c == 'P') {
      unicodeClass(escape);
    } else {
      out.append(Character.isDigit(c) ? "\\0" + escape.substring(1) : escape);
    }
    at = match.end();
  }

  /** {@code \pL}, {@code \p{Greek}}, {@code \p{^Greek}}; Java wants {@code Is} before a script. */
  private void unicodeClass(String escape) throws InvalidRegexException {
    boolean braces = escape.charAt(2) == '{';
    String name = braces ? escape.substring(3, escape.length() - 1) : escape.substring(2);
    boolean negated = escape.charAt(1) == 'P' ^ name.startsWith("^");
    name = name.startsWith("^") ? name.substring(1) : name;
    String translated = (negated ? "\\P{" : "\\p{") + (name.length() > 2 ? "Is" : "") + name + "}";
    try {
      out.append(Pattern.compile(translated).pattern());
    } catch (PatternSyntaxException e) {
      throw new InvalidRegexException("invalid character class range", escape);
    }
  }

  private void characterClass() throws InvalidRegexException {
    int start = at;
    copy(1);
    if (at < text.length() && text.charAt(at) == '^') {
      copy(1);
    }
    boolean first = true;
    int low = -1;
    while (true) {
      if (at >= text.length()) {
        throw new InvalidRegexException("missing closing ]", text.substring(start));
      }
      char c = text.charAt(at);
      if (c == ']' && !first) {
        copy(1);
        return;
      }
      first = false;
      if (c == '[' && text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        posixClass();
        low = -1;
      } else if (c == '-' && low >= 0 && at + 1 < text.length() && text.charAt(at + 1) != ']') {
        int rangeStart = at - 1;
        copy(1);
        int high = text.charAt(at) == '\\' ? -1 : text.charAt(at);
        if (high >= 0 && high < low) {
          throw new InvalidRegexException(
              "invalid character class range", text.substring(rangeStart, at + 1));
        }
        classAtom();
        low = -1;
      } else {
        low = c == '\\' ? -1 : c;
        classAtom();
      }
    }
  }

  private void classAtom() throws InvalidRegexException {
    char c = text.charAt(at);
    if (c == '\\') {
      if (at + 1 < text.length() && "AzbBQE".indexOf(text.charAt(at + 1)) >= 0) {
        throw new InvalidRegexException("invalid escape sequence", text.substring(at, at + 2));
      }
      escape();
      return;
    }
    if ("[]&^-".indexOf(c) >= 0) {
      out.append('\\');
    }
    copy(1);
  }

  private void posixClass() throws InvalidRegexException {
    int end = text.indexOf(":]", at) + 2;
    String name = text.substring(at + 2, end - 2);
    boolean negated = name.startsWith("^");
    String members =
        switch (negated ? name.substring(1) : name) {
          case "alnum" -> "0-9A-Za-z";
          case "alpha" -> "A-Za-z";
          case "ascii" -> "\\x00-\\x7F";
          case "blank" -> "\\t ";
          case "cntrl" -> "\\x00-\\x1F\\x7F";
          case "digit" -> "0-9";
          case "graph" -> "!-~";
          case "lower" -> "a-z";
          case "print" -> " -~";
          case "punct" -> "!-/:-@\\[-`{-~";
          case "space" -> "\\t\\n\\x0B\\f\\r ";
          case "upper" -> "A-Z";
          case "word" -> "0-9A-Za-z_";
          case "xdigit" -> "0-9A-Fa-f";
          default ->
              throw new InvalidRegexException(
                  "invalid character class range", text.substring(at, end));
        };
    out.append(negated ? "[^" + members + "]" : members);
    at = end;
  }
}
