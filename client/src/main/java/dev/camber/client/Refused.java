package dev.camber.client;

/** Why a command cannot do what it was asked; one message for the person. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean prefixed;

  private Refused(String message, boolean prefixed) {
    super(message, null, false, false);
    this.prefixed = prefixed;
  }

  /** Printed behind {@code Error: }. */
  static Refused error(String message) {
    return new Refused(message, true);
  }

  /** Printed as it is. */
  static Refused plain(String message) {
    return new Refused(message, false);
  }

  String line() {
    return prefixed ? "Error: " + getMessage() : String.valueOf(getMessage());
  }
}
