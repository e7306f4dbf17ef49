package dev.camber.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.text.GoDuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the recorded {@code ci} sessions of host processes: what the console says and how each ends.
 */
class GoldenCiTest {
  private static final Pattern DURATION = Pattern.compile("\\(\\d[0-9.]*(ns|µs|ms|s|m\\S*)\\)");
  private static final int PROGRAM_HEAD = 3;
  private static final String SUCCESS = "SUCCESS. All workloads are healthy.";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "failures-local, 001-cmd-fails-ci, cmd-fails, Tiltfile, , 30m",
    "failures-local, 007-cmd-missing-ci, cmd-missing, Tiltfile, , 30m",
    "failures-local, 012-cmd-killed-ci, cmd-killed, Tiltfile, , 30m",
    "failures-local, 029-serve-missing-ci, serve-missing, Tiltfile, , 30m",
    "failures-local, 039-serve-ok-ci, serve-ok, Tiltfile, , 30m",
    "failures-local, 054-probe-readiness-timeout-ci, probe-readiness-timeout, Tiltfile, , 30m",
    "failures-local, 059-timeout-running-ci, timeout-running, Tiltfile, , 30m",
    "failures-local, 064-timeout-flag-ci, timeout-flag, Tiltfile, , 3s",
    "failures-local, 066-manual-only-ci, manual-only, Tiltfile, , 30m",
    "failures-local, 071-success-ci, success, Tiltfile, , 30m",
    "failures-tiltfile, 001-missing-ci, missing, Tiltfile, , 30m",
    "failures-tiltfile, 006-empty-ci, empty, Tiltfile, , 30m",
    "failures-tiltfile, 011-only-comments-ci, only-comments, Tiltfile, , 30m",
    "failures-tiltfile, 016-syntax-ci, syntax, Tiltfile, , 30m",
    "failures-tiltfile, 021-name-error-ci, name-error, Tiltfile, , 30m",
    "failures-tiltfile, 026-type-error-ci, type-error, Tiltfile, , 30m",
    "failures-tiltfile, 031-fail-ci, fail, Tiltfile, , 30m",
    "failures-tiltfile, 036-exit-ci, exit, Tiltfile, , 30m",
    "failures-tiltfile, 041-local-fails-ci, local-fails, Tiltfile, , 30m",
    "failures-tiltfile, 046-unknown-argument-ci, unknown-argument, Tiltfile, nosuch a, 30m",
    "failures-tiltfile, 051-selected-ci, selected, Tiltfile, c, 30m",
    "failures-tiltfile, 056-duplicate-ci, duplicate, Tiltfile, , 30m",
    "failures-tiltfile, 061-dep-unknown-ci, dep-unknown, Tiltfile, , 30m",
    "failures-tiltfile, 066-dep-cycle-ci, dep-cycle, Tiltfile, , 30m",
    "failures-tiltfile, 071-directory-ci, directory, sub, , 30m",
    "failures-tiltfile, 074-other-file-ci, other-file, sub/Other.tilt, , 30m"
  })
  void endsAsTheReferenceDoes(
      String scenario, String file, String project, String tiltfile, String args, String timeout)
      throws Exception {
    Path golden = TestSession.golden(scenario);
    Path root = directory.toRealPath().resolve("project");
    Path copy = Files.createDirectories(root.resolve(project));
    if (Files.exists(golden.resolve("project").resolve(project))) {
      TestSession.copyOf(golden.resolve("project").resolve(project), copy);
    }
    SessionSettings settings =
        SessionSettings.ci(
            copy.resolve(tiltfile),
            copy,
            args == null ? List.of() : List.of(args.split(" ")),
            GoDuration.parse(timeout));
    Outcome outcome;
    String console;
    try (TestSession session = new TestSession(directory, settings)) {
      session.engine.start();
      outcome = session.engine.await();
      session.engine.stop(Duration.ofSeconds(5));
      session.finishConsole();
      console = session.console();
    }
    List<String> recorded = section(golden, file, "stdout", root);
    boolean success = recorded.getLast().equals(SUCCESS);
    List<String> wanted =
        recorded.subList(PROGRAM_HEAD, recorded.size() - (success ? 1 : 0)).stream()
            .filter(line -> !line.isEmpty())
            .toList();
    if (project.equals("cmd-fails")) {
      // It writes to both of its streams, and their order was not fixed when it was recorded.
      assertThat(lines(console, wanted.size())).containsExactlyInAnyOrderElementsOf(wanted);
    } else {
      assertThat(lines(console, wanted.size())).isEqualTo(wanted);
    }
    if (success) {
      assertThat(outcome).isEqualTo(new Outcome.Succeeded());
    } else {
      String error = String.join("\n", section(golden, file, "stderr", root));
      // The process that never started has no id, neither there nor here.
      assertThat(outcome)
          .isEqualTo(new Outcome.Failed(error.replaceFirst("^Error: ", "").replace("${PID}", "0")));
      assertThat(outcome.exitCode()).isEqualTo(1);
    }
  }

  /**
   * The lines of the console; what processes say while they are ended comes after the recording.
   */
  private static List<String> lines(String console, int most) {
    return DURATION
        .matcher(console)
        .replaceAll("(T)")
        .lines()
        .filter(l -> !l.isEmpty())
        .limit(most)
        .toList();
  }

  private static List<String> section(Path golden, String file, String title, Path root)
      throws Exception {
    List<String> out = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(golden.resolve("out").resolve(file + ".txt"))) {
      if (line.startsWith("--8<-- ")) {
        inside = line.startsWith("--8<-- " + title);
      } else if (inside) {
        out.add(line.replace("${CASE}", root.toString()));
      }
    }
    return out;
  }
}
