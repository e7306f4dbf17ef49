package dev.camber.host.process;

/**
 * How a process ended.
 *
 * @param code the exit code; 128 + signal for a process that a signal ended, as a shell has it
 * @param signal the signal that ended it, 0 if none did
 */
public record ExitStatus(int code, int signal) {
  public static ExitStatus exited(int code) {
    return new ExitStatus(code, 0);
  }

  public static ExitStatus signaled(int signal) {
    return new ExitStatus(128 + signal, signal);
  }

  public boolean success() {
    return code == 0;
  }

  /** {@code exit status 3} or {@code signal: killed}, the words of the reference. */
  public String describe() {
    return signal == 0 ? "exit status " + code : "signal: " + Signal.describe(signal);
  }
}
