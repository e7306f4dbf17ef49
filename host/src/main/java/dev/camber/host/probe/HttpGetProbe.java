package dev.camber.host.probe;

import dev.camber.model.api.Probe;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/**
 * A GET as the kubelet makes it: a fresh connection, no proxy, any certificate, ten redirects at
 * most; one to another host is not followed and is a warning. Spoken on a socket because the JDK's
 * clients do not let a probe choose its Host header. Immutable.
 */
final class HttpGetProbe {
  private static final int MOST_REDIRECTS = 10;

  private final URI uri;
  private final List<Probe.HttpHeader> headers;

  HttpGetProbe(URI uri, List<Probe.HttpHeader> headers) {
    this.uri = uri;
    this.headers = List.copyOf(headers);
  }

  ProbeResult look(Duration timeout) throws InterruptedException {
    Deadline deadline = new Deadline(timeout);
    URI at = uri;
    try {
      for (int i = 0; i < MOST_REDIRECTS; i++) {
        HttpAnswer answer = get(at, deadline);
        String location = answer.headers().getOrDefault("location", "");
        if (!redirects(answer.status()) || location.isEmpty()) {
          return judge(answer);
        }
        URI next = at.resolve(location);
        if (!uri.getHost().equals(next.getHost()) || !known(next.getScheme())) {
          return ProbeResult.warning(answer.body());
        }
        at = next;
      }
      return ProbeResult.failure("Get \"" + at + "\": stopped after 10 redirects");
    } catch (IOException | IllegalArgumentException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      String words = e instanceof IOException io ? Dial.words(io) : String.valueOf(e.getMessage());
      return ProbeResult.failure("Get \"" + at + "\": " + words);
    }
  }

  private static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static boolean known(String scheme) {
    return "http".equals(scheme) || "https".equals(scheme);
  }

  private static ProbeResult judge(HttpAnswer answer) {
    if (answer.status() >= 200 && answer.status() < 300) {
      return ProbeResult.success(answer.body());
    }
    return answer.status() >= 300 && answer.status() < 400
        ? ProbeResult.warning(answer.body())
        : ProbeResult.failure("HTTP probe failed with statuscode: " + answer.status());
  }

  private HttpAnswer get(URI target, Deadline deadline) throws IOException {
    boolean tls = target.getScheme().equals("https");
    int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
    String host = target.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try (Socket plain = Dial.connect(bare, port, deadline)) {
      plain.setSoTimeout(deadline.millisLeft());
      try (Socket socket = tls ? secured(plain, bare, port) : plain) {
        socket.getOutputStream().write(request(target).getBytes(StandardCharsets.UTF_8));
        return HttpAnswer.read(new TimedInput(socket, deadline), HostProbeRunner.MOST_OUTPUT);
      }
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            AnyCertificate.context().getSocketFactory().createSocket(plain, host, port, true);
    socket.startHandshake();
    return socket;
  }

  private String request(URI target) {
    String host = target.getRawAuthority();
    boolean agent = false;
    boolean accept = false;
    StringBuilder own = new StringBuilder();
    for (Probe.HttpHeader header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.equals("host")) {
        host = header.value();
      } else if (!name.equals("connection") && !name.equals("accept-encoding")) {
        agent |= name.equals("user-agent");
        accept |= name.equals("accept");
        // An empty Accept means none at all.
        if (!name.equals("accept") || !header.value().isEmpty()) {
          own.append(field(header.name(), header.value()));
        }
      }
    }
    String rawPath = target.getRawPath();
    String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    return "GET "
        + path
        + query
        + " HTTP/1.1\r\n"
        + field("Host", host)
        + (agent ? "" : field("User-Agent", "camber-probe/0.1"))
        + (accept ? "" : field("Accept", "*/*"))
        + field("Connection", "close")
        + own
        + "\r\n";
  }

  private static String field(String name, String value) {
    return clean(name) + ": " + clean(value) + "\r\n";
  }

  /** A line end in a header would begin another one. */
  private static String clean(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
