package dev.camber.model.image;

/** A text is not an image reference; the message is the one Docker's own parser gives. */
public final class InvalidReferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidReferenceException(String message) {
    super(message);
  }
}
