package dev.camber.server;

import dev.camber.server.http.Response;
import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Takes the body of an answer, also of one that lasts. */
final class Recording implements Sink, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Response response;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final StringBuilder text = new StringBuilder(); // guarded by lock
  private final @Nullable Thread thread;

  Recording(Response response) {
    this.response = response;
    switch (response.content()) {
      case Response.Live live -> thread = Thread.ofVirtual().start(() -> run(live.stream()));
      case Response.Socket socket -> thread = Thread.ofVirtual().start(() -> run(socket.stream()));
      case Response.Dialogue dialogue ->
          throw new IllegalArgumentException("a conversation cannot be recorded: " + dialogue);
      case Response.Bytes bytes -> {
        thread = null;
        text.append(response.bodyText());
      }
    }
  }

  private void run(Response.Stream stream) {
    try {
      stream.run(this);
    } catch (SinkClosed | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Response response() {
    return response;
  }

  @Override
  public void send(String piece) {
    lock.lock();
    try {
      text.append(piece);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Waits until so many lines came, then ends the stream; what came. */
  String finish(long lines) throws InterruptedException {
    awaitText(so -> so.lines().count() >= lines);
    close();
    return text();
  }

  /** Waits until what came satisfies a condition, but not for long. */
  boolean awaitText(java.util.function.Predicate<String> condition) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (thread != null && !condition.test(text.toString()) && left > 0) {
        left = grown.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(2)));
      }
      return condition.test(text.toString());
    } finally {
      lock.unlock();
    }
  }

  String text() {
    lock.lock();
    try {
      return text.toString();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws InterruptedException {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join(PATIENCE);
    }
  }
}
