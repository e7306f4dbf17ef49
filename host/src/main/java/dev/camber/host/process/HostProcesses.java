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
}
