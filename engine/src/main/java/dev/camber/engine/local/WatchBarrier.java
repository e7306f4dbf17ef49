package dev.camber.engine.local;

/** Makes sure that files written before are known as changes. */
@FunctionalInterface
public interface WatchBarrier {
  /** Without watches there is nothing to wait for. */
  WatchBarrier NONE = () -> {};

  /** Returns when every change of a watched file that was made before this call is in the store. */
  void flush() throws InterruptedException;
}
