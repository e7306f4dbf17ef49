package dev.camber.host.process;

/**
 * Takes the bytes of one output stream in order. One call at a time, never two at once for one
 * stream; a sink that blocks holds up its process alone, as a full pipe would.
 */
@FunctionalInterface
public interface OutputSink {
  /** Drops everything. */
  OutputSink DISCARD = (bytes, offset, length) -> {};

  /** Some bytes. The array belongs to the caller and changes after the call. */
  void write(byte[] bytes, int offset, int length);

  /** No more bytes will come. */
  default void end() {}
}
