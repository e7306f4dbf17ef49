package dev.camber.host.watch;

import java.time.Duration;
import java.time.InstantSource;

/** Looks only when asked to by the barrier, so that every look is the test's own. */
final class PollingWatcherTest extends WatcherContract {
  @Override
  FileWatcher create() {
    return HostWatchers.polling(InstantSource.system(), Duration.ofMinutes(10));
  }

  @Override
  int burstDirectories() {
    return 10;
  }
}
