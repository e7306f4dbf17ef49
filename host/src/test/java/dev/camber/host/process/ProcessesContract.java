package dev.camber.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.camber.host.env.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every implementation of {@link Processes} on real processes must do. */
abstract class ProcessesContract {
  static final Environment ENVIRONMENT = Environment.ofThisProcess();

  @TempDir Path dir;

  abstract Processes processes();

  ProcessSpec sh(String script) {
    return ProcessSpec.of(List.of("sh", "-c", script), dir, ENVIRONMENT);
  }

  ProcessResult run(String script) throws Exception {
    return processes().run(sh(script), Duration.ofSeconds(20));
  }

  @Test
  void outputOfBothStreamsAndTheExitCodeAreKept() throws Exception {
    ProcessResult result = run("echo out; echo err >&2; exit 3");

    assertThat(result.stdoutText()).isEqualTo("out\n");
    assertThat(result.stderrText()).isEqualTo("err\n");
    assertThat(result.exit()).isEqualTo(ExitStatus.exited(3));
    assertThat(result.exit().describe()).isEqualTo("exit status 3");
  }

  @Test
  void mergedOutputKeepsTheOrderInWhichItWasWritten() throws Exception {
    CapturedOutput all = new CapturedOutput(1 << 20);

    processes()
        .run(
            sh("for i in 1 2 3 4 5; do echo o$i; echo e$i >&2; done"),
            Output.merged(all),
            Duration.ofSeconds(20));

    assertThat(all.text()).isEqualTo("o1\ne1\no2\ne2\no3\ne3\no4\ne4\no5\ne5\n");
  }

  @Test
  void tenMegabytesArriveWhole() throws Exception {
    ProcessResult result = run("head -c 10000000 /dev/zero; echo; echo end");

    assertThat(result.stdout()).hasSize(10_000_005);
    assertThat(result.stdoutText()).endsWith("\nend\n");
  }

  @Test
  void theWorkingDirectoryIsTheOneAskedFor() throws Exception {
    Path inner = Files.createDirectories(dir.resolve("in ner é"));

    ProcessResult result =
        processes().run(ProcessSpec.of(List.of("pwd"), inner, ENVIRONMENT), Duration.ofSeconds(20));

    assertThat(result.stdoutText()).isEqualTo(inner.toRealPath() + "\n");
  }

  @Test
  void theEnvironmentIsExactlyTheOneGiven() throws Exception {
    ProcessSpec spec =
        new ProcessSpec(
            List.of("/usr/bin/env"),
            dir,
            Environment.of(Map.of("A", "1", "B", "two words é", "EMPTY", "")),
            Stdin.NONE,
            ProcessSpec.Remainder.KILL);

    ProcessResult result = processes().run(spec, Duration.ofSeconds(20));

    assertThat(result.stdoutText().lines().sorted())
        .containsExactly("A=1", "B=two words é", "EMPTY=");
  }

  @Test
  void argumentsArriveUnchanged() throws Exception {
    List<String> arguments = List.of("", " ", "a b", "\"q\"", "'", "\\", "*", "é", "line\nbreak");
    List<String> argv = new ArrayList<>(List.of("sh", "-c", "printf '<%s>' \"$@\"", "sh"));
    argv.addAll(arguments);

    ProcessResult result =
        processes().run(ProcessSpec.of(argv, dir, ENVIRONMENT), Duration.ofSeconds(20));

    assertThat(result.stdoutText()).isEqualTo("<" + String.join("><", arguments) + ">");
  }

  @Test
  void standardInputIsEmptyUnlessGiven() throws Exception {
    assertThat(run("cat; echo done").stdoutText()).isEqualTo("done\n");
  }

  @Test
  void givenBytesAreReadFromStandardInput() throws Exception {
    byte[] bytes = new byte[3_000_000];
    java.util.Arrays.fill(bytes, (byte) 'x');

    ProcessResult result =
        processes().run(sh("wc -c").withStdin(Stdin.of(bytes)), Duration.ofSeconds(20));

    assertThat(result.stdoutText().strip()).isEqualTo("3000000");
  }

