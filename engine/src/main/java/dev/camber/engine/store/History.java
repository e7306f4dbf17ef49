package dev.camber.engine.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes as a chain. Appended to by the store's writer; each watch walks it by itself,
 * so a slow reader holds up nobody. What falls off the old end is garbage once no watch stands on
 * it.
 */
final class History {
  private static final class Link {
    final long version;
    final @Nullable StoreEvent event;
    // Volatile: a watch follows it without a lock.
    volatile @Nullable Link next;

    Link(long version, @Nullable StoreEvent event) {
      this.version = version;
      this.event = event;
    }
  }

  private final int limit;
  private final ReentrantLock waiting = new ReentrantLock(); // held for moments only: to signal
  private final Condition changed = waiting.newCondition();
  // Volatile: watches compare themselves with it. Events after it can still be read.
  private volatile Link oldest = new Link(0, null);
  private Link newest = oldest; // guarded by the store's writer lock
  private int length; // guarded by the store's writer lock

  History(int limit) {
    this.limit = Math.max(1, limit);
  }

  void append(StoreEvent event) {
    Link link = new Link(event.version(), event);
    newest.next = link;
    newest = link;
    if (++length > limit) {
      Link next = oldest.next;
      if (next != null) {
        oldest = next;
        length--;
      }
    }
    waiting.lock();
    try {
      changed.signalAll();
    } finally {
      waiting.unlock();
    }
  }

  Watch watch(long version) throws StoreException.Gone {
    Link here = oldest;
    if (version < here.version) {
      throw new StoreException.Gone(version, here.version);
    }
    while (true) {
      Link next = here.next;
      if (next == null || next.version > version) {
        return new ChainWatch(here);
      }
      here = next;
    }
  }

  private final class ChainWatch implements Watch {
    private Link here; // single reader
    // Volatile: closed by another thread than the reader's.
    private volatile boolean closed;

    ChainWatch(Link here) {
      this.here = here;
    }

    @Override
    public Optional<StoreEvent> poll(Duration timeout)
        throws InterruptedException, StoreException.Gone {
      Link next = here.next;
      if (next == null) {
        next = await(timeout);
      }
      if (next == null || closed) {
        return Optional.empty();
      }
      if (here.version < oldest.version) {
        throw new StoreException.Gone(here.version, oldest.version);
      }
      here = next;
      return Optional.ofNullable(next.event);
    }

    @Override
    public List<StoreEvent> drain() throws StoreException.Gone {
      List<StoreEvent> out = new ArrayList<>();
      for (Link next = here.next; next != null && !closed; next = next.next) {
        if (here.version < oldest.version) {
          throw new StoreException.Gone(here.version, oldest.version);
        }
        here = next;
        if (next.event != null) {
          out.add(next.event);
        }
      }
      return out;
    }

    private @Nullable Link await(Duration timeout) throws InterruptedException {
      long left = timeout.toNanos();
      waiting.lock();
      try {
        Link next = here.next;
        while (next == null && !closed && left > 0) {
          left = changed.awaitNanos(left);
          next = here.next;
        }
        return next;
      } finally {
        waiting.unlock();
      }
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
      waiting.lock();
      try {
        changed.signalAll();
      } finally {
        waiting.unlock();
      }
    }
  }
}
