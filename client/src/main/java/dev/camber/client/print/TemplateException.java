package dev.camber.client.print;

/** A template that is none, or that does not fit what it is used on. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message, null, false, false);
  }
}
