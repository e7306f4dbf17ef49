package dev.camber.server.jetty;

import dev.camber.server.http.Handler;
import dev.camber.server.http.Request.Door;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * The open ports and the socket of a session. {@link #start} opens them, {@link #close} ends
 * everything that runs on them. Every request is handled on a virtual thread.
 */
public final class Listeners implements AutoCloseable {
  private static final int MOST_THREADS = 32;
  private static final int LARGEST_PORT = 65_535;

  private final Server server;
  private final JettyHandler handler;
  private final SlowHeads heads;
  private final Limits limits;
  private final List<Connector> connectors = new ArrayList<>();
  private Optional<ServerConnector> web = Optional.empty();
  private Optional<ServerConnector> api = Optional.empty();
  private Optional<Path> socket = Optional.empty();

  public Listeners(Handler handler, Limits limits) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("camber-http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(
        VirtualThreads.getNamedVirtualThreadsExecutor("camber-http-"));
    this.server = new Server(threads);
    this.heads = new SlowHeads(limits.idle());
    this.handler = new JettyHandler(handler, limits, heads);
    this.limits = limits;
  }

  /** A certificate and its key. */
  public record Tls(KeyStore keys, String password) {
    @Override
    public String toString() {
      return "(keys)";
    }
  }

  /**
   * Adds the web server's port.
   *
   * @param port 0 for any
   * @param tls present to speak TLS
   */
  public void listenWeb(String host, int port, Optional<Tls> tls) {
    web = Optional.of(connector(Door.WEB, host, port, tls));
  }

  /** Adds the API server's port on loopback, any that is free. */
  public void listenApi(Tls tls) {
    api = Optional.of(connector(Door.API, "127.0.0.1", 0, Optional.of(tls)));
  }

  /** Adds a Unix socket; a dead one at the same place is replaced. */
  public void listenSocket(Path path) {
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setName(Door.SOCKET.name());
    connector.setUnixDomainPath(path);
    connector.setIdleTimeout(limits.idle().toMillis());
    connectors.add(connector);
    socket = Optional.of(path);
  }

  private ServerConnector connector(Door door, String host, int port, Optional<Tls> tls) {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    ServerConnector connector =
        tls.isEmpty()
            ? new ServerConnector(server, 1, 1, http)
            : new ServerConnector(
                server, 1, 1, new SslConnectionFactory(context(tls.get()), "http/1.1"), http);
    connector.setName(door.name());
    connector.setHost(host);
    connector.setPort(port);
    connector.setReuseAddress(true);
    connector.setIdleTimeout(limits.idle().toMillis());
    connectors.add(connector);
    return connector;
  }

  private static SslContextFactory.Server context(Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(tls.keys());
    context.setKeyStorePassword(tls.password());
    context.setSniRequired(false);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return context;
  }

  private HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(limits.headerBytes());
    http.setHttpCompliance(HttpCompliance.RFC7230);
    // The routes look at the path as it was sent, and refuse dot segments themselves.
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }

  /**
   * Opens all of them.
   *
   * @throws IOException with the words of Go's net package if a port cannot be had
   */
  public void start() throws IOException {
    server.setConnectors(connectors.toArray(Connector[]::new));
    server.setHandler(handler);
    server.setStopTimeout(0);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(limits.connections(), server);
    limit.setEndPointIdleTimeout(1_000);
    server.addBean(limit);
    connectors.forEach(connector -> connector.addBean(heads));
    ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
    sockets.setIdleTimeout(Duration.ZERO); // the page only listens
    sockets.setMaxTextMessageSize(1 << 10);
    sockets.setMaxBinaryMessageSize(1 << 10);
    handler.useSockets(sockets);
    try {
      if (socket.isPresent()) {
        Files.deleteIfExists(socket.get());
      }
      open();
      server.start();
      heads.lookBy(server.getScheduler());
      if (socket.isPresent()) {
        Files.setPosixFilePermissions(socket.get(), PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException(e);
    }
  }

  /** Binds the ports first, so that the error is about the port and nothing else. */
  private void open() throws IOException {
    if (web.isPresent()) {
      String host = web.get().getHost();
      int port = web.get().getPort();
      if (port < 0 || port > LARGEST_PORT) {
        throw new IOException("listen tcp: address " + port + ": invalid port");
      }
      try {
        if (!host.isEmpty()) {
          InetAddress.getAllByName(host);
        }
        web.get().open();
      } catch (UnknownHostException | UnresolvedAddressException e) {
        throw new IOException("listen tcp: lookup " + host + ": no such host", e);
      } catch (IOException e) {
        String why =
            e instanceof BindException || e.getCause() instanceof BindException
                ? "bind: address already in use"
                : String.valueOf(e.getMessage());
        throw new IOException("listen tcp " + host + ":" + port + ": " + why, e);
      }
    }
    if (api.isPresent()) {
      api.get().open();
    }
  }

  /** The web server's port, once it is open. */
  public int webPort() {
    return web.map(ServerConnector::getLocalPort).orElse(0);
  }

  /** The API server's port, once it is open. */
  public int apiPort() {
    return api.map(ServerConnector::getLocalPort).orElse(0);
  }

  /** Ends all connections and closes the ports. */
  @Override
  public void close() {
    handler.interruptAll();
    try {
      server.stop();
    } catch (Exception e) {
      System.getLogger(Listeners.class.getName())
          .log(System.Logger.Level.WARNING, "the server did not stop cleanly", e);
    }
    if (socket.isPresent()) {
      try {
        Files.deleteIfExists(socket.get());
      } catch (IOException e) {
        System.getLogger(Listeners.class.getName())
            .log(System.Logger.Level.WARNING, "the socket stays behind", e);
      }
    }
  }
}
