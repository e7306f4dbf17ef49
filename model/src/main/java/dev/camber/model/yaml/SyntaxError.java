package dev.camber.model.yaml;

/**
 * What scanner and parser throw. Unchecked inside the package: every production may fail, and
 * {@link Yaml} turns it into a {@link YamlException} at the one door.
 */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who found the error; the line that is shown depends on it. */
  enum Stage {
    READER,
    SCANNER,
    PARSER,
    COMPOSER
  }

  private final Stage stage;
  private final int problemLine;
  private final int contextLine;

  SyntaxError(Stage stage, String problem, int problemLine, int contextLine) {
    super(problem, null, false, false);
    this.stage = stage;
    this.problemLine = problemLine;
    this.contextLine = contextLine;
  }

  /** An error without a place, such as an unknown anchor. */
  static SyntaxError withoutPlace(String problem) {
    return new SyntaxError(Stage.COMPOSER, problem, 0, 0);
  }

  /**
   * The error as go-yaml words it. Lines are held from 0 and 0 means "none", so an error in the
   * first line often has no line at all, and parser errors name the line before: people compare
   * these texts, hence the same arithmetic.
   */
  YamlException toYamlException(YamlSchema schema) {
    int line = 0;
    boolean contextFirst = schema == YamlSchema.COMPOSE;
    int first = contextFirst ? contextLine : problemLine;
    int second = contextFirst ? problemLine : contextLine;
    if (first != 0) {
      line = first + (stage == Stage.SCANNER ? 1 : 0);
    } else if (second != 0) {
      line = second + (contextFirst && stage == Stage.SCANNER ? 1 : 0);
    }
    String problem = String.valueOf(getMessage());
    return line == 0
        ? new YamlException("yaml: " + problem)
        : new YamlException("yaml: line " + line + ": " + problem, line);
  }
}
