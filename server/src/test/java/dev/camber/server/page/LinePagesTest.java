package dev.camber.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ThreadScheduler;
import dev.camber.model.log.LogLevel;
import dev.camber.server.http.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinePagesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path directory;
  private final ThreadScheduler scheduler = new ThreadScheduler();
  private LogStore log;
  private LinePages pages;

  @BeforeEach
  void open() {
    // Little memory: most lines are read from disk.
    log = new LogStore(CLOCK, scheduler, directory, new LogLimits(1 << 18, 1 << 16, 1 << 20, 64));
    pages = new LinePages(log);
  }

  @AfterEach
  void close() {
    log.close();
    scheduler.close();
  }

  private void write(String resource, String span, String text) {
    log.logger(resource, span).write(LogLevel.INFO, text, Map.of());
  }

  private static Deadline soon() {
    return Deadline.in(CLOCK, Duration.ofSeconds(1));
  }

  private static LineQuery query(String text) throws Exception {
    return LineQuery.of(Query.parse(text), soon());
  }

  private static List<String> texts(LinePages.Page page) {
    return page.lines().stream().map(Line::text).toList();
  }

  @Test
  void aLineThatCameInPiecesStandsWhereItBeginsAlsoWhenItEndsOnTheNextPage() throws Exception {
    write("a", "one", "begin ");
    write("b", "two", "other\n");
    write("a", "one", "end\n");
    LinePages.Page first = pages.after(query(""), 0, 1, false, soon());
    assertThat(texts(first)).containsExactly("begin end");
    LinePages.Page second = pages.after(query(""), first.to(), 10, false, soon());
    assertThat(texts(second)).containsExactly("other");
    assertThat(texts(pages.before(query(""), log.end(), 10, soon())))
        .containsExactly("begin end", "other");
  }

  @Test
  void aLineWithoutAnEndIsMarkedOpen() throws Exception {
    write("a", "one", "begins");
    assertThat(pages.after(query(""), 0, 10, false, soon()).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.kind()).isEqualTo(Line.Kind.OPEN));
  }

  @Test
  void pagesInBothDirectionsHaveEveryLineOnce() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      write(i % 10 == 0 ? "rare" : "loud", "s" + i % 10, "line " + i + "\n");
    }
    LineQuery rare = query("resource=rare");
    List<String> forward = new java.util.ArrayList<>();
    for (long at = 0; at < log.end(); ) {
      LinePages.Page page = pages.after(rare, at, 77, false, soon());
      forward.addAll(texts(page));
      at = page.to();
    }
    List<String> back = new java.util.ArrayList<>();
    for (long at = log.end(); at > 0; ) {
      LinePages.Page page = pages.before(rare, at, 77, soon());
      back.addAll(0, texts(page));
      at = page.from();
    }
    assertThat(forward).hasSize(2_000).startsWith("line 0").endsWith("line 19990");
    assertThat(back).isEqualTo(forward);
  }

  @Test
  void theMiddleOfALogIsFoundByCounting() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      write("a", "s", "line " + i + "\n");
    }
    long place = pages.extent(query("")).checkpointAt(5_000);
    assertThat(place).isBetween(4_990L, 5_010L);
    assertThat(pages.extent(query("")).count()).isEqualTo(10_000);
    assertThat(pages.extent(query("")).countBefore(2_500)).isBetween(2_490L, 2_510L);
  }

  @Test
  void aProgressLineShowsItsNewestTextInItsFirstPlace() throws Exception {
    Map<String, String> fields = Map.of("progressID", "push");
    log.logger("a", "s").write(LogLevel.INFO, "1%\n", fields);
    write("a", "s", "between\n");
    long seen = log.end();
    log.logger("a", "s").write(LogLevel.INFO, "2%\n", fields);
    assertThat(texts(pages.after(query(""), 0, 10, false, soon())))
        .containsExactly("2%", "between");
    assertThat(pages.after(query(""), seen, 10, true, soon()).lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.kind()).isEqualTo(Line.Kind.UPDATE);
          assertThat(line.place()).isZero();
        });
  }

  @Test
  void aLevelFilterShowsWhatStandsBeforeAMatchAndOnlyUpdatesThatHaveOne() throws Exception {
    Map<String, String> init = Map.of("buildEvent", "init");
    log.logger("good", "build:1").write(LogLevel.INFO, "Initial Build\n", init);
    log.logger("bad", "build:2").write(LogLevel.INFO, "Initial Build of bad\n", init);
    for (int i = 0; i < 8; i++) {
      write("bad", "cmd", "before " + i + "\n");
    }
    log.logger("bad", "build:2").write(LogLevel.ERROR, "Build Failed\nmore\n", Map.of());
    LinePages.Page page = pages.after(query("level=error"), 0, 50, false, soon());
    assertThat(texts(page))
        .containsExactly(
            "Initial Build of bad",
            "before 3",
            "before 4",
            "before 5",
            "before 6",
            "before 7",
            "Build Failed",
            "more");
    assertThat(page.lines().stream().filter(l -> l.kind() == Line.Kind.CONTEXT)).hasSize(5);
  }

  @Test
  void whatStandsBeforeAMatchIsFoundBehindOtherResourcesLines() throws Exception {
    write("bad", "cmd", "the cause\n");
    for (int i = 0; i < 12_000; i++) {
      write("loud", "s", "line\n");
    }
    log.logger("bad", "build:2").write(LogLevel.ERROR, "Build Failed\n", Map.of());
    LinePages.Page page = pages.before(query("level=error"), log.end(), 50, soon());
    assertThat(texts(page)).containsExactly("the cause", "Build Failed");
  }

  @Test
  void searchingGoesBothWaysAndSeesNoColourCodes() throws Exception {
    write("a", "s", "one \u001b[31mNee\u001b[0mdle\n");
    for (int i = 0; i < 9_000; i++) {
      write("a", "s", "hay\n");
    }
    write("a", "s", "needle two\n");
    TextMatch needle = TextMatch.of("needle", soon());
    TextMatch regex = TextMatch.of("/nee+dle \\w+/", soon());
    assertThat(pages.next(query(""), l -> needle.isIn(l.text()), 1, soon()).looked())
        .isEqualTo(9_001);
    assertThat(pages.previous(query(""), l -> needle.isIn(l.text()), 9_001, soon()).looked())
        .isZero();
    assertThat(pages.next(query(""), l -> regex.isIn(l.text()), 0, soon()).looked())
        .isEqualTo(9_001);
  }

  @Test
  void anExpressionThatWouldTakeForEverEndsWithItsTime() throws Exception {
    Deadline over = new Deadline(CLOCK, Instant.EPOCH);
    TextMatch evil = TextMatch.of("/(a+)+$/", over);
    assertThat(evil.isIn("a".repeat(60) + "b")).isFalse();
  }

  @Test
  void clearedLinesStayAway() throws Exception {
    write("a", "s", "old\n");
    long cleared = log.end();
    write("a", "s", "new\n");
    LineQuery query = query("cleared=" + cleared);
    assertThat(texts(pages.after(query, 0, 10, false, soon()))).containsExactly("new");
    assertThat(texts(pages.before(query, log.end(), 10, soon()))).containsExactly("new");
  }

  @Test
  void theUpdateThatALineBelongsToIsKnownFromAfar() throws Exception {
    log.logger("a", "build:1")
        .write(LogLevel.INFO, "1 File Changed: [a]\n", Map.of("buildEvent", "init"));
    for (int i = 0; i < 5_000; i++) {
      write("a", "s", "line\n");
    }
    assertThat(pages.head(query("resource=a"), 4_900).map(Line::text))
        .contains("1 File Changed: [a]");
    assertThat(pages.head(query("resource=b"), 4_900)).isEmpty();
  }

  @Test
  void warningsAndErrorsAreCountedBySpan() {
    log.logger("a", "build:1").write(LogLevel.WARN, "careful\nreally\n", Map.of());
    log.logger("a", "build:1").write(LogLevel.ERROR, "broken\n", Map.of());
    log.logger("b", "pod:b:1").write(LogLevel.INFO, "fine\n", Map.of());
    assertThat(log.alerts())
        .singleElement()
        .satisfies(alerts -> {
          assertThat(alerts.warnings()).isEqualTo(1);
          assertThat(alerts.errors()).isEqualTo(1);
          assertThat(alerts.firstWarning()).isZero();
          assertThat(alerts.lastError()).isEqualTo(2);
        });
  }
}
