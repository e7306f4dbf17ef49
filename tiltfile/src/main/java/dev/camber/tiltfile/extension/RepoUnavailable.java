package dev.camber.tiltfile.extension;

/** A repository that cannot be had; the message is the reason. */
public final class RepoUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private RepoUnavailable(String message, boolean passing) {
    super(message, null, false, false);
    this.passing = passing;
  }

  static RepoUnavailable because(String message) {
    return new RepoUnavailable(message, false);
  }

  static RepoUnavailable download(String message) {
    return new RepoUnavailable(message, true);
  }

  /** Whether a later attempt may succeed: it could not be brought here. */
  public boolean passing() {
    return passing;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
