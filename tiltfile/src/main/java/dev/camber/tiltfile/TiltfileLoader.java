package dev.camber.tiltfile;

/** Evaluates Tiltfiles. Thread-safe; each call is one evaluation with a state of its own. */
public interface TiltfileLoader {
  /**
   * Evaluates a Tiltfile. A mistake in it is no exception: it stands in {@link LoadResult#error()},
   * beside everything that was recorded before it (spec Tiltfile, section 1.1).
   *
   * @throws InterruptedException if interrupted or cancelled; programs it ran have been ended
   */
  LoadResult load(LoadRequest request) throws InterruptedException;
}
