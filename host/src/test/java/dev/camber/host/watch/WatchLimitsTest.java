package dev.camber.host.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.host.ignore.PathFilter;
import dev.camber.host.libc.Errno;
import dev.camber.host.libc.LibcException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at the kernel's limits. */
final class WatchLimitsTest {
  @TempDir Path root;

  private final Recorder recorder = new Recorder();

  private WatchSpec spec() {
    return new WatchSpec(
        List.of(root),
        PathFilter.NONE,
        Duration.ofMillis(20),
        Duration.ofMillis(20),
        Duration.ofSeconds(1));
  }

  @Test
  void beyondTheLimitOfWatchesDirectoriesAreLookedAtAndThatIsToldOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.createDirectories(root.resolve("d" + i));
    }
    FaultyInotify calls = new FaultyInotify();
    calls.watchesLeft.set(20);
    try (FileWatcher watcher =
            new TreeWatcher(
                new InotifySource(calls), InstantSource.system(), Duration.ofMillis(50));
        FileWatch watch = watcher.watch(spec(), recorder)) {
      for (int i = 0; i < 40; i++) {
        Files.writeString(root.resolve("d" + i).resolve("file"), "text");
      }

      await().until(() -> recorder.paths().size() >= 40);

      assertThat(watch.lastSequence()).isGreaterThanOrEqualTo(40);
      await().until(() -> !recorder.problems().isEmpty());
      assertThat(recorder.problems()).hasSize(1);
      assertThat(recorder.problems().getFirst())
          .contains("Hit OS limits watching files, at " + root)
          .contains("fs.inotify.max_user_watches is 8192, 20 of them used here")
          .contains("sudo sysctl fs.inotify.max_user_watches=1048576")
          .contains("every few seconds instead");
    }
  }

  @Test
  void withoutAQueueEverythingIsLookedAtAndThatIsToldOnce() throws Exception {
    FaultyInotify calls = new FaultyInotify();
    String reason = InotifySource.noQueue(calls, new LibcException("inotify_init", Errno.EMFILE));
    Files.createDirectories(root.resolve("a/b"));
    try (FileWatcher watcher =
            new TreeWatcher(new NoSource(reason), InstantSource.system(), Duration.ofMillis(50));
        FileWatch ignored = watcher.watch(spec(), recorder)) {
      Files.writeString(root.resolve("a/b/file"), "text");

      await().until(() -> recorder.paths().contains(root.resolve("a/b/file")));

      assertThat(recorder.problems())
          .containsExactly(
              """
              Hit OS limits creating a watcher.
              Run 'sysctl fs.inotify.max_user_instances' to check your inotify limits (found: 128).
              To raise them, run 'sudo sysctl fs.inotify.max_user_instances=1024'
              Files are looked at every few seconds instead.\
              """);
    }
  }

  @Test
  void aQueueThatReallyOverflowsLosesNothing() throws Exception {
    // Nothing reads the queue while the lock is held, so that the kernel's queue fills up.
    int limit = Integer.parseInt(new InotifyCalls.Real().limit("max_queued_events"));
    TreeWatcher watcher =
        new TreeWatcher(
            new InotifySource(new InotifyCalls.Real()),
            InstantSource.system(),
            Duration.ofMinutes(10));
    try (watcher;
        FileWatch watch =
            watcher.watch(
                new WatchSpec(
                    List.of(root),
                    PathFilter.NONE,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1)),
                recorder)) {
      watcher.lock().lock();
      try {
        // Two files in turn: equal neighbours would be merged by the kernel.
        for (int i = 0; i < limit / 2 + 6_000; i++) {
          Files.writeString(root.resolve("noise" + i % 2), "text");
        }
        Files.createDirectories(root.resolve("late/dir"));
        Files.writeString(root.resolve("late/dir/file"), "text");
      } finally {
        watcher.lock().unlock();
      }
      watch.flush();
    }

    assertThat(recorder.paths())
        .containsExactly(
            root.resolve("late"),
            root.resolve("late/dir"),
            root.resolve("late/dir/file"),
            root.resolve("noise0"),
            root.resolve("noise1"));
  }
}
