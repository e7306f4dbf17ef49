package dev.camber.image.dockerfile;

/** A Dockerfile that cannot be split into instructions; the message is BuildKit's own. */
public final class DockerfileSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  DockerfileSyntaxException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** The line it was seen at, counted from 1; 0 if it concerns the whole file. */
  public int line() {
    return line;
  }
}
