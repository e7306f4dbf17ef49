package dev.camber.model.jsonpath;

/** A JSONPath that is none, or that does not fit the value it is used on. */
public final class JsonPathException extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonPathException(String message) {
    super(message, null, false, false);
  }
}
