package dev.camber.engine.reconcile;

import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The work queues. Thread-safe; one lock, never held while a reconciler runs.
 *
 * <p>A key is idle, queued, or running. A key woken while running is marked and runs once more when
 * it is done; a key woken while queued stays queued once. Failures are tried again with back-off; a
 * conflict of versions at once, because the newer version is already there.
 */
public final class ReconcilerRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ReconcilerRunner.class.getName());

  private record WorkKey(Reconciler reconciler, String name) {
    @Override
    public String toString() {
      return reconciler.kind() + "/" + name;
    }
  }

  private static final class Slot {
    boolean queued;
    boolean running;
    boolean dirty;
    int failures;
    @Nullable Thread worker;
    Scheduler.@Nullable Timer timer;
  }

  private final ObjectStore store;
  private final Executor workers;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final Consumer<StoreEvent> listener = this::changed;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Map<Kind<?, ?>, List<Reconciler>> reconcilers = new HashMap<>(); // fixed at start
  private final List<Map.Entry<Reconciler, Trigger>> triggers = new ArrayList<>(); // fixed at start
  private final Map<WorkKey, Slot> slots = new HashMap<>(); // guarded by lock
  private int running; // guarded by lock
  private boolean closed; // guarded by lock

  /**
   * @param workers runs one reconcile per task; in production a new virtual thread each
   * @param scheduler for {@link Result#again} and back-off
   */
  public ReconcilerRunner(
      ObjectStore store, Executor workers, Scheduler scheduler, RandomGenerator random) {
    this.store = store;
    this.workers = workers;
    this.scheduler = scheduler;
    this.random = random;
    this.backoff = Backoff.DEFAULT;
  }

  /** Adds a reconciler; before {@link #start}. Several of one kind have queues of their own. */
  public void add(Reconciler reconciler) {
    reconcilers.computeIfAbsent(reconciler.kind(), k -> new ArrayList<>()).add(reconciler);
    for (Trigger trigger : reconciler.triggers()) {
      triggers.add(Map.entry(reconciler, trigger));
    }
  }

  /** Wakes every key that exists, and from now on each that changes. */
  public void start() {
    StoreSnapshot before = store.snapshot();
    triggers.forEach(t -> t.getValue().start(before));
    StoreSnapshot now = store.subscribe(listener);
    if (now.version() != before.version()) {
      throw new IllegalStateException("the store is written to before the queues have started");
    }
    for (Kind<?, ?> kind : reconcilers.keySet()) {
      now.list(kind).forEach(object -> enqueue(kind, object.name()));
    }
  }

  /** Wakes a key, whether its object exists or not. Does nothing after {@link #close}. */
  public void enqueue(Kind<?, ?> kind, String name) {
    for (Reconciler reconciler : reconcilers.getOrDefault(kind, List.of())) {
      enqueue(new WorkKey(reconciler, name));
    }
  }

  private void enqueue(WorkKey key) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Slot slot = slots.computeIfAbsent(key, k -> new Slot());
      if (slot.running) {
        slot.dirty = true;
      } else if (!slot.queued) {
        queue(key, slot);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is queued or running; what waits for a timer does not count. */
  public boolean isIdle() {
    lock.lock();
    try {
      return slots.values().stream().noneMatch(s -> s.queued || s.running);
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more work, interrupts what runs and waits for it, but not for ever. */
  public void close(Duration patience) {
    store.unsubscribe(listener);
    lock.lock();
    try {
      closed = true;
      for (Slot slot : slots.values()) {
        if (slot.timer != null) {
          slot.timer.cancel();
        }
        if (slot.worker != null) {
          slot.worker.interrupt();
        }
      }
      long left = patience.toNanos();
      while (running > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** {@link #close(Duration)} with five seconds' patience. */
  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private void changed(StoreEvent event) {
    enqueue(event.object().kind(), event.object().name());
    for (Map.Entry<Reconciler, Trigger> trigger : triggers) {
      for (String name : trigger.getValue().keys(event)) {
        enqueue(new WorkKey(trigger.getKey(), name));
      }
    }
  }

  /** Caller holds the lock. */
  private void queue(WorkKey key, Slot slot) {
    slot.queued = true;
    if (slot.timer != null) {
      slot.timer.cancel();
      slot.timer = null;
    }
    workers.execute(() -> work(key, slot));
  }

  private void work(WorkKey key, Slot slot) {
    lock.lock();
    try {
      slot.queued = false;
      if (closed) {
        return;
      }
      slot.running = true;
      slot.worker = Thread.currentThread();
      running++;
    } finally {
      lock.unlock();
    }
    Result result = Result.failed("ended by an error");
    boolean conflict = false;
    try {
      result = key.reconciler().reconcile(key.name());
    } catch (StoreException.Conflict | StoreException.AlreadyExists e) {
      conflict = true;
    } catch (InterruptedException e) {
      result = Result.failed("interrupted");
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, () -> "reconciling " + key + " failed", e);
      result = Result.failed(String.valueOf(e.getMessage()));
    } finally {
      finished(key, slot, result, conflict);
    }
  }

  private void finished(WorkKey key, Slot slot, Result result, boolean conflict) {
    lock.lock();
    try {
      slot.running = false;
      slot.worker = null;
      // An interrupt meant for this reconcile must not reach whatever the thread does next.
      Thread.interrupted();
      if (--running == 0) {
        idle.signalAll();
      }
      if (closed) {
        return;
      }
      slot.failures = result instanceof Result.Failed && !conflict ? slot.failures + 1 : 0;
      if (slot.dirty || conflict) {
        slot.dirty = false;
        queue(key, slot);
        return;
      }
      switch (result) {
        case Result.Done done -> slots.remove(key);
        case Result.Again again -> later(key, slot, again.after());
        case Result.Failed failed -> {
          Duration wait = backoff.after(slot.failures, random);
          LOG.log(
              System.Logger.Level.DEBUG,
              () -> key + " failed, again in " + wait + ": " + failed.why());
          later(key, slot, wait);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Caller holds the lock. */
  private void later(WorkKey key, Slot slot, Duration after) {
    slot.timer = scheduler.after(after, () -> enqueue(key));
  }
}
