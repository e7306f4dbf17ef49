package dev.camber.host.process;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** With epoll, as on Linux. */
final class NativeProcessesTest extends PosixProcessesContract {
  private static NativeProcesses shared =
      new NativeProcesses(new ThreadEvents(), ProcessLedger.NONE);

  @BeforeAll
  static void open() throws Exception {
    shared = new NativeProcesses(new EpollEvents(), ProcessLedger.NONE);
  }

  @AfterAll
  static void close() {
    shared.close();
  }

  @Override
  Processes processes() {
    return shared;
  }
}
