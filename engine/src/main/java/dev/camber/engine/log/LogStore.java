package dev.camber.engine.log;

import dev.camber.engine.reconcile.Scheduler;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.LogWrite;
import dev.camber.model.log.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All log lines of a session. Thread-safe.
 *
 * <p>One writer lock numbers the segments and is held for moments only; readers take no lock. Each
 * resource has its own share of memory; what is older goes to files of its own in the session's
 * directory, written by one spiller thread, so a noisy resource never pushes out another's lines.
 * Secrets are replaced before a line is stored, also when they arrive in pieces: the end of a write
 * that could be the beginning of a secret is held back until the next write or for {@link #HOLD}.
 * Source: spec engine, sections 9.6 and 9.9.
 */
public final class LogStore implements AutoCloseable {
  /** How long the possible beginning of a secret waits for its rest. */
  static final Duration HOLD = Duration.ofMillis(200);

  private static final System.Logger LOG = System.getLogger(LogStore.class.getName());
  private static final long MOST_WAITING = 32L << 20;

  private record Spill(ResourceLog log, String resource, Chunk chunk) {}

  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Path directory;
  private final LogLimits limits;
  private final LogLevel minimum;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition spillerWork = lock.newCondition();
  private final Condition spillerRoom = lock.newCondition();
  private final Map<String, SpanState> spans = new HashMap<>(); // guarded by lock
  private final Map<String, ResourceLog> logs = new ConcurrentHashMap<>(); // added to under lock
  private final Deque<Spill> toSpill = new ArrayDeque<>(); // guarded by lock
  private long waiting; // bytes to spill; guarded by lock
  private boolean diskFailed; // guarded by lock
  private boolean closed; // guarded by lock
  private Scheduler.@Nullable Timer holdTimer; // guarded by lock
  private long memoryShare; // guarded by lock
  private final Thread spiller;

  private final ReentrantLock readersLock = new ReentrantLock(); // held for moments: to signal
  private final Condition grown = readersLock.newCondition();
  // Volatile: readers read up to here without the lock.
  private volatile long end;
  private volatile int readersWaiting;
  private volatile long alerts; // written under lock
  private volatile Scrubber scrubber = Scrubber.NONE;

  /**
   * @param scheduler releases what is held back
   * @param directory exists and is this session's own; files in it are deleted on close
   */
  public LogStore(InstantSource clock, Scheduler scheduler, Path directory, LogLimits limits) {
    this(clock, scheduler, directory, limits, LogLevel.INFO);
  }

  /**
   * @param minimum what is written below this level is dropped
   */
  public LogStore(
      InstantSource clock,
      Scheduler scheduler,
      Path directory,
      LogLimits limits,
      LogLevel minimum) {
    this.minimum = minimum;
    this.clock = clock;
    this.scheduler = scheduler;
    this.directory = directory;
    this.limits = limits;
    this.memoryShare = limits.memory();
    this.spiller = Thread.ofPlatform().daemon().name("camber-log-spiller").start(this::spill);
  }

  /** A place to write to for one span of a resource; both may be empty. */
  public Logger logger(String resource, String spanId) {
    return (level, text, fields) ->
        append(new LogWrite(clock.instant(), level, spanId, resource, text, fields));
  }

  /**
   * Appends text. Never waits for a reader; waits for the disk only when 32 MB are on their way to
   * it.
   */
  public void append(LogWrite write) {
    if (write.text().isEmpty() || !write.level().atLeast(minimum)) {
      return;
    }
    lock.lock();
    try {
      while (waiting > MOST_WAITING && !closed) {
        spillerRoom.awaitUninterruptibly();
      }
      SpanState span = spans.computeIfAbsent(write.spanId(), id -> new SpanState(write.resource()));
      Scrubber current = scrubber;
      if (current.isEmpty() && span.held == null) {
        store(span, write);
      } else {
        scrubAndStore(span, write, current);
      }
    } finally {
      lock.unlock();
    }
    wakeReaders();
  }

  /** The checkpoint after everything that was written. */
  public long end() {
    return end;
  }

  /** Waits until something is written after {@code checkpoint}, or for {@code timeout}. */
  public boolean awaitBeyond(long checkpoint, Duration timeout) throws InterruptedException {
    if (end > checkpoint) {
      return true;
    }
    long left = timeout.toNanos();
    readersLock.lock();
    try {
      readersWaiting++;
      while (end <= checkpoint && left > 0) {
        left = grown.awaitNanos(left);
      }
      return end > checkpoint;
    } finally {
      readersWaiting--;
      readersLock.unlock();
    }
  }

  /** Everything from a checkpoint on. */
  public LogSlice read(long from) {
    return read(from, resource -> true, Integer.MAX_VALUE);
  }

  /**
   * What resources wrote from a checkpoint on, in order; lines that are no longer kept are left
   * out.
   *
   * @param resources which; the empty name stands for lines of no resource
   * @param most how many segments at most; {@link LogSlice#to} says where to read on
   */
  public LogSlice read(long from, Predicate<String> resources, int most) {
    long to = end;
    List<SegmentCursor> cursors = new ArrayList<>();
    logs.forEach((resource, log) -> {
      if (resources.test(resource)) {
        cursors.add(new SegmentCursor(log.chunks(), from, to, scrubber));
      }
    });
    List<LogSegment> out = SegmentCursor.merge(cursors, most);
    return new LogSlice(
        out, from, out.size() == most ? out.getLast().sequence() + 1 : Math.max(from, to));
  }

  /**
   * The newest lines of each resource, in order: what a reader needs who comes late and cannot take
   * all.
   *
   * @param bytesEach how much of each resource, roughly
   */
  public LogSlice recent(Predicate<String> resources, long bytesEach) {
    long to = end;
    List<SegmentCursor> cursors = new ArrayList<>();
    logs.forEach((resource, log) -> {
      if (resources.test(resource)) {
        cursors.add(new SegmentCursor(newest(log, bytesEach), 0, to, scrubber));
      }
    });
    return new LogSlice(SegmentCursor.merge(cursors, Integer.MAX_VALUE), 0, to);
  }

  /** Where resources have lines that are still kept. */
  public LogExtent extent(Predicate<String> resources) {
    List<Chunk> chunks = new ArrayList<>();
    logs.forEach((resource, log) -> {
      if (resources.test(resource)) {
        chunks.addAll(log.chunks());
      }
    });
    return LogExtent.of(chunks);
  }

  /** The newest first line of an update at or before a place, among some resources. */
  public Optional<LogSegment> headOfUpdate(Predicate<String> resources, long place) {
    long head = -1;
    for (Map.Entry<String, ResourceLog> log : logs.entrySet()) {
      if (resources.test(log.getKey())) {
        head = Math.max(head, log.getValue().headOfUpdate(place));
      }
    }
    return head < 0 ? Optional.empty() : segment(resources, head);
  }

  /** A segment by its number, if it is still kept and of one of these resources. */
  public Optional<LogSegment> segment(Predicate<String> resources, long sequence) {
    return read(sequence, resources, 1).segments().stream()
        .filter(s -> s.sequence() == sequence)
        .findFirst();
  }

  /** How many warnings and errors were ever written: whether {@link #alerts} has news. */
  public long alertCount() {
    return alerts;
  }

  /** The warnings and errors of every span that has any, by the name of the span. */
  public List<SpanAlerts> alerts() {
    lock.lock();
    try {
      List<SpanAlerts> out = new ArrayList<>();
      spans.forEach((id, span) -> span.alerts(id).ifPresent(out::add));
      out.sort(Comparator.comparing(SpanAlerts::spanId));
      return out;
    } finally {
      lock.unlock();
    }
  }

  /** Where a line with a progress id stands and where its newest text is. */
  public Optional<ProgressLine> progress(String spanId, String progressId) {
    lock.lock();
    try {
      SpanState span = spans.get(spanId);
      return span == null ? Optional.empty() : span.progress(progressId);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The texts of a span's warnings, each with the lines that follow it; at most the first hundred.
   */
  public List<String> warnings(String spanId) {
    lock.lock();
    try {
      SpanState span = spans.get(spanId);
      return span == null ? List.of() : span.warnings();
    } finally {
      lock.unlock();
    }
  }

  /**
   * From now on replaces these texts, and also in what was written from {@code since} on and is
   * still in memory. Secrets are never forgotten.
   */
  public void addSecrets(Collection<LogSecret> secrets, long since) {
    lock.lock();
    try {
      Scrubber before = scrubber;
      Scrubber after = before.with(secrets);
      if (after == before) {
        return;
      }
      scrubber = after;
      for (ResourceLog log : logs.values()) {
        Rescrub.rescrub(log, since, after);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stores what is held back. */
  public void flush() {
    lock.lock();
    try {
      holdTimer = null;
      for (SpanState span : spans.values()) {
        releaseHeld(span);
      }
    } finally {
      lock.unlock();
    }
    wakeReaders();
  }

  /**
   * Stores what is held back, ends the spiller, and deletes the files. Lines in memory can still be
   * read.
   */
  @Override
  public void close() {
    flush();
    lock.lock();
    try {
      closed = true;
      spillerWork.signalAll();
      spillerRoom.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      spiller.join(Duration.ofSeconds(5));
      for (ResourceLog log : logs.values()) {
        log.deleteFiles();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "log files in " + directory + " stay behind", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Under lock. */
  private void scrubAndStore(SpanState span, LogWrite write, Scrubber current) {
    LogWrite held = span.held;
    String text = write.text();
    if (held != null) {
      if (held.level() == write.level() && held.fields().equals(write.fields())) {
        text = held.text() + text;
        span.held = null;
      } else {
        releaseHeld(span);
      }
    }
    Scrubber.Found found = current.find(text, false);
    if (found.held() < text.length()) {
      span.held = withText(write, text.substring(found.held()));
      if (holdTimer == null && !closed) {
        holdTimer = scheduler.after(HOLD, this::flush);
      }
    }
    String safe = Scrubber.apply(text, found.matches(), found.held());
    if (!safe.isEmpty()) {
      store(span, withText(write, safe));
    }
  }

  /** Under lock. */
  private void releaseHeld(SpanState span) {
    LogWrite held = span.held;
    if (held != null) {
      span.held = null;
      store(span, withText(held, scrubber.scrub(held.text())));
    }
  }

  /** Under lock: cuts a write into lines and keeps them. */
  private void store(SpanState span, LogWrite write) {
    ResourceLog log = logs.get(span.resource);
    if (log == null) {
      log = new ResourceLog(logs.size());
      logs.put(span.resource, log);
      memoryShare = Math.max(limits.memoryShare(), limits.memory() / logs.size());
    }
    String text = write.text();
    boolean isAlert = write.level().atLeast(LogLevel.WARN);
    long sequence = end;
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int next = newline < 0 ? text.length() : newline + 1;
      boolean continues = span.midLine && span.level == write.level();
      LogSegment segment =
          new LogSegment(
              sequence++,
              write.time(),
              write.level(),
              write.spanId(),
              span.resource,
              text.substring(at, next),
              isAlert && at == 0 && !continues,
              at == 0 && continues && span.fields.equals(write.fields()),
              write.fields());
      log.append(segment);
      if (isAlert) {
        span.alerted(segment);
        alerts += segment.anchor() ? 1 : 0;
      }
      if (!write.fields().isEmpty()) {
        span.noted(segment);
        log.noted(segment);
      }
      span.midLine = newline < 0;
      span.level = write.level();
      span.fields = write.fields();
      at = next;
    }
    end = sequence;
    for (Chunk chunk : log.overflow(memoryShare)) {
      toSpill.add(new Spill(log, span.resource, chunk));
      waiting += chunk.weight();
      spillerWork.signal();
    }
  }

  private void wakeReaders() {
    if (readersWaiting > 0) {
      readersLock.lock();
      try {
        grown.signalAll();
      } finally {
        readersLock.unlock();
      }
    }
  }

  private void spill() {
    while (true) {
      Spill next;
      lock.lock();
      try {
        while (toSpill.isEmpty() && !closed) {
          spillerWork.awaitUninterruptibly();
        }
        if (closed) {
          return;
        }
        next = toSpill.removeFirst();
      } finally {
        lock.unlock();
      }
      List<Chunk> gone = new ArrayList<>();
      @Nullable IOException failure = null;
      try {
        next.chunk().moveTo(next.log().target(directory, limits.fileSize()));
        gone.addAll(next.log().trim(limits.filesPerResource()));
      } catch (IOException e) {
        failure = e;
        next.chunk().drop();
        gone.add(next.chunk());
      }
      spilled(next, gone, failure);
    }
  }

  private void spilled(Spill spill, List<Chunk> gone, @Nullable IOException failure) {
    boolean tell;
    lock.lock();
    try {
      waiting -= spill.chunk().weight();
      spillerRoom.signalAll();
      if (!gone.isEmpty()) {
        spill.log().forget(gone);
      }
      tell = failure != null && !diskFailed;
      diskFailed = failure != null;
    } finally {
      lock.unlock();
    }
    if (tell && failure != null) {
      append(
          new LogWrite(
              clock.instant(),
              LogLevel.WARN,
              "",
              "",
              "Older log lines cannot be kept in "
                  + directory
                  + ": "
                  + failure.getMessage()
                  + ". The newest lines stay in memory.\n",
              Map.of()));
    }
  }

  private static List<Chunk> newest(ResourceLog log, long bytes) {
    List<Chunk> chunks = log.chunks();
    long sum = 0;
    int from = chunks.size();
    while (from > 0 && sum < bytes) {
      sum += chunks.get(--from).weight();
    }
    return chunks.subList(from, chunks.size());
  }

  private static LogWrite withText(LogWrite write, String text) {
    return new LogWrite(
        write.time(), write.level(), write.spanId(), write.resource(), text, write.fields());
  }

  /** How many bytes of log are in memory, per resource. */
  public Map<String, Long> memoryByResource() {
    lock.lock();
    try {
      Map<String, Long> out = new LinkedHashMap<>();
      logs.forEach((resource, log) -> out.put(resource, log.memory()));
      return out;
    } finally {
      lock.unlock();
    }
  }
}
