package dev.camber.host.process;

final class JdkProcessesTest extends ProcessesContract {
  private final Processes processes = new JdkProcesses(ProcessLedger.NONE);

  @Override
  Processes processes() {
    return processes;
  }
}
