package dev.camber.host.process;

/** With a thread for every wait, as on macOS and old kernels. */
final class ThreadedProcessesTest extends PosixProcessesContract {
  private final NativeProcesses processes =
      new NativeProcesses(new ThreadEvents(), ProcessLedger.NONE);

  @Override
  Processes processes() {
    return processes;
  }

  @Override
  int manyProcesses() {
    return 100;
  }
}
