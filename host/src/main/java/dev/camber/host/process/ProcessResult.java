package dev.camber.host.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What came of a process that was run to its end.
 *
 * @param exit how it ended
 * @param stdout its standard output, up to the limit of the run
 * @param stderr its standard error, up to the limit of the run
 * @param timedOut whether it was killed because its time was over
 * @param duration from start to end
 */
@SuppressWarnings("ArrayRecordComponent") // accessors copy
public record ProcessResult(
    ExitStatus exit, byte[] stdout, byte[] stderr, boolean timedOut, Duration duration) {
  public boolean success() {
    return exit.success() && !timedOut;
  }

  @Override
  public byte[] stdout() {
    return stdout.clone();
  }

  @Override
  public byte[] stderr() {
    return stderr.clone();
  }

  /** Standard output as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String stdoutText() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** Standard error as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String stderrText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProcessResult that
        && exit.equals(that.exit)
        && Arrays.equals(stdout, that.stdout)
        && Arrays.equals(stderr, that.stderr)
        && timedOut == that.timedOut
        && duration.equals(that.duration);
  }

  @Override
  public int hashCode() {
    return exit.hashCode() * 31 + Arrays.hashCode(stdout);
  }
}
