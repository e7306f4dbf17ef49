package dev.camber.host.watch;

import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.time.InstantSource;

/** The file watchers of this computer. */
public final class HostWatchers {
  /** How often trees are looked at that the kernel does not watch. */
  public static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  private HostWatchers() {}

  /**
   * The best watcher there is: inotify on Linux, else the JDK's. Never fails: at the kernel's
   * limits it polls and tells its listeners.
   */
  public static FileWatcher create(InstantSource clock) {
    return new TreeWatcher(source(), clock, POLL_INTERVAL);
  }

  /** A watcher that looks at all its files every {@code interval}. */
  public static FileWatcher polling(InstantSource clock, Duration interval) {
    return new TreeWatcher(new NoSource(""), clock, interval);
  }

  private static ChangeSource source() {
    if (Libc.LINUX) {
      InotifyCalls calls = new InotifyCalls.Real();
      try {
        return new InotifySource(calls);
      } catch (LibcException e) {
        return new NoSource(InotifySource.noQueue(calls, e));
      }
    }
    try {
      return new JdkSource(FileSystems.getDefault());
    } catch (IOException | UnsupportedOperationException e) {
      return new NoSource("cannot watch files: " + e.getMessage());
    }
  }
}