  @Test
  void aPipeToStandardInputCanBeWrittenWhileTheProcessRuns() throws Exception {
    CapturedOutput out = new CapturedOutput(10_000_000);
    RunningProcess process = processes().start(sh("cat").withStdin(Stdin.PIPE), Output.merged(out));

    process.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
    process.stdin().flush();
    await().until(() -> out.text().equals("hello\n"));
    process.stdin().write(new byte[1_000_000]);
    process.stdin().close();

    assertThat(process.waitFor()).isEqualTo(ExitStatus.exited(0));
    assertThat(out.bytes()).hasSize(1_000_006);
  }

  @Test
  void aMissingProgramIsNamedAsTheReferenceNamesIt() {
    assertThatThrownBy(() ->
            processes()
                .start(
                    ProcessSpec.of(List.of("nosuch-program", "x"), dir, ENVIRONMENT),
                    Output.merged(OutputSink.DISCARD)))
        .isInstanceOfSatisfying(
            ProcessStartException.class,
            e -> assertThat(e.reason()).isEqualTo(ProcessStartException.Reason.NOT_IN_PATH))
        .hasMessage("exec: \"nosuch-program\": executable file not found in $PATH");
  }

  @Test
  void aMissingDirectoryFailsInTheReferencesWords() {
    assertThatThrownBy(() ->
            processes()
                .start(
                    ProcessSpec.of(
                        List.of("/bin/sh", "-c", "true"), dir.resolve("no"), ENVIRONMENT),
                    Output.merged(OutputSink.DISCARD)))
        .isInstanceOfSatisfying(
            ProcessStartException.class,
            e -> assertThat(e.reason()).isEqualTo(ProcessStartException.Reason.DIRECTORY))
        .hasMessage("fork/exec /bin/sh: no such file or directory");
  }

  @Test
  void theTimeLimitKillsTheRun() throws Exception {
    ProcessResult result = processes().run(sh("echo begun; sleep 100"), Duration.ofMillis(300));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.success()).isFalse();
    assertThat(result.exit().code()).isEqualTo(137);
    assertThat(result.stdoutText()).isEqualTo("begun\n");
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void anInterruptKillsTheRun() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("no end"));
    Path mark = dir.resolve("begun");
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                processes().run(sh("echo $$ > begun; exec sleep 100"));
              } catch (Exception e) {
                thrown.set(e);
              }
            });
    await().until(() -> Files.exists(mark) && Files.size(mark) > 1);
    long pid = Long.parseLong(Files.readString(mark).strip());

    runner.interrupt();
    runner.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    await().until(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void terminateLetsTheProcessCleanUp() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    RunningProcess process =
        processes()
            .start(
                sh("trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.02; done"),
                Output.merged(new LineSplitter(lines::add)));
    await().until(() -> lines.contains("up"));

    ExitStatus exit = process.terminate(Duration.ofSeconds(20));

    assertThat(exit).isEqualTo(ExitStatus.exited(7));
    // The shell may tell of the sleep that the signal ended as well.
    assertThat(lines).startsWith("up").endsWith("bye");
    assertThat(process.isAlive()).isFalse();
    assertThat(process.signal(Signal.TERM)).isFalse();
  }

  @Test
  void aProcessThatIgnoresTermIsKilledAfterTheGraceAndEachStepIsTold() throws Exception {
    List<String> told = new ArrayList<>();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    RunningProcess process =
        processes()
            .start(
                sh("trap '' TERM; echo up; while :; do sleep 0.02; done"),
                Output.merged(new LineSplitter(lines::add)));
    await().until(() -> lines.contains("up"));

    ExitStatus exit =
        process.terminate(
            Duration.ofMillis(300),
            new StopListener() {
              @Override
              public void waiting(long pid, Duration grace) {
                told.add("waiting " + grace.toMillis());
              }

              @Override
              public void stillWaiting(long pid) {
                told.add("still");
              }

              @Override
              public void killing(long pid) {
                told.add("killing");
              }
            });

    assertThat(exit).isEqualTo(ExitStatus.signaled(9));
    assertThat(exit.describe()).isEqualTo("signal: killed");
    assertThat(told).containsExactly("waiting 300", "still", "killing");
  }
}
