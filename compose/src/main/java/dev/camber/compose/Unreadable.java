package dev.camber.compose;

/**
 * A project that the loader cannot read, because it is wrong or because it uses what the loader
 * does not know. Unchecked inside the package: every rule may fail, and {@link ProjectReader} turns
 * it into an answer at the one door.
 */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** A value that the schema of Compose files refuses. */
  static Unreadable invalid(String path, String problem) {
    return new Unreadable("validating : " + path + " " + problem);
  }
}
