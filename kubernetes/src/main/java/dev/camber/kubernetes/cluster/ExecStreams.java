package dev.camber.kubernetes.cluster;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a command reads and where it writes. The sinks are called on the thread that runs the
 * command: a slow sink slows the command down, nothing piles up.
 *
 * @param stdin read to its end, then the command sees end of file; empty for none
 * @param sizes terminal sizes to send as they come; only with a terminal
 */
public record ExecStreams(
    Optional<InputStream> stdin, OutputStream stdout, OutputStream stderr, TerminalSizes sizes) {

  /** Without input and terminal. */
  public static ExecStreams output(OutputStream stdout, OutputStream stderr) {
    return new ExecStreams(Optional.empty(), stdout, stderr, TerminalSizes.NONE);
  }

  /** With input, without terminal. */
  public static ExecStreams of(InputStream stdin, OutputStream stdout, OutputStream stderr) {
    return new ExecStreams(Optional.of(stdin), stdout, stderr, TerminalSizes.NONE);
  }
}
