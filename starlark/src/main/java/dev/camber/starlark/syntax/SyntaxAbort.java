package dev.camber.starlark.syntax;

/** Unwinds the parser to the place where it can go on; never leaves this package. */
final class SyntaxAbort extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final int offset;

  /** What is wrong. */
  final String what;

  SyntaxAbort(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
    this.what = message;
  }
}
