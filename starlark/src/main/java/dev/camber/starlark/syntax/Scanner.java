package dev.camber.starlark.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens. Reads CRLF and lone CR as newlines; a NUL byte outside a string ends the file
 * (spec §1.2).
 */
final class Scanner {
  private static final int TAB = 8;

  private final String text;
  private final Source source;
  final List<Comment> comments = new ArrayList<>();

  /** Offset behind the token scanned last, which is where many messages point. */
  int position;

  private int depth;
  private int[] indents = new int[16];
  private int indentCount = 1;
  private int dents;
  private boolean lineStart = true;

  /** Offset of the token scanned last. */
  int tokenStart;

  /** Value of a literal: Long, BigInteger, Double, String or byte[]. */
  @Nullable Object value;

  Scanner(Source source) {
    this.source = source;
    this.text = source.text();
  }

  SyntaxAbort error(int offset, String message) {
    return new SyntaxAbort(offset, message);
  }

  /** The code point here, a newline for any line end, 0 at the end. */
  private int peek() {
    if (position >= text.length()) {
      return 0;
    }
    char c = text.charAt(position);
    if (c < 0x80) {
      return c == '\r' ? '\n' : c;
    }
    return text.codePointAt(position);
  }

  private int charAt(int offset) {
    return offset < text.length() ? text.charAt(offset) : 0;
  }

  private void read() {
    char c = text.charAt(position);
    if (c < 0x80) {
      position += c == '\r' && charAt(position + 1) == '\n' ? 2 : 1;
    } else {
      position += Character.charCount(text.codePointAt(position));
    }
  }

  /** Forgets brackets and goes on behind the current line, after an error. */
  void resynchronize() {
    depth = 0;
    dents = 0;
    // Skip to a line that starts at the left margin.
    while (position < text.length()) {
      int c = peek();
      read();
      if (c == '\n') {
        int next = peek();
        if (next != ' ' && next != '\t' && next != '\n' && next != '#' && next != ')') {
          break;
        }
      }
    }
    indentCount = 1;
    lineStart = true;
  }

  /** Scans the next token, sets {@link #tokenStart} and, for literals, {@link #value}. */
  Token next() {
    while (true) {
      boolean blank = false;
      boolean savedLineStart = lineStart;
      if (lineStart) {
        lineStart = false;
        blank = indentation();
      }
      if (dents != 0) {
        tokenStart = position;
        if (dents < 0) {
          dents++;
          return Token.OUTDENT;
        }
        dents--;
        return Token.INDENT;
      }
      int c = peek();
      while (c == ' ' || c == '\t') {
        position++;
        c = peek();
      }
      if (c == '#') {
        c = comment(blank);
      }
      if (c == '\n') {
        lineStart = true;
        tokenStart = position;
        read();
        if (depth > 0 || blank) {
          continue;
        }
        return Token.NEWLINE;
      }
      if (c == 0) {
        if (indentCount > 1) {
          if (savedLineStart) {
            dents = 1 - indentCount;
            indentCount = 1;
            continue;
          }
          lineStart = true;
          tokenStart = position;
          return Token.NEWLINE;
        }
        tokenStart = position;
        return Token.EOF;
      }
      if (c == '\\') {
        read();
        if (peek() != '\n') {
          throw error(position, "stray backslash in program");
        }
        read();
        continue;
      }
      tokenStart = position;
      return token(c);
    }
  }

  /** Measures the indentation of a line and queues INDENT or OUTDENTs; true for a blank line. */
  private boolean indentation() {
    int column = 0;
    int start = position;
    int c = peek();
    while (c == ' ' || c == '\t') {
      // Parity: a tab goes to the next multiple of eight of the characters before it, not of the
      // columns, so that two tabs are fifteen columns (spec §1.2).
      column += c == ' ' ? 1 : TAB - (position - start) % TAB;
      position++;
      c = peek();
    }
    if (c == '#' || c == '\n' || c == 0) {
      return true;
    }
    if (depth == 0) {
      indentTo(column);
    }
    return false;
  }

  private void indentTo(int column) {
    if (column > indents[indentCount - 1]) {
      dents++;
      if (indentCount == indents.length) {
        indents = Arrays.copyOf(indents, indentCount * 2);
      }
      indents[indentCount++] = column;
      return;
    }
    while (column < indents[indentCount - 1]) {
      dents--;
      indentCount--;
    }
    if (column != indents[indentCount - 1]) {
      throw error(position, "unindent does not match any outer indentation level");
    }
  }

  private int comment(boolean wholeLine) {
    int start = position;
    int c = peek();
    while (c != 0 && c != '\n') {
      read();
      c = peek();
    }
    comments.add(new Comment(start, position, wholeLine));
    return c;
  }

