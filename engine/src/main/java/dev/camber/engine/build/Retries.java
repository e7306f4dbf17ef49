package dev.camber.engine.build;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries builds again that failed because something did not answer: later each time, and only while
 * nothing newer was built. In {@code ci} one failure is the end, so nothing is tried again there.
 * Thread-safe.
 */
public final class Retries {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final BuildJournal journal;
  private final LogStore log;
  private final Scheduler scheduler;
  private final boolean wanted;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  /**
   * @param wanted whether failed builds are tried again at all
   */
  public Retries(BuildJournal journal, LogStore log, Scheduler scheduler, boolean wanted) {
    this.journal = journal;
    this.log = log;
    this.scheduler = scheduler;
    this.wanted = wanted;
  }

  /**
   * Takes note of the end of a build.
   *
   * @param passing whether it failed for a reason that may pass by itself
   */
  void ended(BuildJournal.Entry entry, boolean passing) {
    boolean byItself =
        entry.manifest().triggerMode().autoOnChange()
            || entry.build().reason().has(BuildReason.INIT);
    if (!passing || !wanted || !byItself) {
      failures.remove(entry.resource());
      return;
    }
    int count = failures.merge(entry.resource(), 1, Integer::sum);
    Duration delay = delay(count);
    log.logger(entry.resource(), entry.build().spanId())
        .info("Trying again in " + delay.toSeconds() + " s, because this may pass by itself");
    scheduler.after(delay, () -> journal.again(entry));
  }

  /** The time before the retry after so many failures in a row. */
  static Duration delay(int failures) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
