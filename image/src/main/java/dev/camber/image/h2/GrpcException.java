package dev.camber.image.h2;

/** A call that ends with a status other than OK. */
public final class GrpcException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Source: the gRPC status codes. */
  public static final int INVALID_ARGUMENT = 3;

  public static final int NOT_FOUND = 5;
  public static final int UNIMPLEMENTED = 12;
  public static final int INTERNAL = 13;
  public static final int UNAVAILABLE = 14;

  private final int code;

  public GrpcException(int code, String message) {
    super(message);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
