package dev.camber.model.yaml;

/** Scans scalars: block, quoted and plain ones. Single-threaded. */
final class ScalarScanner {
  private final Characters in;

  /** What stands between two words of a scalar: blanks in a line, or the line breaks. */
  private final StringBuilder blanks = new StringBuilder();

  private final StringBuilder firstBreak = new StringBuilder();
  private final StringBuilder moreBreaks = new StringBuilder();

  private boolean brokeLine;

  ScalarScanner(Characters in) {
    this.in = in;
  }

  private SyntaxError error(String problem, int contextLine) {
    return new SyntaxError(SyntaxError.Stage.SCANNER, problem, in.line(), contextLine);
  }

  /** Whether the scalar scanned last ended with a line break: a simple key may follow it then. */
  boolean endedLine() {
    return brokeLine;
  }

  private void reset() {
    blanks.setLength(0);
    firstBreak.setLength(0);
    moreBreaks.setLength(0);
    brokeLine = false;
  }

  private Token token(int line, int column, int endLine, StringBuilder value, boolean plain) {
    return new Token(Token.Kind.SCALAR, line, column, endLine, value.toString(), "", plain);
  }

  /**
   * {@code block ::= ('|' | '>') indicators comment? break lines}.
   *
   * @param parentIndent column of the surrounding collection, -1 at the top
   */
  Token block(int parentIndent) {
    reset();
    int line = in.line();
    int column = in.column();
    boolean literal = in.peek() == '|';
    in.skip();
    int chomping = chomping();
    int increment = increment(line);
    if (chomping == 0) {
      chomping = chomping();
    }
    endOfHeader(line);
    int indent = increment == 0 ? 0 : Math.max(parentIndent, 0) + increment;

    StringBuilder value = new StringBuilder();
    indent = blockBreaks(indent, parentIndent, line);
    boolean leadingBlank = false;
    while (in.column() == indent && in.peek() != 0) {
      boolean blank = Characters.isBlank(in.peek());
      if (!literal && !leadingBlank && !blank && firstBreak.indexOf("\n") == 0) {
        if (moreBreaks.isEmpty()) {
          value.append(' ');
        }
      } else {
        value.append(firstBreak);
      }
      firstBreak.setLength(0);
      value.append(moreBreaks);
      moreBreaks.setLength(0);
      leadingBlank = blank;
      while (!Characters.isBreakOrEnd(in.peek())) {
        in.read(value);
      }
      in.readLine(firstBreak);
      indent = blockBreaks(indent, parentIndent, line);
    }
    if (chomping >= 0) {
      value.append(firstBreak);
    }
    if (chomping > 0) {
      value.append(moreBreaks);
    }
    return token(line, column, in.line(), value, false);
  }

  private int chomping() {
    int chomping = in.peek() == '+' ? 1 : in.peek() == '-' ? -1 : 0;
    if (chomping != 0) {
      in.skip();
    }
    return chomping;
  }

  private int increment(int line) {
    if (!Characters.isDigit(in.peek())) {
      return 0;
    }
    int increment = in.peek() - '0';
    if (increment == 0) {
      throw error("found an indentation indicator equal to 0", line);
    }
    in.skip();
    return increment;
  }

  private void endOfHeader(int line) {
    while (Characters.isBlank(in.peek())) {
      in.skip();
    }
    if (in.peek() == '#') {
      while (!Characters.isBreakOrEnd(in.peek())) {
        in.skip();
      }
    }
    if (!Characters.isBreakOrEnd(in.peek())) {
      throw error("did not find expected comment or line break", line);
    }
    if (Characters.isBreak(in.peek())) {
      in.skipLine();
    }
  }

  /** Eats indentation and empty lines; finds the indentation if it is not known yet. */
  private int blockBreaks(int indent, int parentIndent, int line) {
    int widest = 0;
    while (true) {
      while ((indent == 0 || in.column() < indent) && in.peek() == ' ') {
        in.skip();
      }
      widest = Math.max(widest, in.column());
      if ((indent == 0 || in.column() < indent) && in.peek() == '\t') {
        throw error("found a tab character where an indentation space is expected", line);
      }
      if (!Characters.isBreak(in.peek())) {
        break;
      }
      in.readLine(moreBreaks);
    }
    return indent != 0 ? indent : Math.max(1, Math.max(widest, parentIndent + 1));
  }

  /** {@code quoted ::= "'" … "'" | '"' … '"'}. */
  Token quoted() {
    reset();
    int line = in.line();
    int column = in.column();
    char quote = in.peek();
    in.skip();
    StringBuilder value = new StringBuilder();
    while (true) {
      if (in.atDocumentIndicator()) {
        throw error("found unexpected document indicator", line);
      }
      if (in.peek() == 0) {
        throw error("found unexpected end of stream", line);
      }
      boolean escapedBreak = quotedWord(value, quote, line);
      if (in.peek() == quote) {
        break;
      }
      brokeLine = escapedBreak;
      gap(false, 0, line);
      join(value);
      brokeLine = false;
    }
    in.skip();
    return token(line, column, in.line(), value, false);
  }

