package dev.camber.image.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes something when its time is over, unless it is closed itself before. */
final class Deadline implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);

  /** Volatile: written by the watching thread, read by the one that is late. */
  private volatile boolean over;

  Deadline(Duration limit, Closeable victim) {
    Thread.ofVirtual().name("docker-deadline").start(() -> watch(limit, victim));
  }

  private void watch(Duration limit, Closeable victim) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        over = true;
        victim.close();
      }
    } catch (IOException e) {
      // what could not be closed is broken already
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
