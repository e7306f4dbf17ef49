package dev.camber.engine.reconcile;

import dev.camber.engine.store.ObjectRules;
import dev.camber.engine.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store and queues for tests: everything runs on the test's thread, one key after another, and
 * time stands still until {@link #advance}.
 */
public final class ManualLoop implements InstantSource, Scheduler {
  private record Task(Instant at, int order, Runnable run) {}

  private final Deque<Runnable> work = new ArrayDeque<>();
  private final PriorityQueue<Task> timers =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
  private final AtomicInteger uids = new AtomicInteger();
  private Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
  private int order;

  public final ObjectStore store;
  public final ReconcilerRunner runner;

  /** A loop whose store has rules for names only. */
  public ManualLoop() {
    this(ObjectRules.namesOnly());
  }

  public ManualLoop(ObjectRules rules) {
    store = new ObjectStore(this, () -> "uid-" + uids.incrementAndGet(), rules, 1000);
    runner = new ReconcilerRunner(store, work::add, this, new Random(1));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Task timer = new Task(now.plus(delay), order++, task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  /** Adds a task as a worker thread would run it. */
  public void execute(Runnable task) {
    work.add(task);
  }

  /** Adds reconcilers, starts, and settles. */
  public ManualLoop start(Reconciler... reconcilers) {
    for (Reconciler reconciler : reconcilers) {
      runner.add(reconciler);
    }
    runner.start();
    return settle();
  }

  /** Runs what is queued until nothing is. */
  public ManualLoop settle() {
    for (int i = 0; !work.isEmpty(); i++) {
      if (i > 100_000) {
        throw new AssertionError("the queues do not come to rest");
      }
      work.removeFirst().run();
    }
    return this;
  }

  /** Runs the first task in the queue. */
  public void step() {
    work.removeFirst().run();
  }

  /**
   * Runs one of the queued tasks, whichever the number says: the order in which threads would come.
   *
   * @return whether there was one
   */
  public boolean stepAny(int number) {
    if (work.isEmpty()) {
      return false;
    }
    int at = Math.floorMod(number, work.size());
    Iterator<Runnable> tasks = work.iterator();
    Runnable chosen = tasks.next();
    for (int i = 0; i < at; i++) {
      chosen = tasks.next();
    }
    tasks.remove();
    chosen.run();
    return true;
  }

  /** Runs what is queued until nothing is, the newest task first. */
  public void settleLastFirst() {
    for (int i = 0; !work.isEmpty(); i++) {
      if (i > 100_000) {
        throw new AssertionError("the queues do not come to rest");
      }
      work.removeLast().run();
    }
  }

  /** Moves the clock, running what falls due on the way. */
  public ManualLoop advance(Duration by) {
    settle();
    Instant until = now.plus(by);
    for (Task next = timers.peek();
        next != null && !next.at().isAfter(until);
        next = timers.peek()) {
      timers.remove();
      now = next.at();
      next.run().run();
      settle();
    }
    now = until;
    return this;
  }

  /** How many timers are set. */
  public int timers() {
    return timers.size();
  }
}