  /** Reads up to a blank, a break or the closing quote; true if an escaped break ended it. */
  private boolean quotedWord(StringBuilder value, char quote, int line) {
    while (!Characters.isBlankOrEnd(in.peek())) {
      char c = in.peek();
      if (quote == '\'' && c == '\'' && in.peek(1) == '\'') {
        value.append('\'');
        in.skip(2);
      } else if (c == quote) {
        return false;
      } else if (quote == '"' && c == '\\') {
        if (Characters.isBreak(in.peek(1))) {
          in.skip();
          in.skipLine();
          return true;
        }
        escape(value, line);
      } else {
        in.read(value);
      }
    }
    return false;
  }

  private void escape(StringBuilder value, int line) {
    int digits = 0;
    switch (in.peek(1)) {
      case '0' -> value.append('\0');
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 't', '\t' -> value.append('\t');
      case 'n' -> value.append('\n');
      case 'v' -> value.append('\u000b');
      case 'f' -> value.append('\f');
      case 'r' -> value.append('\r');
      case 'e' -> value.append('\u001b');
      case ' ' -> value.append(' ');
      case '"' -> value.append('"');
      case '\'' -> value.append('\'');
      case '\\' -> value.append('\\');
      case 'N' -> value.append('\u0085');
      case '_' -> value.append('\u00a0');
      case 'L' -> value.append('\u2028');
      case 'P' -> value.append('\u2029');
      case 'x' -> digits = 2;
      case 'u' -> digits = 4;
      case 'U' -> digits = 8;
      default -> throw error("found unknown escape character", line);
    }
    in.skip(2);
    if (digits == 0) {
      return;
    }
    long code = 0;
    for (int i = 0; i < digits; i++) {
      char c = in.peek(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw error("did not find expected hexdecimal number", line);
      }
      code = code * 16 + digit;
    }
    if (code >= 0xd800 && code <= 0xdfff || code > 0x10ffff) {
      throw error("found invalid Unicode character escape code", line);
    }
    value.appendCodePoint((int) code);
    in.skip(digits);
  }

  /**
   * {@code plain ::= word (gap word)*}.
   *
   * @param parentIndent column of the surrounding collection, -1 at the top
   */
  Token plain(int parentIndent, boolean flow) {
    reset();
    int line = in.line();
    int column = in.column();
    int endLine = line;
    int indent = parentIndent + 1;
    StringBuilder value = new StringBuilder();
    while (!in.atDocumentIndicator() && in.peek() != '#') {
      while (!Characters.isBlankOrEnd(in.peek()) && !endsPlain(flow)) {
        join(value);
        in.read(value);
        endLine = in.line();
      }
      if (!Characters.isBlank(in.peek()) && !Characters.isBreak(in.peek())) {
        break;
      }
      gap(true, indent, line);
      if (!flow && in.column() < indent) {
        break;
      }
    }
    return token(line, column, endLine, value, true);
  }

  private boolean endsPlain(boolean flow) {
    char c = in.peek();
    return c == ':' && Characters.isBlankOrEnd(in.peek(1)) || flow && ",?[]{}".indexOf(c) >= 0;
  }

  /** Eats blanks and breaks, remembering them for {@link #join}. */
  private void gap(boolean plain, int indent, int line) {
    while (Characters.isBlank(in.peek()) || Characters.isBreak(in.peek())) {
      if (Characters.isBlank(in.peek())) {
        if (plain && brokeLine && in.column() < indent && in.peek() == '\t') {
          throw error("found a tab character that violates indentation", line);
        }
        if (brokeLine) {
          in.skip();
        } else {
          in.read(blanks);
        }
      } else if (brokeLine) {
        in.readLine(moreBreaks);
      } else {
        blanks.setLength(0);
        in.readLine(firstBreak);
        brokeLine = true;
      }
    }
  }

  /** Puts the gap before the next word: one line break folds into a space. */
  private void join(StringBuilder value) {
    if (brokeLine) {
      if (firstBreak.indexOf("\n") == 0) {
        if (moreBreaks.isEmpty()) {
          value.append(' ');
        }
      } else {
        value.append(firstBreak);
      }
      value.append(moreBreaks);
      firstBreak.setLength(0);
      moreBreaks.setLength(0);
      brokeLine = false;
    } else if (!blanks.isEmpty()) {
      value.append(blanks);
      blanks.setLength(0);
    }
  }
}
