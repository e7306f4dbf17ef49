package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.BytePipe;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One stream of a {@link SpdyConnection}. */
final class SpdyStream implements Closeable {
  /** What may wait for a slow reader before the whole connection waits with it. */
  private static final int BUFFER = 4 << 20;

  private static final int REPLY_SECONDS = 30;

  private final SpdyConnection connection;
  private final int id;
  private final BytePipe received = new BytePipe(BUFFER);
  private final CountDownLatch replied = new CountDownLatch(1);
  private final AtomicBoolean outputClosed = new AtomicBoolean();
  // Written by the reader thread of the connection.
  private volatile boolean accepted;
  private volatile boolean inputEnded;
  private volatile Optional<String> failure = Optional.empty();

  SpdyStream(SpdyConnection connection, int id) {
    this.connection = connection;
    this.id = id;
  }

  int id() {
    return id;
  }

  void awaitReply() throws IOException, InterruptedException {
    if (!replied.await(REPLY_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new IOException("the server did not accept a stream within " + REPLY_SECONDS + "s");
    }
    // One that was accepted and has ended since still holds what came in between.
    if (!accepted) {
      throw new IOException(failure.orElse("the server refused a stream"));
    }
  }

  void replied(boolean finished) throws IOException {
    accepted = true;
    replied.countDown();
    if (finished) {
      received(new byte[0], true);
    }
  }

  void received(byte[] bytes, boolean last) throws IOException {
    if (bytes.length > 0) {
      try {
        received.output().write(bytes);
      } catch (IOException readerLeft) {
        // Nobody wants it any more; the connection goes on for the others.
      }
    }
    if (last) {
      inputEnded = true;
      received.output().close();
      forgetWhenDone();
    }
  }

  /** The server tore the stream down; what it had sent before is still read. */
  void ended() throws IOException {
    inputEnded = true;
    outputClosed.set(true);
    replied.countDown();
    received.output().close();
  }

  void failed(String message) {
    failure = Optional.of(message);
    inputEnded = true;
    outputClosed.set(true);
    replied.countDown();
    received.fail(message);
  }

  InputStream input() {
    return received.input();
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (outputClosed.get()) {
          throw new IOException(failure.orElse("stream closed"));
        }
        if (length > 0) {
          connection.send(id, bytes, offset, length, false);
        }
      }

      @Override
      public void close() throws IOException {
        if (outputClosed.compareAndSet(false, true)) {
          connection.send(id, new byte[0], 0, 0, true);
          forgetWhenDone();
        }
      }
    };
  }

  private void forgetWhenDone() {
    if (inputEnded && outputClosed.get()) {
      connection.forget(id);
    }
  }

  @Override
  public void close() throws IOException {
    boolean open = !outputClosed.getAndSet(true) || !inputEnded;
    received.input().close();
    connection.forget(id);
    if (open && failure.isEmpty()) {
      connection.reset(id);
    }
  }
}
