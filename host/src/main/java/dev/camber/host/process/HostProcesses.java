package dev.camber.host.process;

import dev.camber.host.libc.Libc;

/** The processes of this computer. */
public final class HostProcesses {
  private HostProcesses() {}

  /** Processes that no ledger remembers; for short runs and tests. */
  public static Processes create() {
    return create(ProcessLedger.NONE);
  }

  /** Processes remembered by {@code ledger} while they run. */
  public static Processes create(ProcessLedger ledger) {
    return Libc.AVAILABLE
        ? new NativeProcesses(NativeProcesses.bestEvents(), ledger)
        : new JdkProcesses(ledger);
  }

  /** Kills process groups at once: what a killed program left behind. */
  public static FileLedger.GroupKiller groupKiller() {
    return group -> Libc.kill((int) -group, Signal.KILL.number());
  }
}
