package dev.camber.model.yaml;

/**
 * YAML that cannot be read or written. The message is the one people know from the Kubernetes tools
 * ({@code yaml: line 4: did not find expected key}); it is part of the contract with Tiltfiles.
 */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  public YamlException(String message) {
    this(message, 0);
  }

  YamlException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** The line that the message names, counted from 1 within the document; 0 if it names none. */
  public int line() {
    return line;
  }

  /** The same error with words before its message. */
  public YamlException prefixed(String words) {
    return new YamlException(words + getMessage(), line);
  }
}
