package dev.camber.image.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildPrinterTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StringBuilder out = new StringBuilder();
  private Instant now = START;
  private final Logger logger = (level, text, fields) -> out.append(text);
  private final BuildPrinter printer = new BuildPrinter(logger, () -> now);

  private static BuildTrace.Vertex running(String name) {
    return new BuildTrace.Vertex(name, name, false, Optional.of(START), Optional.empty(), "");
  }

  private static BuildTrace.Vertex ended(String name, long millis, boolean cached, String error) {
    return new BuildTrace.Vertex(
        name, name, cached, Optional.of(START), Optional.of(START.plusMillis(millis)), error);
  }

  private void step(BuildTrace.Vertex vertex) {
    printer.print(new BuildTrace(List.of(vertex), List.of(), List.of()));
  }

  private void output(String vertex, String text) {
    printer.print(
        new BuildTrace(List.of(), List.of(), List.of(new BuildTrace.Output(vertex, text))));
  }

  private void progress(String vertex, String part, long current, long total) {
    printer.print(
        new BuildTrace(
            List.of(), List.of(new BuildTrace.Progress(part, vertex, current, total)), List.of()));
  }

  @Test
  void printsStepsAsTheyBeginAndEnd() {
    step(running("[internal] load build definition from Dockerfile"));
    step(
        new BuildTrace.Vertex(
            "x", "[2/2] RUN make", false, Optional.empty(), Optional.empty(), ""));
    step(ended("[1/2] FROM busybox", 2, false, ""));
    step(ended("[2/3] COPY a b", 0, true, ""));
    step(running("[2/2] RUN make"));
    output("[2/2] RUN make", "one\ntw");
    output("[2/2] RUN make", "o\r\n\n");
    step(ended("[2/2] RUN make", 1250, false, ""));
    assertThat(out)
        .hasToString(
            """
            [1/2] FROM busybox
            [2/3] COPY a b [cached]
            [2/2] RUN make
              → one
              → two
            [2/2] RUN make [done: 1.25s]
            """);
  }

  @Test
  void printsTheOutputOfAFailedStepAndItsNameOnce() {
    step(running("[2/2] RUN make"));
    output("[2/2] RUN make", "no rule");
    step(ended("[2/2] RUN make", 30, false, "exit code: 2"));
    step(ended("[2/2] RUN make", 30, false, "exit code: 2"));
    printer.finish();
    assertThat(out).hasToString("[2/2] RUN make\n  → no rule\n\nERROR IN: [2/2] RUN make\n");
  }

  @Test
  void printsAmountsEveryTwoSeconds() {
    String context = "[internal] load build context";
    step(running(context));
    progress(context, "a", 1_000, 0);
    now = START.plusSeconds(1);
    progress(context, "a", 2_000, 0);
    now = START.plusSeconds(2);
    progress(context, "a", 3_000, 0);
    step(ended(context, 2500, false, ""));
    assertThat(out)
        .hasToString(
            """
            [background] read source files
            [background] read source files 3.00kB
            [background] read source files 3.00kB [done: 2.5s]
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "15, 15ms",
    "999, 999ms",
    "1000, 1s",
    "24144, 24.144s",
    "63500, 1m3.5s",
    "3723000, 1h2m3s"
  })
  void writesDurations(long millis, String wanted) {
    assertThat(BuildPrinter.duration(Duration.ofMillis(millis))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"0, 0B", "484, 484B", "1730, 1.73kB", "300910000, 300.91MB"})
  void writesAmounts(long bytes, String wanted) {
    assertThat(ByteAmount.of(bytes)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"0, 0B", "999, 999B", "12000, 12kB", "1234567, 1.235MB"})
  void writesRoughAmounts(long bytes, String wanted) {
    assertThat(ByteAmount.rough(bytes)).isEqualTo(wanted);
  }
}
