package dev.camber.server.http;

/** A body that could not be taken. */
public final class BodyRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  /**
   * @param tooLarge whether it is larger than the limit; otherwise it did not come
   */
  public BodyRefused(boolean tooLarge, String message) {
    super(message);
    this.tooLarge = tooLarge;
  }

  public boolean isTooLarge() {
    return tooLarge;
  }
}
