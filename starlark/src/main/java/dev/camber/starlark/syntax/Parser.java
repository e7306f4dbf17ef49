package dev.camber.starlark.syntax;

/** The door to the parser. */
public final class Parser {
  private Parser() {}

  /**
   * Parses a file. Mistakes are collected in {@link FileNode#errors()}; what stands between them is
   * parsed all the same.
   */
  public static FileNode parse(Source source) {
    return LargeStack.call(() -> new StatementParser(source).file());
  }
}
