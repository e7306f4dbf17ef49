package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.model.EnvironmentError;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/**
 * The way to one API server: address, TLS, who we are, and new credentials when the old ones are
 * refused. Thread-safe.
 */
final class ServerConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** A client made from one reading of the credentials. */
  private record Session(Credentials credentials, HttpClient http) {}

  private final String kubeconfig;
  private final URI server;
  private final Optional<InetSocketAddress> proxy;
  private final ReentrantLock refreshing = new ReentrantLock();
  // Replaced under the lock when the server refuses the credentials; read by every request.
  private volatile Session session;

  ServerConnection(Kubeconfig config, Map<String, String> environment) throws EnvironmentError {
    String address = config.context().server();
    this.server =
        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    this.kubeconfig = config.frozenText();
    this.proxy = ProxyChoice.of(config.tree(), server, environment);
    this.session = open(Credentials.read(kubeconfig));
  }

  private Session open(Credentials credentials) {
    // HTTP/1.1: each watch and log stream has its own connection, so that none can starve another
    // and the loss of one says nothing about the rest.
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(credentials.tls())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    proxy.ifPresent(p ->
        http.proxy(
            ProxySelector.of(
                p.isUnresolved() ? new InetSocketAddress(p.getHostString(), p.getPort()) : p)));
    return new Session(credentials, http.build());
  }

  URI server() {
    return server;
  }

  Optional<InetSocketAddress> proxy() {
    return proxy;
  }

  SSLContext tls() {
    return session.credentials().tls();
  }

  List<String> authHeaders() {
    return session.credentials().headers();
  }

  /**
   * Sends a request and returns the answer whatever its status; a 401 is tried once more with fresh
   * credentials.
   */
  HttpResponse<InputStream> send(HttpRequest.Builder request, String path)
      throws KubeException, InterruptedException {
    Session used = session;
    HttpResponse<InputStream> answer = sendOnce(used, request, path);
    if (answer.statusCode() != 401) {
      return answer;
    }
    close(answer);
    refresh(used.credentials());
    return sendOnce(session, request, path);
  }

  /** Reads the credentials again unless somebody already did since {@code refused} was read. */
  void refresh(Credentials refused) throws KubeException {
    refreshing.lock();
    try {
      if (session.credentials() == refused) {
        Session old = session;
        session = open(Credentials.read(kubeconfig));
        old.http().shutdown();
      }
    } finally {
      refreshing.unlock();
    }
  }

  Credentials credentials() {
    return session.credentials();
  }

  private HttpResponse<InputStream> sendOnce(Session with, HttpRequest.Builder request, String path)
      throws KubeException, InterruptedException {
    HttpRequest.Builder copy = request.copy().uri(uri(path));
    List<String> headers = with.credentials().headers();
    for (int i = 0; i < headers.size(); i += 2) {
      copy.header(headers.get(i), headers.get(i + 1));
    }
    HttpRequest ready = copy.header("User-Agent", "camber").build();
    try {
      return with.http().send(ready, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw failure(ready.method(), path, e);
    }
  }

  URI uri(String path) {
    return URI.create(server + path);
  }

  /** A transport failure, worded as Go's HTTP client does it: people search for these texts. */
  KubeException failure(String method, String path, IOException e) {
    String verb = method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    return KubeException.unreachable(verb + " \"" + uri(path) + "\": " + reason(e), e);
  }

  private String reason(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return e instanceof HttpConnectTimeoutException
          ? "dial tcp " + endpoint() + ": i/o timeout"
          : "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    }
    if (e instanceof ConnectException) {
      Throwable cause = e;
      while (cause != null) {
        if (cause instanceof java.nio.channels.UnresolvedAddressException
            || cause instanceof java.net.UnknownHostException) {
          return "dial tcp: lookup " + server.getHost() + ": no such host";
        }
        cause = cause.getCause();
      }
      String text = e.getMessage() == null ? "" : e.getMessage();
      return "dial tcp "
          + endpoint()
          + ": connect: "
          + (text.isEmpty() || text.contains("refused") ? "connection refused" : text);
    }
    if (e instanceof java.io.EOFException) {
      return "EOF";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private String endpoint() {
    return server.getHost() + ":" + port();
  }

  int port() {
    return server.getPort() >= 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
  }

  static void close(HttpResponse<InputStream> answer) {
    try {
      answer.body().close();
    } catch (IOException alreadyGone) {
      // Nothing more is wanted of it.
    }
  }

  @Override
  public void close() {
    session.http().shutdownNow();
  }
}
