package dev.camber.kubernetes.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets any thread be interrupted while it waits for a socket: the work runs on a virtual thread,
 * and an interrupt closes the transport.
 */
final class InterruptibleRead {
  private final Closeable transport;

  InterruptibleRead(Closeable transport) {
    this.transport = transport;
  }

  <T> T call(Callable<T> work) throws IOException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread reader = Thread.ofVirtual().name("socket-reader").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      transport.close();
      reader.interrupt();
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      } else if (cause instanceof RuntimeException bug) {
        throw bug;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IOException(cause);
    }
  }
}
