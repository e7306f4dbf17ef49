package dev.camber.host.process;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moves bytes from a pipe to a sink whenever there are some. Reads one at a time, under its lock;
 * the pipe is armed again only when the sink has taken what was read, which is the back-pressure.
 */
final class OutputPump {
  private static final int CHUNK = 64 * 1024;

  /** Chunks after which another pump gets its turn: virtual threads are not sliced by time. */
  private static final int CHUNKS_PER_TURN = 16;

  private static final ConcurrentLinkedDeque<Buffer> FREE = new ConcurrentLinkedDeque<>();

  private static final System.Logger LOG = System.getLogger(OutputPump.class.getName());

  private final FdEvents events;
  private final Turns turns;
  private final int fd;
  private final OutputSink sink;
  private final ReentrantLock lock = new ReentrantLock();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private boolean closed;
  private boolean sinkFailed;

  /** Native memory to read into and the array it is copied to. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Buffer(MemorySegment segment, byte[] bytes) {
    static Buffer take() {
      Buffer free = FREE.poll();
      return free != null ? free : new Buffer(Arena.ofAuto().allocate(CHUNK), new byte[CHUNK]);
    }
  }

  /**
   * @param turns shared by the pumps of a process, which move in the order their pipes were filled
   * @param fd the read end of a pipe, owned by this pump from now on
   */
  OutputPump(FdEvents events, Turns turns, int fd, OutputSink sink) {
    this.events = events;
    this.turns = turns;
    this.fd = fd;
    this.sink = sink;
    Libc.setNonBlocking(fd);
  }

  void start() throws LibcException {
    arm();
  }

  private void arm() throws LibcException {
    events.onceReadable(fd, () -> turns.execute(this::turn));
  }

  /** Completes at the end of the stream. */
  CompletableFuture<Void> done() {
    return done;
  }

  private void turn() {
    lock.lock();
    try {
      if (!closed && !move(CHUNKS_PER_TURN)) {
        arm();
      }
    } catch (LibcException e) {
      LOG.log(System.Logger.Level.ERROR, "reading the output of a process", e);
      finish();
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what is in the pipe now and closes it, although another process may hold it open. */
  void drainAndClose() {
    lock.lock();
    try {
      if (!closed) {
        // A writer that never stops must not keep us here: one pipe's capacity and a bit.
        move(CHUNKS_PER_TURN);
        finish();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns true when the stream has ended. */
  private boolean move(int chunks) {
    Buffer buffer = Buffer.take();
    try {
      for (int i = 0; i < chunks; i++) {
        int n = Libc.read(fd, buffer.segment());
        if (n == -Errno.EINTR) {
          continue;
        }
        if (n == -Errno.EAGAIN) {
          return false;
        }
        if (n <= 0) {
          finish();
          return true;
        }
        MemorySegment.copy(buffer.segment(), ValueLayout.JAVA_BYTE, 0, buffer.bytes(), 0, n);
        handOn(buffer.bytes(), n);
      }
      return false;
    } finally {
      FREE.push(buffer);
    }
  }

  private void handOn(byte[] bytes, int length) {
    if (sinkFailed) {
      return;
    }
    try {
      sink.write(bytes, 0, length);
    } catch (RuntimeException e) {
      // The process must not stall because its reader is broken: the rest is read and dropped.
      sinkFailed = true;
      LOG.log(System.Logger.Level.ERROR, "an output sink failed; the rest is dropped", e);
    }
  }

  private void finish() {
    if (closed) {
      return;
    }
    closed = true;
    events.forget(fd);
    Libc.close(fd);
    try {
      if (!sinkFailed) {
        sink.end();
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "an output sink failed at its end", e);
    } finally {
      done.complete(null);
    }
  }
}
