package dev.camber.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.host.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
  @TempDir Path dir;

  private RunningProcess sleeper(ProcessLedger ledger) throws Exception {
    return HostProcesses.create(ledger)
        .start(
            ProcessSpec.of(List.of("sleep", "1000"), dir, Environment.ofThisProcess()),
            Output.merged(new LineSplitter(line -> {})));
  }

  @Test
  void whatARunningProgramStartedIsLeftAlone() throws Exception {
    try (FileLedger ledger = FileLedger.open(dir, ProcessHandle.current().pid(), "alive")) {
      RunningProcess process = sleeper(ledger);
      List<Long> killed = new ArrayList<>();
      assertThat(FileLedger.endLeftovers(dir, killed::add)).isEmpty();
      assertThat(killed).isEmpty();
      process.kill();
      process.waitFor();
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void whatADeadProgramLeftIsFoundByItsMarkAndByItsPid() throws Exception {
    FileLedger ledger =
        FileLedger.open(dir, ProcessHandle.current().pid(), "dead-" + System.nanoTime());
    RunningProcess process = sleeper(ledger);
    Path file = dir.resolve(ProcessHandle.current().pid() + ".processes");
    // The same file as a program of that pid and another start time would have left it.
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, lines.getFirst().replaceFirst("owner (\\d+) \\d+", "owner $1 1"));
    Files.write(file, lines);
    List<Long> killed = new ArrayList<>();
    assertThat(FileLedger.endLeftovers(dir, killed::add)).containsExactly(process.pid());
    assertThat(killed).containsExactly(process.pid());
    assertThat(file).doesNotExist();
    process.kill();
    process.waitFor();
  }
}
