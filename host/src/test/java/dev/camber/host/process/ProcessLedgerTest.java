package dev.camber.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.host.env.Environment;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLedgerTest {
  @TempDir Path dir;

  /** Processes that exist because a test says so. */
  private static final class FakeTable implements ProcessTable {
    final Map<Long, Long> starts = new HashMap<>();
    final List<Entry> entries = new ArrayList<>();
    final Map<Long, String> variables = new HashMap<>();
    final List<String> signals = new ArrayList<>();
    final Set<Long> stubborn = new HashSet<>();
    long self = 1;
    String boot = "boot-1";

    void add(long pid, long group, long start, String variable) {
      starts.put(pid, start);
      entries.add(new Entry(pid, group, group));
      variables.put(pid, variable);
    }

    @Override
    public long self() {
      return self;
    }

    @Override
    public String boot() {
      return boot;
    }

    @Override
    public OptionalLong startTime(long pid) {
      Long start = starts.get(pid);
      return start == null ? OptionalLong.empty() : OptionalLong.of(start);
    }

    @Override
    public List<Entry> running() {
      return List.copyOf(entries);
    }

    @Override
    public boolean hasVariable(long pid, String variable) {
      return variable.equals(variables.get(pid));
    }

    @Override
    public String command(long pid) {
      return "command " + pid;
    }

    @Override
    public boolean signalGroup(long group, Signal signal) {
      boolean there = entries.stream().anyMatch(entry -> entry.group() == group);
      if (there) {
        signals.add(signal + " " + group);
        if (signal == Signal.KILL || !stubborn.contains(group)) {
          entries.removeIf(entry -> entry.group() == group);
        }
      }
      return there;
    }
  }

  private final FakeTable table = new FakeTable();

  /** A Camber with process id 10 notes these things and is killed; the next one has 20. */
  private List<String> nextStart(java.util.function.Consumer<ProcessLedger> notes)
      throws Exception {
    table.self = 10;
    table.starts.put(10L, 1L);
    notes.accept(FileProcessLedger.open(dir, table));
    table.starts.remove(10L);
    table.self = 20;
    table.starts.put(20L, 2L);
    try (FileProcessLedger next = FileProcessLedger.open(dir, table)) {
      return next.endLeftOvers(Duration.ofMillis(50));
    }
  }

  @Test
  void aGroupThatStillRunsIsEnded() throws Exception {
    List<String> told =
        nextStart(ledger -> {
          ledger.starting();
          table.add(100, 100, 55, "");
          ledger.started(100);
        });

    assertThat(told)
        .containsExactly("Ended \"command 100\" (pid: 100), left by an earlier session");
    assertThat(table.signals).containsExactly("TERM 100");
    assertThat(Files.list(dir)).isEmpty();
  }

  @Test
  void aGroupThatIgnoresTermIsKilled() throws Exception {
    table.stubborn.add(100L);
    nextStart(ledger -> {
      ledger.starting();
      table.add(100, 100, 55, "");
      ledger.started(100);
    });

    assertThat(table.signals).containsExactly("TERM 100", "KILL 100");
  }

  @Test
  void aNumberThatAnotherProcessBearsByNowIsLeftAlone() throws Exception {
    List<String> told =
        nextStart(ledger -> {
          ledger.starting();
          table.add(100, 100, 55, "");
          ledger.started(100);
          table.starts.put(100L, 77L);
        });

    assertThat(told).isEmpty();
    assertThat(table.signals).isEmpty();
  }

  @Test
  void membersThatOutlivedTheirLeaderAreKnownByTheirVariable() throws Exception {
    nextStart(ledger -> {
      for (long leader : List.of(100L, 200L)) {
        ledger.starting();
        table.starts.put(leader, 55L);
        ledger.started(leader);
        table.starts.remove(leader);
      }
      table.add(101, 100, 56, "CAMBER_LEDGER=10-1");
      table.add(201, 200, 56, "CAMBER_LEDGER=99-9");
    });

    assertThat(table.signals).containsExactly("TERM 100");
  }

  @Test
  void aProcessThatWasBeingStartedIsFoundByItsVariable() throws Exception {
    nextStart(ledger -> {
      ledger.starting();
      table.add(100, 100, 55, "CAMBER_LEDGER=10-1");
      table.add(300, 300, 55, "");
    });

    assertThat(table.signals).containsExactly("TERM 100");
  }

  @Test
  void whatEndedOrNeverBeganIsNotLookedFor() throws Exception {
    List<String> told =
        nextStart(ledger -> {
          ledger.starting();
          table.add(100, 100, 55, "CAMBER_LEDGER=10-1");
          ledger.started(100);
          ledger.ended(100);
          ledger.starting();
          ledger.startFailed();
        });

    assertThat(told).isEmpty();
  }

  @Test
  void anotherBootEndsAllClaims() throws Exception {
    List<String> told =
        nextStart(ledger -> {
          ledger.starting();
          table.add(100, 100, 55, "CAMBER_LEDGER=10-1");
          ledger.started(100);
          table.boot = "boot-2";
        });

    assertThat(told).isEmpty();
    assertThat(Files.list(dir)).isEmpty();
  }

  @Test
  void theGroupsOfACamberThatRunsAreItsOwn() throws Exception {
    table.self = 10;
    table.starts.put(10L, 1L);
    FileProcessLedger first = FileProcessLedger.open(dir, table);
    first.starting();
    table.add(100, 100, 55, "");
    first.started(100);
    table.self = 20;
    table.starts.put(20L, 2L);
    try (FileProcessLedger second = FileProcessLedger.open(dir, table)) {
      assertThat(second.endLeftOvers(Duration.ofMillis(50))).isEmpty();
    }
    assertThat(table.signals).isEmpty();
    assertThat(Files.list(dir)).hasSize(1);
  }

  @Test
  void aLongLifeDoesNotMakeALongLedger() throws Exception {
    nextStart(ledger -> {
      table.starts.put(100L, 55L);
      ledger.starting();
      ledger.started(100);
      for (int i = 0; i < 30_000; i++) {
        ledger.starting();
        ledger.started(1_000 + i);
        ledger.ended(1_000 + i);
      }
      try (var files = Files.list(dir)) {
        assertThat(Files.size(files.toList().getFirst())).isLessThan(300_000);
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
      table.add(100, 100, 55, "");
    });

    assertThat(table.signals).containsExactly("TERM 100");
  }

  /** A program that starts processes like Camber, prints their ids and never ends. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      Path home = Path.of(arguments[0]);
      FileProcessLedger ledger = FileProcessLedger.open(home.resolve("ledger"));
      Processes processes = HostProcesses.create(ledger);
      for (String script :
          List.of(
              "exec sleep 300",
              "sleep 300 & sleep 300; exit",
              "trap '' TERM; sleep 300; sleep 300")) {
        RunningProcess process =
            processes.start(
                ProcessSpec.of(List.of("sh", "-c", script), home, Environment.ofThisProcess()),
                Output.merged(OutputSink.DISCARD));
        System.out.println(process.pid());
      }
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }

  @Test
  void afterKillMinusNineTheNextStartEndsWhatWasLeft() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> groups = new ArrayList<>();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(victim.getInputStream()))) {
      for (String line = out.readLine(); !line.equals("ready"); line = out.readLine()) {
        groups.add(Long.parseLong(line));
      }
      victim.destroyForcibly().waitFor();
    }
    assertThat(groups).hasSize(3).noneMatch(ProcessStates::gone);

    try (FileProcessLedger next = FileProcessLedger.open(dir.resolve("ledger"))) {
      List<String> told = next.endLeftOvers(Duration.ofMillis(300));

      assertThat(told).hasSize(3);
      assertThat(told.getFirst())
          .isEqualTo(
              "Ended \"sleep 300\" (pid: " + groups.getFirst() + "), left by an earlier session");
    }
    await().until(() -> groups.stream().allMatch(ProcessStates::gone));
    await()
        .until(() ->
            new HostProcessTable()
                .running().stream().noneMatch(entry -> groups.contains(entry.group())));
  }
}
