package dev.camber.model.json;

/** Text that is not JSON; the message says what was found and where (line and column from 1). */
public final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonSyntaxException(String message) {
    super(message);
  }
}
