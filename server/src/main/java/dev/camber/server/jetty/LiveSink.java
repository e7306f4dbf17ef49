package dev.camber.server.jetty;

import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The body of an answer that lasts. For the request's own thread. */
final class LiveSink implements Sink {
  private static final int PIECE = 64 << 10;

  private final Response response;
  private final EndPoint endPoint;
  private final Duration patience;

  LiveSink(Request request, Response response, Duration patience) {
    this.response = response;
    this.patience = patience;
    EndPoint here = request.getConnectionMetaData().getConnection().getEndPoint();
    while (here instanceof EndPoint.Wrapper wrapper) {
      here = wrapper.unwrap();
    }
    this.endPoint = here;
  }

  /** Sends the headers, so that the reader knows that it is listened to. */
  void begin() throws SinkClosed, InterruptedException {
    write(ByteBuffer.allocate(0));
  }

  @Override
  public void send(String text) throws SinkClosed, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Piece by piece: who reads slowly gets on with each of them, and is not one who does not read.
    for (int at = 0; at < bytes.length; at += PIECE) {
      write(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
    }
  }

  private void write(ByteBuffer bytes) throws SinkClosed, InterruptedException {
    CompletableFuture<Void> written = new CompletableFuture<>();
    response.write(
        false, bytes, Callback.from(() -> written.complete(null), written::completeExceptionally));
    await(written);
  }

  private void await(CompletableFuture<Void> written) throws SinkClosed, InterruptedException {
    try {
      written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new SinkClosed("the reader is gone");
    } catch (TimeoutException e) {
      endPoint.close(e);
      throw new SinkClosed("the reader does not read");
    }
  }

  /**
   * Looks whether the other side has closed. Nobody else reads from the channel while an answer is
   * on its way, and nothing that comes is wanted.
   */
  @Override
  public boolean isOpen() {
    if (!endPoint.isOpen()) {
      return false;
    }
    if (!(endPoint.getTransport() instanceof SocketChannel channel)) {
      return true;
    }
    try {
      return channel.read(ByteBuffer.allocate(64)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
