package dev.camber.host.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.host.ignore.PathFilter;
import dev.camber.host.watch.fake.InMemoryWatcher;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches without the barrier, as the program uses them. */
final class WatchTimingTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path root;
  private final Recorder recorder = new Recorder();

  private WatchSpec spec(Duration rest) {
    return new WatchSpec(List.of(root), PathFilter.NONE, rest, rest, Duration.ofSeconds(10));
  }

  @Test
  void aBatchComesByItselfAndCarriesTheTimeOfItsClose() throws Exception {
    try (FileWatcher watcher = HostWatchers.create(InstantSource.fixed(NOON));
        FileWatch ignored = watcher.watch(spec(Duration.ofMillis(100)), recorder)) {
      Files.writeString(root.resolve("a"), "1");
      Files.writeString(root.resolve("b"), "1");

      await().until(() -> !recorder.batches().isEmpty());

      assertThat(recorder.batches()).hasSize(1);
      assertThat(recorder.batches().getFirst().paths())
          .containsExactly(root.resolve("a"), root.resolve("b"));
      assertThat(recorder.batches().getFirst().closed()).isEqualTo(NOON);
    }
  }

  @Test
  void aListenerThatFailsHearsTheNextBatch() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    WatchListener failing =
        batch -> {
          if (batch.lastSequence() == 1) {
            throw new IllegalStateException("the first batch breaks this listener");
          }
          second.countDown();
        };
    try (FileWatcher watcher = HostWatchers.create(InstantSource.system());
        FileWatch watch = watcher.watch(spec(Duration.ofMinutes(1)), failing)) {
      Files.writeString(root.resolve("a"), "1");
      watch.flush();
      Files.writeString(root.resolve("a"), "22");
      watch.flush();

      assertThat(second.getCount()).isZero();
    }
  }

  @Test
  void theJdksWatchServiceWillDoWhereThereIsNothingBetter() throws Exception {
    Files.createDirectories(root.resolve("old"));
    try (FileWatcher watcher =
            new TreeWatcher(
                new JdkSource(FileSystems.getDefault()),
                InstantSource.system(),
                Duration.ofMinutes(1));
        FileWatch ignored = watcher.watch(spec(Duration.ofMillis(20)), recorder)) {
      Files.writeString(root.resolve("old/file"), "1");
      await().until(() -> recorder.paths().contains(root.resolve("old/file")));
      Files.createDirectories(root.resolve("new/dir"));
      Files.writeString(root.resolve("new/dir/file"), "1");
      await().until(() -> recorder.paths().contains(root.resolve("new/dir/file")));
      Files.delete(root.resolve("new/dir/file"));
      Files.delete(root.resolve("new/dir"));
      await()
          .until(() ->
              recorder.batches().stream()
                      .filter(batch -> batch.paths().contains(root.resolve("new/dir")))
                      .count()
                  >= 1);
    }
  }

  @Test
  void theWatcherInMemoryDeliversWhatATestChanges() throws Exception {
    InMemoryWatcher watcher = new InMemoryWatcher(InstantSource.fixed(NOON));
    FileWatch watch = watcher.watch(spec(Duration.ofMillis(200)), recorder);

    watcher.change(root.resolve("a"), Path.of("/elsewhere"));
    watcher.problem("trouble");

    assertThat(recorder.batches())
        .containsExactly(new WatchBatch(List.of(new FileEvent(1, root.resolve("a"))), NOON));
    assertThat(recorder.problems()).containsExactly("trouble");
    assertThat(watcher.specs()).hasSize(1);
    watch.close();
    assertThat(watcher.specs()).isEmpty();
  }
}
