package dev.camber.model.codec;

/** A JSON value that does not fit a record. */
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String found;
  private final String wanted;

  public CodecException(String path, String found, String wanted) {
    super((path.isEmpty() ? "value" : path) + ": found " + found + ", wanted " + wanted);
    this.path = path;
    this.found = found;
    this.wanted = wanted;
  }

  /** Member names from the root, joined by dots, list indices in brackets: {@code spec.args[1]}. */
  public String path() {
    return path;
  }

  /** What was there, e.g. {@code string}. */
  public String found() {
    return found;
  }

  /** What should have been there, e.g. {@code array}. */
  public String wanted() {
    return wanted;
  }
}
