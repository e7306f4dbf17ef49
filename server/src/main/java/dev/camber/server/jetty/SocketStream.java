package dev.camber.server.jetty;

import dev.camber.server.http.Response;
import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: runs a stream on a virtual thread until either side ends. What the page sends is
 * read and dropped.
 */
public final class SocketStream implements Session.Listener.AutoDemanding {
  private static final int PART = 128 << 10; // characters

  private final Response.Stream stream;
  private final Set<Thread> running;
  private final Duration patience;
  // Volatile: set when the socket opens, read when it closes, on another thread.
  private volatile @Nullable Thread thread;

  SocketStream(Response.Stream stream, Set<Thread> running, Duration patience) {
    this.stream = stream;
    this.running = running;
    this.patience = patience;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    Thread mine = Thread.ofVirtual().name("camber-view").unstarted(() -> run(session));
    thread = mine;
    running.add(mine);
    mine.start();
  }

  private void run(Session session) {
    try {
      stream.run(new SocketSink(session));
      session.close(1000, "", Callback.NOOP);
    } catch (SinkClosed e) {
      session.disconnect();
    } catch (InterruptedException e) {
      session.close(1001, "the session ends", Callback.NOOP);
    } catch (RuntimeException e) {
      System.getLogger(SocketStream.class.getName())
          .log(System.Logger.Level.ERROR, "a view failed", e);
      session.close(1011, "internal error", Callback.NOOP);
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    Thread mine = thread;
    if (mine != null) {
      mine.interrupt();
    }
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    Thread mine = thread;
    if (mine != null) {
      mine.interrupt();
    }
  }

  private final class SocketSink implements Sink {
    private final Session session;

    SocketSink(Session session) {
      this.session = session;
    }

    @Override
    public void send(String text) throws SinkClosed, InterruptedException {
      // A large message goes in parts: who reads it slowly gets on with each of them.
      int at = 0;
      while (text.length() - at > PART) {
        boolean pair = Character.isHighSurrogate(text.charAt(at + PART - 1));
        int end = at + PART - (pair ? 1 : 0);
        String part = text.substring(at, end);
        await(callback -> session.sendPartialText(part, false, callback));
        at = end;
      }
      String rest = text.substring(at);
      boolean whole = at == 0;
      await(callback -> {
        if (whole) {
          session.sendText(rest, callback);
        } else {
          session.sendPartialText(rest, true, callback);
        }
      });
    }

    private void await(Consumer<Callback> write) throws SinkClosed, InterruptedException {
      CompletableFuture<Void> written = new CompletableFuture<>();
      write.accept(Callback.from(() -> written.complete(null), written::completeExceptionally));
      try {
        written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new SinkClosed("the page is gone");
      } catch (TimeoutException e) {
        throw new SinkClosed("the page does not read");
      }
    }

    @Override
    public boolean isOpen() {
      return session.isOpen();
    }
  }
}
