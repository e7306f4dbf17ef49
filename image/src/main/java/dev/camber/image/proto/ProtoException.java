package dev.camber.image.proto;

/** Bytes that are not a protocol buffer. */
public final class ProtoException extends Exception {
  private static final long serialVersionUID = 1L;

  public ProtoException(String message) {
    super(message);
  }
}
