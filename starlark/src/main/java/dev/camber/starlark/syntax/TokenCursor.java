package dev.camber.starlark.syntax;

/** Where a parser stands among the tokens, and how it complains. */
class TokenCursor {

  /** How deep expressions and blocks may nest; guards the Java stack, which is large here. */
  private static final int MAX_NESTING = 100_000;

  final Scanner scanner;
  Token token = Token.EOF;
  private int nesting;

  /** Offset behind the token left behind last. */
  int lastEnd;

  TokenCursor(Source source) {
    this.scanner = new Scanner(source);
  }

  /** Goes to the next token; returns the offset of the one left behind. */
  final int advance() {
    int offset = scanner.tokenStart;
    lastEnd = scanner.position;
    token = scanner.next();
    return offset;
  }

  final SyntaxAbort error(int offset, String message) {
    return scanner.error(offset, message);
  }

  /** An error behind the current token, which is where the reference puts most of them. */
  final SyntaxAbort errorHere(String message) {
    return scanner.error(scanner.position, message);
  }

  final int consume(Token wanted) {
    if (token != wanted) {
      throw errorHere("got " + token + ", want " + wanted);
    }
    return advance();
  }

  final void enter() {
    if (++nesting > MAX_NESTING) {
      throw errorHere("excessive nesting");
    }
  }

  final void leave() {
    nesting--;
  }

  final void forgetNesting() {
    nesting = 0;
  }
}
