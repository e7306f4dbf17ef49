package dev.camber.server.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not come in time. The idle time alone is not enough:
 * it starts anew with every byte, so a sender of one byte now and then would keep its connection
 * for hours. Thread-safe.
 */
final class SlowHeads implements Connection.Listener {
  private final Duration patience;
  private final Map<Connection, Waiting> open = new ConcurrentHashMap<>();

  /**
   * @param patience how long the head of a request may take, from the end of what was before
   */
  SlowHeads(Duration patience) {
    this.patience = patience;
  }

  /** Whether a connection's request is being answered, or since when the next is waited for. */
  private record Waiting(boolean answering, long sinceNanos) {}

  /**
   * The head of a request is here: its connection is left alone until the answer is complete. Jetty
   * counts an answer once its head is sent, so counting would cut off every answer that lasts.
   */
  void arrived(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    if (set(connection, true)) {
      Request.addCompletionListener(request, failure -> set(connection, false));
    }
  }

  /** Returns whether the connection is one that we look after. */
  private boolean set(Connection connection, boolean answering) {
    return open.computeIfPresent(
            connection, (c, before) -> new Waiting(answering, System.nanoTime()))
        != null;
  }

  /** Looks from now on, as long as the scheduler runs. */
  void lookBy(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          look(System.nanoTime());
          lookBy(scheduler);
        },
        Math.max(1, patience.toMillis() / 4),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection.getMessagesIn() >= 0) { // others carry no requests
      open.put(connection, new Waiting(false, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private void look(long now) {
    open.forEach((connection, waiting) -> {
      if (!waiting.answering()
          && now - waiting.sinceNanos() > patience.toNanos()
          && open.remove(connection, waiting)) {
        connection.getEndPoint().close();
      }
    });
  }
}
