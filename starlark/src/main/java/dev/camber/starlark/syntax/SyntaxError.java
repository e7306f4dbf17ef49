package dev.camber.starlark.syntax;

/**
 * One mistake found by the scanner, the parser or the resolver.
 *
 * @param position where it is
 * @param message what is wrong, one line
 */
public record SyntaxError(Position position, String message) {

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
