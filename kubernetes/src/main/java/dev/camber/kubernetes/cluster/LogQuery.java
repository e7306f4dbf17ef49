package dev.camber.kubernetes.cluster;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which log lines of a container are wanted; every line carries its time in front (RFC 3339 with
 * nanoseconds, one space).
 *
 * @param follow go on until the container ends
 * @param previous the container before the last restart
 * @param since lines from that moment on; the server keeps whole seconds only
 * @param tailLines at most that many of the last lines
 */
public record LogQuery(
    String namespace,
    String pod,
    String container,
    boolean follow,
    boolean previous,
    Optional<Instant> since,
    OptionalInt tailLines) {

  public static LogQuery follow(
      String namespace, String pod, String container, Optional<Instant> since) {
    return new LogQuery(namespace, pod, container, true, false, since, OptionalInt.empty());
  }

  /** The last lines of the container before this one. */
  public static LogQuery previous(String namespace, String pod, String container, int lines) {
    return new LogQuery(
        namespace, pod, container, false, true, Optional.empty(), OptionalInt.of(lines));
  }
}
