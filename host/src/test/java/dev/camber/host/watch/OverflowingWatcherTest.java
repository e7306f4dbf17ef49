package dev.camber.host.watch;

import java.time.Duration;
import java.time.InstantSource;

/** The whole contract with every event lost and an overflow told in its place. */
final class OverflowingWatcherTest extends WatcherContract {
  @Override
  FileWatcher create() throws Exception {
    FaultyInotify calls = new FaultyInotify();
    calls.overflowing = true;
    return new TreeWatcher(
        new InotifySource(calls), InstantSource.system(), Duration.ofMinutes(10));
  }

  /** Every read of the queue ends in a look at all files, so fewer of them here. */
  @Override
  int burstDirectories() {
    return 5;
  }
}
