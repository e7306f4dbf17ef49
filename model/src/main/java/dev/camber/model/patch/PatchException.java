package dev.camber.model.patch;

/** A patch that cannot be used. */
public final class PatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean malformed;

  private PatchException(boolean malformed, String message) {
    super(message);
    this.malformed = malformed;
  }

  static PatchException malformed(String message) {
    return new PatchException(true, message);
  }

  static PatchException doesNotFit(String message) {
    return new PatchException(false, message);
  }

  /** Whether the patch is no patch at all; otherwise it does not fit the document. */
  public boolean isMalformed() {
    return malformed;
  }
}
