package dev.camber.host.process;

import java.util.List;
import java.util.OptionalLong;

/** The processes of this computer as its kernel lists them. */
interface ProcessTable {
  /**
   * One process.
   *
   * @param group the id of its process group
   * @param session the id of its session
   */
  record Entry(long pid, long group, long session) {}

  /** The id of this process. */
  long self();

  /** Differs from start to start of the computer: ids and times of another boot mean nothing. */
  String boot();

  /**
   * When a process began, in units that only equality is asked of; empty if there is none or it has
   * exited. With the id it names a process for good, where the id alone is given again.
   */
  OptionalLong startTime(long pid);

  /** All processes that run; empty where they cannot be listed. */
  List<Entry> running();

  /** Whether a process was started with this variable ({@code NAME=value}); false when in doubt. */
  boolean hasVariable(long pid, String variable);

  /** The command line of a process for a person; its id if that cannot be read. */
  String command(long pid);

  /** Sends a signal to a process group; whether there was one. */
  boolean signalGroup(long group, Signal signal);
}
