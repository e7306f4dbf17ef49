package dev.camber.model.yaml;

/**
 * Finds the end of a JSON value in a text, with the errors that Go's decoder gives. It checks the
 * grammar only; reading the value is for {@link dev.camber.model.json.JsonReader}. Single-threaded.
 */
public final class GoJsonScanner {
  private static final int MAX_DEPTH = 10_000;

  private final String text;
  private int at;

  private GoJsonScanner(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /** A text that is no JSON. */
  public static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    SyntaxException(String message, int position) {
      super(message);
      this.position = position;
    }

    /** The offset of the bad character; the length of the text if it ended too early. */
    public int position() {
      return position;
    }

    /** Whether the text ended inside a value. */
    public boolean atEnd() {
      return "unexpected end of JSON input".equals(getMessage());
    }
  }

  /** The offset behind the white space at {@code from}. */
  public static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The offset behind the value that begins at {@code from}, white space before it allowed. */
  public static int endOfValue(String text, int from) throws SyntaxException {
    GoJsonScanner scanner = new GoJsonScanner(text, from);
    scanner.value(0);
    return scanner.at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private SyntaxException unexpected(String context) {
    if (at >= text.length()) {
      return new SyntaxException("unexpected end of JSON input", text.length());
    }
    return new SyntaxException("invalid character " + quoted() + " " + context, at);
  }

  /** Go scans bytes, so of a longer character only the first byte is shown. */
  private String quoted() {
    int code = text.codePointAt(at);
    int first =
        code < 0x80
            ? code
            : code < 0x800
                ? 0xc0 | code >> 6
                : code < 0x10000 ? 0xe0 | code >> 12 : 0xf0 | code >> 18;
    return switch (first) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      default -> {
        String literal = GoSyntax.quote(Character.toString(first));
        yield "'" + literal.substring(1, literal.length() - 1) + "'";
      }
    };
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void space() {
    at = skipSpace(text, at);
  }

  private void value(int depth) throws SyntaxException {
    space();
    if (depth > MAX_DEPTH) {
      throw new SyntaxException("exceeded max depth", at);
    }
    char c = peek();
    switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (c != '-' && (c < '0' || c > '9')) {
          throw unexpected("looking for beginning of value");
        }
        number();
      }
    }
  }

  private void object(int depth) throws SyntaxException {
    at++;
    space();
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      string();
      space();
      if (peek() != ':') {
        throw unexpected("after object key");
      }
      at++;
      value(depth + 1);
      space();
      if (peek() == '}') {
        at++;
        return;
      }
      if (peek() != ',') {
        throw unexpected("after object key:value pair");
      }
      at++;
    }
  }

  private void array(int depth) throws SyntaxException {
    at++;
    space();
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      value(depth + 1);
      space();
      if (peek() == ']') {
        at++;
        return;
      }
      if (peek() != ',') {
        throw unexpected("after array element");
      }
      at++;
    }
  }

  private void string() throws SyntaxException {
    at++;
    while (true) {
      if (at >= text.length() || text.charAt(at) < 0x20) {
        throw unexpected("in string literal");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() throws SyntaxException {
    char c = peek();
    if (c == 'u') {
      at++;
      for (int i = 0; i < 4; i++) {
        if (peek() >= 0x80 || Character.digit(peek(), 16) < 0) {
          throw unexpected("in \\u hexadecimal character escape");
        }
        at++;
      }
    } else if (c != 0 && "\"\\/bfnrt".indexOf(c) >= 0) {
      at++;
    } else {
      throw unexpected("in string escape code");
    }
  }

  private void literal(String word) throws SyntaxException {
    for (int i = 1; i < word.length(); i++) {
      at++;
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
  }

  private void number() throws SyntaxException {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits("in numeric literal");
    }
    if (peek() == '.') {
      at++;
      digits("after decimal point in numeric literal");
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits("in exponent of numeric literal");
    }
  }

  private void digits(String context) throws SyntaxException {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw unexpected(context);
    }
  }
}
