package dev.camber.host.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class InotifyWatcherTest extends WatcherContract {
  @Override
  FileWatcher create() throws Exception {
    return new TreeWatcher(
        new InotifySource(new InotifyCalls.Real()), InstantSource.system(), Duration.ofMinutes(10));
  }

  @Test
  void changingTheModeOfAFileIsAnEvent() throws Exception {
    Path file = write(root.resolve("script"), "1");
    watch(root);

    assertThat(
            reported(() ->
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"))))
        .containsExactly("a/b/root/script");
  }

  @Test
  void aFileThatLivesForAMomentIsNoEvent() throws Exception {
    watch(root);

    assertThat(
            reported(() -> {
              Files.delete(write(root.resolve("moment"), "1"));
              write(root.resolve("stays"), "1");
            }))
        .containsExactly("a/b/root/stays");
  }
}
