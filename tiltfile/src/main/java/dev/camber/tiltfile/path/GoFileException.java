package dev.camber.tiltfile.path;

/** A file error in Go's words. */
public final class GoFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  GoFileException(String message, boolean missing) {
    super(message, null, false, false);
    this.missing = missing;
  }

  /** Whether the file is just not there. */
  public boolean isMissing() {
    return missing;
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
