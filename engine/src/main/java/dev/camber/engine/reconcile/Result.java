package dev.camber.engine.reconcile;

import java.time.Duration;

/** What became of a reconcile; the runner decides what follows. */
public sealed interface Result {
  /** Nothing to do until something changes. */
  static Result done() {
    return Done.DONE;
  }

  /** To be called again after this time even if nothing changes. */
  static Result again(Duration after) {
    return new Again(after);
  }

  /**
   * Did not work; to be called again, later each time. What a person needs to know is in the status
   * or the log.
   */
  static Result failed(String why) {
    return new Failed(why);
  }

  /** See {@link #done()}. */
  enum Done implements Result {
    DONE
  }

  /** See {@link #again}. */
  record Again(Duration after) implements Result {}

  /** See {@link #failed}. */
  record Failed(String why) implements Result {}
}
