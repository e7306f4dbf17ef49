package dev.camber.kubernetes.cluster;

/**
 * How a command ended.
 *
 * @param exitCode 0 for success; 126 and 127 when the runtime could not start it; 137 when killed
 * @param message what the runtime said; empty on success
 */
public record ExecResult(int exitCode, String message) {
  public static final ExecResult SUCCESS = new ExecResult(0, "");

  public boolean succeeded() {
    return exitCode == 0;
  }
}
