package dev.camber.client;

/** Why a command cannot do what it was asked; one message for the person. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String prefix;
  private final String reason;
  private final String hint;

  private Refused(String prefix, String message, String reason) {
    this(prefix, message, reason, "");
  }

  private Refused(String prefix, String message, String reason, String hint) {
    super(message, null, false, false);
    this.prefix = prefix;
    this.reason = reason;
    this.hint = hint;
  }

  /**
   * The same with a line about what to try. Only people on a terminal see it: programs know the
   * message alone.
   */
  Refused withHint(String text) {
    return new Refused(prefix, String.valueOf(getMessage()), reason, text);
  }

  /** What to try; empty if there is nothing to say. */
  String hint() {
    return hint;
  }

  /** Printed behind {@code Error: }. */
  static Refused error(String message) {
    return new Refused("Error: ", message, "");
  }

  /** Printed as it is. */
  static Refused plain(String message) {
    return new Refused("", message, "");
  }

  /**
   * What a server answered.
   *
   * @param prefix stands before the message
   * @param reason the machine-readable reason, such as {@code NotFound}
   */
  static Refused byServer(String prefix, String message, String reason) {
    return new Refused(prefix, message, reason);
  }

  /** The server's reason; empty if it was not a server who refused. */
  String reason() {
    return reason;
  }

  /** The same refusal that also says during what it came, if the server's words do not. */
  Refused during(String what) {
    return prefix.startsWith("Error from server")
        ? new Refused(prefix, what + ": " + getMessage(), reason, hint)
        : this;
  }

  /** The same refusal in the words of Camber's own commands: {@code Error: MESSAGE}. */
  Refused asError() {
    return new Refused("Error: ", String.valueOf(getMessage()), reason, hint);
  }

  String line() {
    return prefix + getMessage();
  }
}
