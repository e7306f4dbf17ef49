package dev.camber.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.log.LogLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRendererTest {
  private final LogRenderer console = new LogRenderer(true, true);
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private long sequence;

  private LogSegment segment(
      String resource, LogLevel level, String text, boolean anchor, Map<String, String> fields) {
    return new LogSegment(
        sequence++, now, level, "span:" + resource, resource, text, anchor, false, fields);
  }

  private LogSegment info(String resource, String text) {
    return segment(resource, LogLevel.INFO, text, false, Map.of());
  }

  private LogSegment init(String resource, String text) {
    return segment(resource, LogLevel.INFO, text, false, Map.of("buildEvent", "init"));
  }

  @Test
  void printsASessionAsTheReferenceDoes() {
    assertThat(
            console.render(
                List.of(
                    info("", "Camber started\n"),
                    init("(Tiltfile)", "Initial Build\n"),
                    segment("(Tiltfile)", LogLevel.WARN, "only a warning\n", true, Map.of()),
                    init("hello", "Initial Build\n"),
                    info("hello", "hello from cmd\n"),
                    init("a-rather-long-name", "Initial Build\n"),
                    segment("failing", LogLevel.ERROR, "Build Failed:\n", true, Map.of()),
                    segment("failing", LogLevel.ERROR, "more of it\n", false, Map.of()))))
        .isEqualTo(
            """
            Camber started

            Initial Build
            WARNING: only a warning
                    hello │\s
                    hello │ Initial Build
                    hello │ hello from cmd
            a-rather-lon… │\s
            a-rather-lon… │ Initial Build
                  failing │ ERROR: Build Failed:
                  failing │ more of it
            """);
  }

  @Test
  void aNameOfThirteenColumnsIsNotCut() {
    assertThat(LogRenderer.prefixOf("a-rather-long")).isEqualTo("a-rather-long │ ");
    assertThat(LogRenderer.prefixOf("a-rather-longe")).isEqualTo("a-rather-lon… │ ");
  }

  @Test
  void completesALineFromFurtherOnInTheBatch() {
    assertThat(
            console.render(List.of(info("a", "one "), info("b", "other\n"), info("a", "line\n"))))
        .isEqualTo(
            """
                        a │ one line
                        b │ other
            """);
  }

  @Test
  void endsALineThatAnotherInterruptsAndGoesOnWithAPrefix() {
    assertThat(console.render(List.of(info("a", "one ")))).isEqualTo("            a │ one ");
    assertThat(console.render(List.of(info("b", "other\n"))))
        .isEqualTo("\n            b │ other\n");
    assertThat(console.render(List.of(info("a", "line\n")))).isEqualTo("            a │ line\n");
    assertThat(console.finish()).isEmpty();
  }

  @Test
  void goesOnWithALineThatNobodyInterrupted() {
    console.render(List.of(info("a", "50 ")));
    assertThat(console.render(List.of(info("a", "percent")))).isEqualTo("percent");
    assertThat(console.finish()).isEqualTo("\n");
  }

  @Test
  void printsProgressAtGrowingIntervals() {
    List<Integer> printed = new ArrayList<>();
    for (int second = 0; second <= 80; second++) {
      LogSegment line =
          segment("a", LogLevel.INFO, "at " + second + "\n", false, Map.of("progressID", "p"));
      if (!console.render(List.of(line)).isEmpty()) {
        printed.add(second);
      }
      now = now.plusSeconds(1);
    }
    assertThat(printed).containsExactly(0, 5, 15, 35, 75);
    assertThat(
            console.render(
                List.of(
                    segment(
                        "a",
                        LogLevel.INFO,
                        "done\n",
                        false,
                        Map.of("progressID", "p", "progressMustPrint", "1")))))
        .isEqualTo("            a │ done\n");
  }

  @Test
  void oneResourceAloneNeedsNoPrefix() {
    assertThat(new LogRenderer(false, true).render(List.of(init("a", "Initial Build\n"))))
        .isEqualTo("\nInitial Build\n");
  }
}
