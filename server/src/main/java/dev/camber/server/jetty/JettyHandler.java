package dev.camber.server.jetty;

import dev.camber.server.http.Handler;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Query;
import dev.camber.server.http.Request.Door;
import dev.camber.server.http.Response;
import dev.camber.server.http.SinkClosed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** Between Jetty's requests and ours. Thread-safe. */
final class JettyHandler extends org.eclipse.jetty.server.Handler.Abstract {
  private final Handler handler;
  private final Set<Thread> streams = ConcurrentHashMap.newKeySet();
  // Set once before the server starts.
  private @Nullable ServerWebSocketContainer sockets;
  private final Limits limits;
  private final SlowHeads heads;

  JettyHandler(Handler handler, Limits limits, SlowHeads heads) {
    this.handler = handler;
    this.limits = limits;
    this.heads = heads;
  }

  void useSockets(ServerWebSocketContainer container) {
    this.sockets = container;
  }

  /** Ends the streams, which would otherwise last. */
  void interruptAll() {
    streams.forEach(Thread::interrupt);
  }

  @Override
  public boolean handle(
      Request request, org.eclipse.jetty.server.Response response, Callback callback) {
    heads.arrived(request);
    Response answer;
    try {
      answer = handler.handle(translated(request));
    } catch (RuntimeException e) {
      System.getLogger(JettyHandler.class.getName())
          .log(System.Logger.Level.ERROR, "a request failed: " + request.getHttpURI().getPath(), e);
      answer = Response.text(500, "internal error");
    }
    switch (answer.content()) {
      case Response.Bytes bytes -> {
        head(answer, response);
        response.write(true, ByteBuffer.wrap(bytes.bytes()), callback);
      }
      case Response.Live live -> live(live, answer, request, response, callback);
      case Response.Socket socket ->
          upgrade(
              new SocketStream(socket.stream(), streams, limits.idle()),
              request,
              response,
              callback);
      case Response.Dialogue dialogue ->
          upgrade(
              new DialogueSocket(dialogue.conversation(), streams, limits.idle()),
              request,
              response,
              callback);
    }
    return true;
  }

  private static void head(Response answer, org.eclipse.jetty.server.Response response) {
    response.setStatus(answer.status());
    for (Headers.Field field : answer.headers().fields()) {
      response.getHeaders().add(field.name(), field.value());
    }
  }

  private dev.camber.server.http.Request translated(Request request) {
    List<Headers.Field> fields = new ArrayList<>();
    for (HttpField field : request.getHeaders()) {
      fields.add(new Headers.Field(field.getName(), String.valueOf(field.getValue())));
    }
    String path = request.getHttpURI().getPath();
    String query = request.getHttpURI().getQuery();
    return new dev.camber.server.http.Request(
        request.getMethod(),
        path == null || !path.startsWith("/") ? "/" : path,
        query == null ? Query.NONE : Query.parse(query),
        new Headers(fields),
        new JettyBody(request, limits.bytesPerSecond()),
        Door.valueOf(request.getConnectionMetaData().getConnector().getName()));
  }

  private void live(
      Response.Live live,
      Response answer,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback callback) {
    head(answer, response);
    // The connection ends with the stream: what a client sends behind it is never a request, so
    // looking for its end may read it.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    // Otherwise the end of the connection would be the end of the body, and a cut one look whole.
    response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
    request.addIdleTimeoutListener(timeout -> false);
    Thread here = Thread.currentThread();
    streams.add(here);
    try {
      LiveSink sink = new LiveSink(request, response, limits.idle());
      sink.begin();
      live.stream().run(sink);
      response.write(true, null, callback);
    } catch (SinkClosed e) {
      callback.failed(e);
    } catch (InterruptedException e) {
      response.write(true, null, callback);
    } catch (RuntimeException e) {
      System.getLogger(JettyHandler.class.getName())
          .log(System.Logger.Level.ERROR, "a stream failed", e);
      callback.failed(e);
    } finally {
      streams.remove(here);
    }
  }

  private void upgrade(
      Session.Listener listener,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback callback) {
    ServerWebSocketContainer container = sockets;
    if (container == null) {
      throw new IllegalStateException("the server has not been started");
    }
    boolean upgraded =
        container.upgrade(
            (upgradeRequest, upgradeResponse, upgradeCallback) -> listener,
            request,
            response,
            callback);
    if (!upgraded) {
      response.setStatus(400);
      response.write(true, null, callback);
    }
  }
}
