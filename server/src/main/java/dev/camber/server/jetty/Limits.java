package dev.camber.server.jetty;

import java.time.Duration;

/**
 * How much of this machine callers may use.
 *
 * @param connections open at a time; beyond that nobody new is let in until some end
 * @param idle how long a connection may do nothing, or a reader not read
 * @param headerBytes of one request
 * @param bytesPerSecond the least a sender of a body must send
 */
public record Limits(int connections, Duration idle, int headerBytes, int bytesPerSecond) {
  /** For a person's own machine. */
  public static final Limits DEFAULT = new Limits(4_000, Duration.ofSeconds(30), 32 << 10, 1_000);
}
