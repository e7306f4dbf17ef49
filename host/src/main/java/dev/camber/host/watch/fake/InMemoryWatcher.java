package dev.camber.host.watch.fake;

import dev.camber.host.watch.FileEvent;
import dev.camber.host.watch.FileWatch;
import dev.camber.host.watch.FileWatcher;
import dev.camber.host.watch.WatchBatch;
import dev.camber.host.watch.WatchException;
import dev.camber.host.watch.WatchListener;
import dev.camber.host.watch.WatchSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A watcher whose changes a test makes by {@link #change}: each call is one batch, delivered before
 * it returns. For any thread; state is guarded by this object's lock.
 */
public final class InMemoryWatcher implements FileWatcher {
  private final InstantSource clock;
  private final List<Watch> watches = new ArrayList<>();
  private String failure = "";

  public InMemoryWatcher(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on {@link #watch} fails with this message; empty: it works. */
  public synchronized void failWith(String message) {
    failure = message;
  }

  @Override
  public synchronized FileWatch watch(WatchSpec spec, WatchListener listener)
      throws WatchException {
    if (!failure.isEmpty()) {
      throw new WatchException(failure);
    }
    Watch watch = new Watch(spec, listener);
    watches.add(watch);
    return watch;
  }

  /** These paths have changed, at once. Watches that they concern get one batch each. */
  public void change(Path... paths) {
    Instant now = clock.instant();
    for (Watch watch : open()) {
      watch.change(List.of(paths), now);
    }
  }

  /** Every open watch hears of a problem. */
  public void problem(String message) {
    for (Watch watch : open()) {
      watch.listener.onProblem(message);
    }
  }

  /** What is being watched now, in the order in which it began. */
  public synchronized List<WatchSpec> specs() {
    return watches.stream().map(watch -> watch.spec).toList();
  }

  private synchronized List<Watch> open() {
    return List.copyOf(watches);
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void close() {
    watches.clear();
  }

  private final class Watch implements FileWatch {
    private final WatchSpec spec;
    private final WatchListener listener;
    private long sequence;

    Watch(WatchSpec spec, WatchListener listener) {
      this.spec = spec;
      this.listener = listener;
    }

    void change(List<Path> paths, Instant now) {
      List<FileEvent> events = new ArrayList<>();
      synchronized (InMemoryWatcher.this) {
        for (Path path : paths) {
          if (spec.roots().stream().anyMatch(path::startsWith) && !spec.ignore().matches(path)) {
            events.add(new FileEvent(++sequence, path));
          }
        }
      }
      if (!events.isEmpty()) {
        listener.onBatch(new WatchBatch(events, now));
      }
    }

    @Override
    public long lastSequence() {
      synchronized (InMemoryWatcher.this) {
        return sequence;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      synchronized (InMemoryWatcher.this) {
        watches.remove(this);
      }
    }
  }
}
