package dev.camber.server.jetty;

import dev.camber.server.http.Messages;
import dev.camber.server.http.Response;
import dev.camber.server.http.SinkClosed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket on which both sides speak: runs a conversation on a virtual thread until either
 * side ends. When the other side closes, {@link Messages#receive} says so; the conversation is
 * interrupted only when the server stops.
 */
public final class DialogueSocket implements Session.Listener {
  private static final int LARGEST_MESSAGE = 64 << 10;

  /** Read ahead before the other side is held back; beyond it, its close is not seen either. */
  private static final int MOST_WAITING = 16;

  private static final Duration PING_EVERY = Duration.ofSeconds(30);

  private final Response.Conversation conversation;
  private final Set<Thread> running;
  private final Duration patience;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ReentrantLock sending = new ReentrantLock();
  // Volatile: set when the socket opens, read when messages come, on another thread.
  private volatile @Nullable Session session;

  DialogueSocket(Response.Conversation conversation, Set<Thread> running, Duration patience) {
    this.conversation = conversation;
    this.running = running;
    this.patience = patience;
  }

  /** What came. */
  private sealed interface Event {}

  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Message(byte[] bytes) implements Event {}

  private record Closed() implements Event {}

  @Override
  public void onWebSocketOpen(Session opened) {
    opened.setMaxBinaryMessageSize(LARGEST_MESSAGE);
    session = opened;
    Thread mine = Thread.ofVirtual().name("camber-dialogue").unstarted(() -> run(opened));
    running.add(mine);
    mine.start();
    opened.demand();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    callback.succeed();
    events.add(new Message(bytes));
    Session open = session;
    if (waiting.incrementAndGet() < MOST_WAITING && open != null) {
      open.demand();
    }
  }

  @Override
  public void onWebSocketText(String message) {
    Session open = session;
    if (open != null) {
      open.close(1003, "only binary messages are understood here", Callback.NOOP);
    }
    events.add(new Closed());
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    events.add(new Closed());
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    events.add(new Closed());
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    Session open = session;
    if (open != null) {
      open.demand();
    }
  }

  private void run(Session open) {
    try {
      conversation.run(new SocketMessages(open));
      open.close(1000, "", Callback.NOOP);
    } catch (SinkClosed e) {
      open.disconnect();
    } catch (InterruptedException e) {
      open.close(1001, "the session ends", Callback.NOOP);
    } catch (RuntimeException e) {
      System.getLogger(DialogueSocket.class.getName())
          .log(System.Logger.Level.ERROR, "a conversation failed", e);
      open.close(1011, "internal error", Callback.NOOP);
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  private final class SocketMessages implements Messages {
    private final Session open;

    SocketMessages(Session open) {
      this.open = open;
    }

    @Override
    public Optional<byte[]> receive() throws InterruptedException {
      while (true) {
        Event event = events.poll(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (event instanceof Message message) {
          if (waiting.getAndDecrement() == MOST_WAITING) {
            open.demand();
          }
          return Optional.of(message.bytes());
        }
        if (event instanceof Closed closed) {
          events.add(closed); // whoever asks again is told again
          return Optional.empty();
        }
        // Silence: somebody who is gone without a word is noticed by this.
        open.sendPing(
            ByteBuffer.allocate(0), Callback.from(() -> {}, gone -> events.add(new Closed())));
      }
    }

    @Override
    public void send(byte[] message) throws SinkClosed, InterruptedException {
      CompletableFuture<Void> written = new CompletableFuture<>();
      sending.lockInterruptibly();
      try {
        open.sendBinary(
            ByteBuffer.wrap(message),
            Callback.from(() -> written.complete(null), written::completeExceptionally));
        written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new SinkClosed("the other side is gone");
      } catch (TimeoutException e) {
        throw new SinkClosed("the other side does not read");
      } finally {
        sending.unlock();
      }
    }
  }
}
