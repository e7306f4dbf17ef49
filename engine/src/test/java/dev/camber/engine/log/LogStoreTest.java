package dev.camber.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.LogWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private final ManualLoop loop = new ManualLoop();
  @TempDir Path directory;
  private LogStore store;

  @BeforeEach
  void open() {
    store = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void write(String resource, String text) {
    store.logger(resource, "span:" + resource).write(LogLevel.INFO, text);
  }

  private static String text(LogSlice slice) {
    return slice.segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  @Test
  void cutsWritesIntoLines() {
    write("a", "one\ntwo\nthr");
    write("a", "ee\n");
    assertThat(store.read(0).segments())
        .extracting(LogSegment::text)
        .containsExactly("one\n", "two\n", "thr", "ee\n");
    assertThat(store.end()).isEqualTo(4);
  }

  @Test
  void marksOnlyTheFirstLineOfAnAlert() {
    store.logger("a", "s").write(LogLevel.ERROR, "bad\nthing\n");
    store.logger("a", "s").write(LogLevel.ERROR, "again\n");
    assertThat(store.read(0).segments())
        .extracting(LogSegment::anchor)
        .containsExactly(true, false, true);
  }

  @Test
  void collectsTheWarningsOfASpan() {
    store.logger("a", "s").write(LogLevel.WARN, "first\nmore\n");
    store.logger("a", "s").write(LogLevel.INFO, "no warning\n");
    store.logger("a", "s").write(LogLevel.WARN, "second\n");
    assertThat(store.warnings("s")).containsExactly("first\nmore\n", "second\n");
    assertThat(store.warnings("other")).isEmpty();
  }

  @Test
  void readsOnFromACheckpoint() {
    write("a", "1\n");
    write("b", "2\n");
    LogSlice first = store.read(0, r -> true, 1);
    assertThat(text(first)).isEqualTo("1\n");
    assertThat(first.to()).isEqualTo(1);
    write("a", "3\n");
    assertThat(text(store.read(first.to()))).isEqualTo("2\n3\n");
    assertThat(text(store.read(0, "b"::equals, 100))).isEqualTo("2\n");
    assertThat(store.read(3).segments()).isEmpty();
  }

  @Test
  void movesOlderLinesToDiskAndReadsThemBackInOrder() throws Exception {
    try (LogStore small =
        new LogStore(loop, loop, directory, new LogLimits(20_000, 20_000, 1 << 20, 16))) {
      int lines = 20_000;
      for (int i = 0; i < lines; i++) {
        small
            .logger("noisy", "s")
            .write(
                i % 10 == 0 ? LogLevel.WARN : LogLevel.INFO,
                "line " + i + "\n",
                Map.of("progressID", "p" + i));
      }
      assertThat(small.memoryByResource().get("noisy")).isLessThan(64_000);
      List<LogSegment> all = small.read(0).segments();
      assertThat(all).hasSize(lines);
      assertThat(all.get(777).text()).isEqualTo("line 777\n");
      assertThat(all.get(770).level()).isEqualTo(LogLevel.WARN);
      assertThat(all.get(770).anchor()).isTrue();
      assertThat(all.get(777).field("progressID")).isEqualTo("p777");
      assertThat(all)
          .extracting(LogSegment::sequence)
          .containsExactlyElementsOf(IntStream.range(0, lines).mapToObj(i -> (long) i).toList());
      assertThat(text(small.read(12_345, r -> true, 2))).isEqualTo("line 12345\nline 12346\n");
    }
  }

  @Test
  void aNoisyResourcePushesOutOnlyItsOwnLines() throws Exception {
    try (LogStore small =
        new LogStore(loop, loop, directory, new LogLimits(1, 10_000, 50_000, 2))) {
      small.logger("quiet", "q").write(LogLevel.INFO, "ten\nquiet\nlines\n");
      for (int i = 0; i < 50_000; i++) {
        small.logger("noisy", "n").write(LogLevel.INFO, "crash " + i + "\n");
      }
      List<LogSegment> kept = small.read(0, "noisy"::equals, Integer.MAX_VALUE).segments();
      assertThat(kept.size()).isLessThan(50_000);
      assertThat(kept.getLast().text()).isEqualTo("crash 49999\n");
      assertThat(text(small.read(0, "quiet"::equals, 100))).isEqualTo("ten\nquiet\nlines\n");
    }
  }

  @Test
  void deletesItsFilesOnClose() throws IOException {
    LogStore small = new LogStore(loop, loop, directory, new LogLimits(1, 1, 10_000, 3));
    for (int i = 0; i < 5_000; i++) {
      small.logger("noisy", "n").write(LogLevel.INFO, "line " + i + "\n");
    }
    small.close();
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void keepsTheNewestLinesAndSaysSoWhenTheDiskIsFull() throws Exception {
    Path nowhere = directory.resolve("not-there");
    try (LogStore small = new LogStore(loop, loop, nowhere, new LogLimits(1, 1, 10_000, 3))) {
      for (int i = 0; i < 5_000; i++) {
        small.logger("noisy", "n").write(LogLevel.INFO, "line " + i + "\n");
      }
      assertThat(text(small.read(0, "noisy"::equals, Integer.MAX_VALUE))).endsWith("line 4999\n");
      org.awaitility.Awaitility.await()
          .untilAsserted(() ->
              assertThat(text(small.read(0, ""::equals, 10)))
                  .startsWith("Older log lines cannot be kept in " + nowhere));
    }
  }

  @Test
  void replacesSecretsAlsoAcrossWrites() {
    store.addSecrets(List.of(new LogSecret("hunter2-long", "[redacted secret s:p]")), store.end());
    write("a", "password is hun");
    write("a", "ter2-lo");
    write("a", "ng indeed\n");
    assertThat(text(store.read(0))).isEqualTo("password is [redacted secret s:p] indeed\n");
  }

  @Test
  void holdsBackOnlyWhatCouldBecomeASecretAndNotForLong() {
    store.addSecrets(List.of(new LogSecret("hunter2", "[x]")), 0);
    write("a", "Name: hun");
    assertThat(text(store.read(0))).isEqualTo("Name: ");
    loop.advance(Duration.ofMillis(200));
    assertThat(text(store.read(0))).isEqualTo("Name: hun");
    assertThat(loop.timers()).isZero();
  }

  @Test
  void aPieceOfAnotherLevelEndsTheWait() {
    store.addSecrets(List.of(new LogSecret("hunter2", "[x]")), 0);
    write("a", "hunt");
    store.logger("a", "span:a").write(LogLevel.ERROR, "er2\n");
    assertThat(text(store.read(0))).isEqualTo("hunter2\n");
    assertThat(store.read(0).segments())
        .extracting(LogSegment::level)
        .containsExactly(LogLevel.INFO, LogLevel.ERROR);
  }

  @Test
  void scrubsWhatWasWrittenSinceTheRunBegan() {
    write("a", "before hunter2\n");
    long since = store.end();
    write("a", "now hun");
    write("b", "other\n");
    write("a", "ter2 there\n");
    store.addSecrets(List.of(new LogSecret("hunter2", "[x]")), since);
    assertThat(text(store.read(0, "a"::equals, 100))).isEqualTo("before hunter2\nnow [x] there\n");
  }

  @Test
  void scrubsLinesThatAreOnDiskWhenTheyAreRead() throws Exception {
    try (LogStore small = new LogStore(loop, loop, directory, new LogLimits(1, 1, 1 << 20, 16))) {
      for (int i = 0; i < 2_000; i++) {
        small.logger("a", "s").write(LogLevel.INFO, "hunter2 " + i + "\n");
      }
      small.addSecrets(List.of(new LogSecret("hunter2", "[x]")), 0);
      assertThat(text(small.read(0))).doesNotContain("hunter2").startsWith("[x] 0\n[x] 1\n");
    }
  }

  @Test
  void wakesAReaderThatWaits() throws Exception {
    Thread writer = Thread.ofVirtual().start(() -> write("a", "x\n"));
    assertThat(store.awaitBeyond(0, Duration.ofSeconds(30))).isTrue();
    writer.join();
  }

  @Test
  void givesTheNewestLinesOfEachResource() {
    for (int i = 0; i < 5_000; i++) {
      write("noisy", "n" + i + "\n");
      if (i % 1000 == 0) {
        write("quiet", "q" + i + "\n");
      }
    }
    LogSlice recent = store.recent(r -> true, 10_000);
    assertThat(recent.segments().size()).isLessThan(2_000);
    assertThat(recent.to()).isEqualTo(store.end());
    assertThat(recent.segments().stream().filter(s -> s.resource().equals("quiet"))).hasSize(5);
    assertThat(recent.segments().getLast().text()).isEqualTo("n4999\n");
  }

  @Test
  void losesNothingOfManyWritersWhileOneReads() throws Exception {
    int writers = 4;
    int lines = 10_000;
    List<Thread> threads =
        IntStream.range(0, writers)
            .mapToObj(w ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < lines; i++) {
                        store.append(
                            new LogWrite(
                                Instant.EPOCH,
                                LogLevel.INFO,
                                "s" + w,
                                "r" + w,
                                w + ":" + i + "\n",
                                Map.of()));
                      }
                    }))
            .toList();
    long seen = 0;
    long checkpoint = 0;
    while (seen < (long) writers * lines) {
      store.awaitBeyond(checkpoint, Duration.ofSeconds(30));
      LogSlice slice = store.read(checkpoint);
      assertThat(slice.segments().getFirst().sequence()).isEqualTo(checkpoint);
      assertThat(slice.segments().getLast().sequence()).isEqualTo(slice.to() - 1);
      seen += slice.segments().size();
      checkpoint = slice.to();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).isEqualTo((long) writers * lines);
  }
}
