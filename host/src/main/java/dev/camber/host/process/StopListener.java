package dev.camber.host.process;

import java.time.Duration;

/** Hears how a stop proceeds (spec §5.5). All methods are called on the stopping thread. */
public interface StopListener {
  /** Hears nothing. */
  StopListener SILENT = new StopListener() {};

  /** A twentieth of the grace is over and the process is still there. */
  default void waiting(long pid, Duration grace) {}

  /** A third of the grace is over and the process is still there. */
  default void stillWaiting(long pid) {}

  /** The grace is over; the group is being killed. */
  default void killing(long pid) {}
}
