package dev.camber.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  @Test
  void whatIsSaidFirstIsHeardFirst() throws Exception {
    for (int i = 0; i < 300; i++) {
      List<String> heard = Collections.synchronizedList(new ArrayList<>());
      Output output =
          Output.separate(
              (bytes, offset, length) -> heard.add("out"),
              (bytes, offset, length) -> heard.add("err"));
      shared.start(sh("echo first; echo second >&2"), output).waitFor();

      assertThat(heard).containsExactly("out", "err");
    }
  }
}
