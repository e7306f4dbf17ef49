package dev.camber.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What process groups add to {@link ProcessesContract}. */
abstract class PosixProcessesContract extends ProcessesContract {
  @Test
  void everyProcessLeadsASessionOfItsOwn() throws Exception {
    String[] stat = run("cat /proc/$$/stat").stdoutText().split(" ");

    assertThat(stat[4]).as("group").isEqualTo(stat[0]);
    assertThat(stat[5]).as("session").isEqualTo(stat[0]);
  }

  @Test
  void noDescriptorButTheThreeIsInherited() throws Exception {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0);
        var file = Files.newInputStream(Path.of("/dev/zero"))) {
      assertThat(socket.isBound()).isTrue();
      assertThat(file.read()).isZero();

      String open = run("ls /proc/$$/fd").stdoutText();

      assertThat(open.lines()).containsExactly("0", "1", "2");
    }
  }

  @Test
  void noSignalIsIgnoredOrBlocked() throws Exception {
    ProcessResult result = run("grep -E 'SigBlk|SigIgn' /proc/self/status");

    // Signals 32 and 33 belong to the C library's threads, which ignores them in every child.
    assertThat(result.stdoutText().lines().toList()).first().isEqualTo("SigBlk:\t0000000000000000");
    assertThat(result.stdoutText().lines().toList())
        .last()
        .isIn("SigIgn:\t0000000000000000", "SigIgn:\t0000000180000000");
  }

  @Test
  void whatTheProcessLeavesBehindDiesWithIt() throws Exception {
    ProcessResult result = run("sleep 100 & sleep 100 & echo $!; exit 0");

    long child = Long.parseLong(result.stdoutText().strip());
    await().until(() -> gone(child));
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void leftOversLiveOnWhenAskedToAndHoldTheRunOpenThroughTheirPipes() throws Exception {
    ProcessSpec keep =
        sh("sh -c 'sleep 0.2; echo late' & exit 0").withRemainder(ProcessSpec.Remainder.KEEP);

    ProcessResult result = processes().run(keep, Duration.ofSeconds(20));

    assertThat(result.stdoutText()).isEqualTo("late\n");
    assertThat(result.exit()).isEqualTo(ExitStatus.exited(0));
  }

  @Test
  void aKeptLeftOverThatHoldsThePipesIsKilledByTheTimeLimit() throws Exception {
    ProcessSpec keep = sh("sleep 100 & echo $!; exit 0").withRemainder(ProcessSpec.Remainder.KEEP);

    ProcessResult result = processes().run(keep, Duration.ofMillis(300));

    assertThat(result.timedOut()).isTrue();
    long child = Long.parseLong(result.stdoutText().strip());
    await().until(() -> gone(child));
  }

  @Test
  void termReachesTheWholeTreeAndWhatForksMeanwhileDiesToo() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    String script =
        """
        forker() { while :; do sleep 50 & echo $!; sleep 0.01; done; }
        trap '' TERM
        forker & forker & forker &
        wait
        """;
    RunningProcess process =
        processes().start(sh(script), Output.merged(new LineSplitter(lines::add)));
    await().until(() -> lines.size() > 20);

    process.terminate(Duration.ofMillis(200));

    List<Long> pids = List.copyOf(lines).stream().map(Long::parseLong).toList();
    await().until(() -> pids.stream().allMatch(PosixProcessesContract::gone));
  }

  @Test
  void aStrangerThatHoldsThePipesDoesNotHoldUpTheExit() throws Exception {
    // setsid leaves the group and keeps standard output open.
    ProcessResult result = run("setsid sleep 100 & echo $!; sleep 0.05");
    long stranger = Long.parseLong(result.stdoutText().strip());
    try {
      assertThat(result.exit()).isEqualTo(ExitStatus.exited(0));
      assertThat(result.duration()).isLessThan(Duration.ofSeconds(5));
    } finally {
      ProcessHandle.of(stranger).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void deathBySignalIsReported() throws Exception {
    ExitStatus exit = run("kill -SEGV $$").exit();

    assertThat(exit.signal()).isEqualTo(11);
    assertThat(exit.code()).isEqualTo(139);
    assertThat(exit.describe()).isEqualTo("signal: segmentation fault");
  }

  @Test
  void startFailuresHaveGosWords() throws Exception {
    Path plain = Files.writeString(dir.resolve("plain"), "no program");
    Path noFormat = Files.writeString(dir.resolve("no-format"), "no program");
    Files.setPosixFilePermissions(noFormat, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path orphan = Files.writeString(dir.resolve("orphan"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(orphan, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> start(plain.toString()))
        .hasMessage("fork/exec " + plain + ": permission denied");
    assertThatThrownBy(() -> start(noFormat.toString()))
        .hasMessage("fork/exec " + noFormat + ": exec format error");
    assertThatThrownBy(() -> start(orphan.toString()))
        .hasMessage("fork/exec " + orphan + ": no such file or directory");
    assertThatThrownBy(() -> start("./missing"))
        .hasMessage("fork/exec ./missing: no such file or directory");
    assertThatThrownBy(() -> start("/bin/sh", "nul\0byte"))
        .hasMessage("fork/exec /bin/sh: invalid argument");
  }

  private RunningProcess start(String... argv) throws ProcessStartException {
    return processes()
        .start(ProcessSpec.of(List.of(argv), dir, ENVIRONMENT), Output.merged(OutputSink.DISCARD));
  }

  @Test
  void aRelativeProgramIsRelativeToTheWorkingDirectory() throws Exception {
    Path program = Files.writeString(dir.resolve("here"), "#!/bin/sh\necho it is me\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    ProcessResult result =
        processes()
            .run(ProcessSpec.of(List.of("./here"), dir, ENVIRONMENT), Duration.ofSeconds(20));

    assertThat(result.stdoutText()).isEqualTo("it is me\n");
  }

  @Test
  void aSinkThatBlocksHoldsUpItsOwnProcessAlone() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CapturedOutput captured = new CapturedOutput(1 << 24);
    OutputSink slow =
        (bytes, offset, length) -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          captured.write(bytes, offset, length);
        };
    RunningProcess held = processes().start(sh("head -c 2000000 /dev/zero"), Output.merged(slow));

    assertThat(run("echo quick").stdoutText()).isEqualTo("quick\n");
    assertThat(held.isAlive()).isTrue();
    free.countDown();

    assertThat(held.waitFor()).isEqualTo(ExitStatus.exited(0));
    assertThat(captured.bytes()).hasSize(2_000_000);
  }

  @Test
  void manyShortProcessesLeaveNoZombieAndNoDescriptor() throws Exception {
    run("true");
    long before = openDescriptors();
    List<RunningProcess> started = new ArrayList<>();
    for (int i = 0; i < manyProcesses(); i++) {
      started.add(start("/bin/true"));
      if (started.size() == 50) {
        for (RunningProcess process : started) {
          assertThat(process.waitFor()).isEqualTo(ExitStatus.exited(0));
        }
        started.clear();
      }
    }

    await().until(() -> openDescriptors() <= before);
    assertThat(ProcessHandle.current().children().count()).isZero();
  }

  int manyProcesses() {
    return 1_000;
  }

  private static long openDescriptors() throws Exception {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  static boolean gone(long pid) {
    return ProcessStates.gone(pid);
  }
}
