package dev.camber.host.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All watches of one {@link ChangeSource}. One lock guards the trees of all watches and the table
 * of handles; it is given back between directories while a new watch reads its tree.
 */
final class TreeWatcher implements FileWatcher, ChangeSource.Handler {
  private static final System.Logger LOG = System.getLogger(TreeWatcher.class.getName());

  private final ChangeSource source;
  private final InstantSource clock;
  private final Duration pollInterval;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition polling = lock.newCondition();
  private final Map<Integer, List<HandleOwner>> owners = new HashMap<>();
  private final Set<WatchedTree> trees = new LinkedHashSet<>();
  private boolean pollerRuns;
  private boolean closed;

  /** Somebody who watches a directory by its handle. Called with the lock. */
  interface HandleOwner {
    void onEntry(ChangeSource.Change change, String name);

    void onSelf();
  }

  /**
   * @param pollInterval how often a tree is looked through that the source cannot watch
   */
  TreeWatcher(ChangeSource source, InstantSource clock, Duration pollInterval) {
    this.source = source;
    this.clock = clock;
    this.pollInterval = pollInterval;
    source.start(this);
  }

  @Override
  public FileWatch watch(WatchSpec spec, WatchListener listener) throws WatchException {
    Batcher batcher = new Batcher(spec, listener, clock);
    WatchedTree tree = new WatchedTree(this, spec, batcher);
    lock.lock();
    try {
      if (closed) {
        throw new WatchException("the watcher is closed");
      }
      trees.add(tree);
    } finally {
      lock.unlock();
    }
    try {
      tree.attachAll();
    } catch (WatchException e) {
      forget(tree);
      throw e;
    }
    batcher.start();
    return new Running(tree, batcher);
  }

  @Override
  public void flush() throws InterruptedException {
    source.drain();
    List<Batcher> batchers = new ArrayList<>();
    lock.lock();
    try {
      for (WatchedTree tree : trees) {
        if (tree.polled()) {
          tree.rescan();
        }
        batchers.add(tree.batcher());
      }
    } finally {
      lock.unlock();
    }
    // All are asked before one is waited for, so that their listeners work at the same time.
    long[] asked = batchers.stream().mapToLong(Batcher::askFlush).toArray();
    for (int i = 0; i < asked.length; i++) {
      batchers.get(i).awaitFlush(asked[i]);
    }
  }

  private void forget(WatchedTree tree) {
    lock.lock();
    try {
      if (trees.remove(tree)) {
        tree.detach();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Guards every {@link WatchedTree}. */
  ReentrantLock lock() {
    return lock;
  }

  /** Watches a directory for an owner. With the lock. */
  int acquire(Path dir, boolean namesOnly, HandleOwner owner)
      throws ChangeSource.RefusedException, IOException {
    int handle = source.add(dir, namesOnly);
    owners.computeIfAbsent(handle, h -> new ArrayList<>(1)).add(owner);
    return handle;
  }

  /** Ends what {@link #acquire} began. With the lock. */
  void release(int handle, HandleOwner owner) {
    List<HandleOwner> list = owners.get(handle);
    if (list != null && list.remove(owner) && list.isEmpty()) {
      owners.remove(handle);
      source.remove(handle);
    }
  }

  @Override
  public void onEntry(int handle, ChangeSource.Change change, String name) {
    lock.lock();
    try {
      for (HandleOwner owner : ownersOf(handle)) {
        owner.onEntry(change, name);
      }
    } catch (RuntimeException e) {
      recover(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onSelf(int handle) {
    lock.lock();
    try {
      for (HandleOwner owner : ownersOf(handle)) {
        owner.onSelf();
      }
    } catch (RuntimeException e) {
      recover(e);
    } finally {
      lock.unlock();
    }
  }

  private List<HandleOwner> ownersOf(int handle) {
    List<HandleOwner> list = owners.get(handle);
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public void onOverflow() {
    LOG.log(System.Logger.Level.DEBUG, "file events were lost; looking through all watched trees");
    lock.lock();
    try {
      rescanAll();
    } finally {
      lock.unlock();
    }
  }

  /** A bug in the handling of one hint must not cost events: look at everything instead. */
  private void recover(RuntimeException e) {
    LOG.log(System.Logger.Level.ERROR, "handling a file event; looking through all trees", e);
    rescanAll();
  }

  private void rescanAll() {
    for (WatchedTree tree : List.copyOf(trees)) {
      tree.rescan();
    }
  }

  /** A tree has parts that must be looked at from time to time. With the lock. */
  void needsPolling() {
    if (pollerRuns || closed) {
      return;
    }
    pollerRuns = true;
    Thread.ofPlatform().daemon().name("camber-watch-poll").start(this::poll);
  }

  private void poll() {
    lock.lock();
    try {
      long pause = pollInterval.toNanos();
      while (true) {
        while (pause > 0 && !closed) {
          pause = polling.awaitNanos(pause);
        }
        if (closed) {
          return;
        }
        long begin = System.nanoTime();
        for (WatchedTree tree : List.copyOf(trees)) {
          if (tree.polled()) {
            tree.rescan();
          }
        }
        // At most a tenth of the time is spent looking.
        long took = System.nanoTime() - begin;
        pause = Math.max(pollInterval.toNanos(), took * 9);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      polling.signalAll();
      for (WatchedTree tree : List.copyOf(trees)) {
        trees.remove(tree);
        tree.detach();
      }
    } finally {
      lock.unlock();
    }
    source.close();
  }

  /** One watch, for its user. */
  private final class Running implements FileWatch {
    private final WatchedTree tree;
    private final Batcher batcher;

    Running(WatchedTree tree, Batcher batcher) {
      this.tree = tree;
      this.batcher = batcher;
    }

    @Override
    public long lastSequence() {
      return batcher.lastSequence();
    }

    @Override
    public void flush() throws InterruptedException {
      source.drain();
      lock.lock();
      try {
        if (tree.polled()) {
          tree.rescan();
        }
      } finally {
        lock.unlock();
      }
      batcher.awaitFlush(batcher.askFlush());
    }

    @Override
    public void close() {
      batcher.close();
      forget(tree);
    }
  }
}
