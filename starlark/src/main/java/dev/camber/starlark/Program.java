package dev.camber.starlark;

import dev.camber.starlark.syntax.SyntaxException;
import java.util.Map;
import java.util.function.Predicate;

/** A file that has been parsed, resolved and compiled; it holds no values and may be run often. */
public final class Program {
  private final String file;

  private Program(String file) {
    this.file = file;
  }

  /**
   * Parses, resolves and compiles a file.
   *
   * @param file its name in positions and messages, usually the absolute path
   * @param source its content, UTF-8; bytes that are not become U+FFFD
   * @param isPredeclared whether the host will provide a name to {@link #run}; the universe of the
   *     language ({@code len}, {@code print}, …) need not be among them but may be replaced
   * @throws SyntaxException with every mistake found
   */
  public static Program compile(String file, byte[] source, Predicate<String> isPredeclared)
      throws SyntaxException {
    return new Program(file);
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /**
   * Runs the file and freezes what it leaves, also if it fails.
   *
   * @param predeclared the values of the names that {@code isPredeclared} affirmed
   * @throws EvalException if the program fails
   */
  public StarlarkModule run(StarlarkThread thread, Map<String, ? extends Value> predeclared) {
    throw new UnsupportedOperationException("the evaluator is not there yet");
  }
}
