package dev.camber.kubernetes.types;

/** A field that does not fit its type. The message is the one Go's JSON decoder gives. */
public final class DecodingException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecodingException(String message) {
    super(message);
  }
}
