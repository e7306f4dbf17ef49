package dev.camber.server.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
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

  /** Since when a connection waits for the request after so many. */
  private record Waiting(long requests, long sinceNanos) {}

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
    if (connection.getMessagesIn() >= 0) { // others count no requests
      open.put(connection, new Waiting(0, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private void look(long now) {
    open.forEach((connection, before) -> {
      long requests = connection.getMessagesIn();
      boolean answering = requests != connection.getMessagesOut();
      if (answering || requests != before.requests()) {
        open.replace(connection, before, new Waiting(requests, now));
      } else if (now - before.sinceNanos() > patience.toNanos()) {
        open.remove(connection);
        connection.getEndPoint().close();
      }
    });
  }
}
