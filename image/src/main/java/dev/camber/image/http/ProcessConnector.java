package dev.camber.image.http;

import dev.camber.host.process.Output;
import dev.camber.host.process.OutputSink;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.Processes;
import dev.camber.host.process.RunningProcess;
import dev.camber.host.process.Stdin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connects through a program that carries bytes between its standard streams and somewhere else, as
 * ssh does. One process per connection; closing the connection kills it.
 */
public final class ProcessConnector implements Connector {
  private final Processes processes;
  private final ProcessSpec spec;

  public ProcessConnector(Processes processes, ProcessSpec spec) {
    this.processes = processes;
    this.spec = spec.withStdin(Stdin.PIPE);
  }

  @Override
  public Connection connect() throws IOException {
    ReceivedBytes received = new ReceivedBytes();
    Complaints complaints = new Complaints();
    RunningProcess process = processes.start(spec, Output.separate(received, complaints));
    return new ProcessConnection(process, new ExplainedInput(received, complaints));
  }

  @Override
  public String hostHeader() {
    return "docker";
  }

  private record ProcessConnection(RunningProcess process, InputStream input)
      implements Connection {
    @Override
    public OutputStream output() {
      return new Flushed(process.stdin());
    }

    @Override
    public void closeOutput() throws IOException {
      process.stdin().close();
    }

    @Override
    public void close() throws IOException {
      input.close();
      process.kill();
    }
  }

  /** A program's standard input may be buffered; what is written here is meant to be on its way. */
  private static final class Flushed extends OutputStream {
    private final OutputStream out;

    Flushed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      out.flush();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      out.flush();
    }
  }

  /** Keeps what the program says on its standard error, up to a limit. */
  private static final class Complaints implements OutputSink {
    private static final int LIMIT = 4096;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      text.write(bytes, offset, Math.max(0, Math.min(length, LIMIT - text.size())));
    }

    synchronized String text() {
      return text.toString(StandardCharsets.UTF_8).strip();
    }
  }

  /**
   * An end of the stream before anything has come is an error, for which the program may say why.
   */
  private static final class ExplainedInput extends InputStream {
    private final ReceivedBytes received;
    private final Complaints complaints;
    private boolean any;

    ExplainedInput(ReceivedBytes received, Complaints complaints) {
      this.received = received;
      this.complaints = complaints;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = received.read(bytes, from, length);
      if (count < 0 && !any && !complaints.text().isEmpty()) {
        throw new IOException(complaints.text());
      }
      any = any || count > 0;
      return count;
    }

    @Override
    public void close() {
      received.close();
    }
  }

  /** Bytes on their way from a sink to a reader; the sink waits when too many are under way. */
  static final class ReceivedBytes extends InputStream implements OutputSink {
    private static final int CAPACITY = 256 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int size;
    private boolean ended;
    private boolean closed;

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int at = offset;
      int left = length;
      lock.lock();
      try {
        while (left > 0 && !closed) {
          while (size == CAPACITY && !closed) {
            changed.awaitUninterruptibly();
          }
          int position = (start + size) % CAPACITY;
          int step = Math.min(left, Math.min(CAPACITY - size, CAPACITY - position));
          System.arraycopy(bytes, at, ring, position, step);
          size += step;
          at += step;
          left -= step;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void end() {
      lock.lock();
      try {
        ended = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        lock.lockInterruptibly();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      try {
        while (size == 0) {
          if (closed) {
            throw new IOException("the connection is closed");
          }
          if (ended) {
            return -1;
          }
          changed.await();
        }
        int step = Math.min(length, Math.min(size, CAPACITY - start));
        System.arraycopy(ring, start, bytes, from, step);
        start = (start + step) % CAPACITY;
        size -= step;
        changed.signalAll();
        return step;
      } catch (InterruptedException e) {
        throw interrupted(e);
      } finally {
        lock.unlock();
      }
    }

    private static IOException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("interrupted while reading", e);
    }

    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
