package dev.camber.starlark.syntax;

/**
 * A place in a source file.
 *
 * @param file the file's name as it was given to the parser, usually an absolute path
 * @param line 1-based line; 0 where there is no line (a builtin)
 * @param column 1-based column counted in characters (code points; a tab is one); 0 where there is
 *     none
 */
public record Position(String file, int line, int column) {

  /** The file name that stands for builtin functions in a call stack. */
  public static final String BUILTIN_FILE = "<builtin>";

  /** The position of every builtin function. */
  public static final Position BUILTIN = new Position(BUILTIN_FILE, 0, 0);

  /** Whether this stands for a builtin function instead of source text. */
  public boolean isBuiltin() {
    return file.equals(BUILTIN_FILE);
  }

  /** {@code file:line:column}, without the numbers that are absent. */
  @Override
  public String toString() {
    if (line <= 0) {
      return file;
    }
    return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