  private Token token(int c) {
    if (isIdentStart(c)) {
      return word(c);
    }
    switch (c) {
      case '"', '\'' -> {
        return string(false, false);
      }
      case '[', '(', '{' -> {
        depth++;
        position++;
        return c == '[' ? Token.LBRACK : c == '(' ? Token.LPAREN : Token.LBRACE;
      }
      case ']', ')', '}' -> {
        if (depth == 0) {
          throw error(position, "unexpected '" + (char) c + "'");
        }
        depth--;
        position++;
        return c == ']' ? Token.RBRACK : c == ')' ? Token.RPAREN : Token.RBRACE;
      }
      case '.' -> {
        if (!isDigit(charAt(position + 1))) {
          position++;
          return Token.DOT;
        }
        return number();
      }
      default -> {
        return isDigit(c) ? number() : punctuation(c);
      }
    }
  }

  private Token word(int first) {
    if (first == 'r' || first == 'b') {
      int c1 = charAt(position + 1);
      if (c1 == '"' || c1 == '\'') {
        position++;
        return string(first == 'r', first == 'b');
      }
      int c2 = charAt(position + 2);
      if (first == 'r' && c1 == 'b' && (c2 == '"' || c2 == '\'')) {
        position += 2;
        return string(true, true);
      }
    }
    int c = first;
    while (isDigit(c) || isIdentStart(c)) {
      read();
      c = peek();
    }
    String word = text.substring(tokenStart, position);
    value = word;
    return Token.ofWord(word);
  }

  private Token punctuation(int c) {
    int start = position;
    read();
    int c1 = peek();
    return switch (c) {
      case ',' -> Token.COMMA;
      case ':' -> Token.COLON;
      case ';' -> Token.SEMI;
      case '~' -> Token.TILDE;
      case '=' -> orEquals(c1, Token.EQL, Token.EQ);
      case '+' -> orEquals(c1, Token.PLUS_EQ, Token.PLUS);
      case '-' -> orEquals(c1, Token.MINUS_EQ, Token.MINUS);
      case '%' -> orEquals(c1, Token.PERCENT_EQ, Token.PERCENT);
      case '&' -> orEquals(c1, Token.AMP_EQ, Token.AMP);
      case '|' -> orEquals(c1, Token.PIPE_EQ, Token.PIPE);
      case '^' -> orEquals(c1, Token.CARET_EQ, Token.CARET);
      case '/' ->
          c1 == '/'
              ? doubled(Token.SLASH_SLASH_EQ, Token.SLASH_SLASH)
              : orEquals(c1, Token.SLASH_EQ, Token.SLASH);
      case '<' ->
          c1 == '<'
              ? doubled(Token.LEFT_SHIFT_EQ, Token.LEFT_SHIFT)
              : orEquals(c1, Token.LE, Token.LT);
      case '>' ->
          c1 == '>'
              ? doubled(Token.RIGHT_SHIFT_EQ, Token.RIGHT_SHIFT)
              : orEquals(c1, Token.GE, Token.GT);
      case '*' -> {
        if (c1 == '*') {
          position++;
          yield Token.STAR_STAR;
        }
        yield orEquals(c1, Token.STAR_EQ, Token.STAR);
      }
      case '!' -> {
        if (c1 != '=') {
          throw error(start, "unexpected input character '!'");
        }
        position++;
        yield Token.NEQ;
      }
      default -> throw error(start, "unexpected input character " + CharacterName.of(c));
    };
  }

  private Token orEquals(int c1, Token withEquals, Token plain) {
    if (c1 == '=') {
      position++;
      return withEquals;
    }
    return plain;
  }

  private Token doubled(Token withEquals, Token plain) {
    position++;
    return orEquals(peek(), withEquals, plain);
  }

  private Token string(boolean raw, boolean bytes) {
    int literalStart = position;
    int quote = text.charAt(position);
    boolean triple = charAt(position + 1) == quote && charAt(position + 2) == quote;
    position += triple ? 3 : 1;
    int bodyStart = position;
    int quotes = 0;
    while (true) {
      if (position >= text.length()) {
        throw error(tokenStart, "unexpected EOF in string");
      }
      int c = peek();
      read();
      if (c == quote) {
        if (++quotes == (triple ? 3 : 1)) {
          break;
        }
      } else {
        quotes = 0;
      }
      if (c == '\n' && !triple) {
        throw error(tokenStart, "unexpected newline in string");
      }
      if (c == '\\') {
        if (position >= text.length()) {
          throw error(tokenStart, "unexpected EOF in string");
        }
        read();
      }
    }
    String body = text.substring(bodyStart, position - (triple ? 3 : 1));
    try {
      value = StringLiteral.decode(body, raw, bytes);
    } catch (SyntaxAbort e) {
      throw error(literalStart, e.what);
    }
    return bytes ? Token.BYTES : Token.STRING;
  }

  private Token number() {
    var literal = new NumberLiteral(text, position);
    Object number = literal.scan();
    position = literal.end();
    value = number;
    return number instanceof Double ? Token.FLOAT : Token.INT;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isIdentStart(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c >= 0x80 && Character.isLetter(c);
  }

  Source source() {
    return source;
  }

  /** The value as a long or big integer, for tests of literals. */
  static Object integer(BigInteger i) {
    return i.bitLength() < 64 ? (Object) i.longValue() : i;
  }
}
