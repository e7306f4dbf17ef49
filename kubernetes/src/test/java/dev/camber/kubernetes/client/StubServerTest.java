package dev.camber.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.kubernetes.kubeconfig.KubeconfigLoader;
import dev.camber.kubernetes.logs.LogFollower;
import dev.camber.kubernetes.logs.LogLine;
import dev.camber.kubernetes.logs.LogSink;
import dev.camber.kubernetes.logs.LogTarget;
import dev.camber.model.log.Logger;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server does too rarely to wait for it. */
final class StubServerTest {
  @TempDir Path folder;

  private HttpServer server;

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void on(String path, Handler handler) {
    server.createContext(path, handler::handle);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private HttpCluster connect(String url, String user) throws Exception {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        """
        current-context: kind-stub
        clusters: [{name: kind-stub, cluster: {server: "%s"}}]
        contexts: [{name: kind-stub, context: {cluster: kind-stub, user: u}}]
        users: [{name: u, user: %s}]
        """
            .formatted(url, user));
    Kubeconfig config =
        new KubeconfigLoader(Map.of("KUBECONFIG", file.toString()), folder, folder).load("", "");
    return HttpCluster.open(config, Map.of());
  }

  private HttpCluster connect() throws Exception {
    return connect(url(), "{token: t}");
  }

  @Test
  void aPluginIsAskedAgainWhenItsTokenIsRefused() throws Exception {
    Path plugin = folder.resolve("login");
    Files.writeString(
        plugin,
        """
        #!/bin/sh
        n=$(cat %1$s/count 2>/dev/null || echo 0)
        n=$((n + 1))
        echo $n > %1$s/count
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
        echo '"status":{"token":"token-'$n'"}}'
        """
            .formatted(folder));
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
    List<String> seen = new CopyOnWriteArrayList<>();
    on(
        "/version",
        exchange -> {
          String who = exchange.getRequestHeaders().getFirst("Authorization");
          seen.add(who);
          answer(exchange, who.equals("Bearer token-1") ? 401 : 200, "{\"gitVersion\":\"v1\"}");
        });
    String user =
        "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login,"
            + " interactiveMode: Never}}";
    try (HttpCluster cluster = connect(url(), user)) {
      assertThat(cluster.getRaw("/version").stringAt("gitVersion")).contains("v1");
      assertThat(cluster.getRaw("/version").stringAt("gitVersion")).contains("v1");
    }
    assertThat(seen).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
  }

  @Test
  void aServerThatIsNotThereIsReportedInTheWordsPeopleKnow() throws Exception {
    int port = server.getAddress().getPort();
    server.stop(0);
    try (HttpCluster cluster = connect("http://127.0.0.1:" + port, "{token: t}")) {
      assertThatThrownBy(() -> cluster.getRaw("/version?timeout=32s"))
          .hasMessage(
              "Get \"http://127.0.0.1:%d/version?timeout=32s\": dial tcp 127.0.0.1:%d: connect:"
                  + " connection refused",
              port, port);
      ContextAccess.Allowed right =
          (ContextAccess.Allowed) ContextAccess.decide(cluster.context(), List.of());
      assertThat(
              new Deployer(cluster, right)
                  .delete(
                      List.of(new ObjectRef("apps/v1", "Deployment", "", "web", "")),
                      Duration.ofSeconds(5),
                      Logger.NOWHERE))
          .singleElement()
          .satisfies(failure ->
              assertThat(failure.error())
                  .hasMessage(
                      "kubernetes delete: unable to recognize \"\": Get"
                          + " \"http://127.0.0.1:%d/api?timeout=32s\": dial tcp 127.0.0.1:%d:"
                          + " connect: connection refused",
                      port, port));
    }
  }

  @Test
  void aServerThatAsksForPatienceGetsIt() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    on(
        "/api/v1/namespaces/default/pods/p",
        exchange -> {
          if (calls.incrementAndGet() < 3) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 429, "too many requests");
          } else {
            answer(exchange, 200, "{\"kind\":\"Pod\"}");
          }
        });
    try (HttpCluster cluster = connect()) {
      assertThat(cluster.get(ResourceType.POD, "default", "p")).isPresent();
    }
    assertThat(calls).hasValue(3);
  }

  @Test
  void aVersionThatIsGoneEndsTheWatchWithThatReason() throws Exception {
    on(
        "/api/v1/namespaces/default/pods",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"a"}}}
                {"type":"ERROR","object":{"kind":"Status","status":"Failure","code":410,
                "reason":"Expired","message":"too old resource version: 1 (9)"}}
                """));
    try (HttpCluster cluster = connect();
        WatchStream watch = cluster.watch(ResourceType.POD, "default", ListQuery.ALL, "1")) {
      assertThat(watch.next().orElseThrow().type()).isEqualTo(WatchEvent.Type.ADDED);
      assertThatThrownBy(watch::next)
          .isInstanceOfSatisfying(KubeException.class, e -> assertThat(e.isGone()).isTrue())
          .hasMessage("too old resource version: 1 (9)");
    }
  }

  @Test
  void aListOfManyPagesIsReadToItsEnd() throws Exception {
    on(
        "/api/v1/namespaces/default/pods",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          boolean second = query.contains("continue=more");
          answer(
              exchange,
              200,
              second
                  ? "{\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[{\"metadata\":{}}]}"
                  : "{\"metadata\":{\"resourceVersion\":\"5\",\"continue\":\"more\"},"
                      + "\"items\":[{\"metadata\":{}},{\"metadata\":{}}]}");
        });
    try (HttpCluster cluster = connect()) {
      var list = cluster.list(ResourceType.POD, "default", ListQuery.ALL);
      assertThat(list.items()).hasSize(3);
      assertThat(list.resourceVersion()).isEqualTo("5");
    }
  }

  @Test
  void aConnectionResetInTheMiddleOfALineLosesNothingAndDoublesNothing() throws Exception {
    String pod =
        "{\"kind\":\"Pod\",\"status\":{\"containerStatuses\":[{\"name\":\"c\",\"containerID\":"
            + "\"containerd://one\",\"state\":{\"%s\":{}}}]}}";
    AtomicInteger streams = new AtomicInteger();
    String[] lines = {
      "2026-01-01T00:00:00.1Z one\n", "2026-01-01T00:00:00.1Z one\n", "2026-01-01T00:00:00.2Z two\n"
    };
    on(
        "/api/v1/namespaces/default/pods/p",
        exchange -> {
          if (!exchange.getRequestURI().getPath().endsWith("/log")) {
            answer(exchange, 200, pod.formatted(streams.get() < 2 ? "running" : "terminated"));
            return;
          }
          int stream = streams.incrementAndGet();
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          String text = String.join("", lines);
          if (stream == 1) {
            out.write(text.substring(0, text.length() - 2).getBytes(StandardCharsets.UTF_8));
            out.flush();
            // No last chunk: the client sees a connection that breaks.
            server.stop(0);
            return;
          }
          out.write(text.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    List<String> told = new CopyOnWriteArrayList<>();
    List<String> breaks = new CopyOnWriteArrayList<>();
    LogSink sink =
        new LogSink() {
          @Override
          public void line(LogLine line) {
            told.add(line.text());
          }

          @Override
          public void broken(KubeException error, Duration pause) {
            breaks.add(error.getMessage());
          }
        };
    int port = server.getAddress().getPort();
    try (HttpCluster cluster = connect()) {
      LogFollower follower =
          new LogFollower(
              cluster,
              new LogTarget("default", "p", "c", "one"),
              sink,
              new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)),
              LogFollower.IDLE);
      Thread following =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  follower.follow(Optional.empty());
                } catch (KubeException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      await().until(() -> !breaks.isEmpty());
      assertThat(told).containsExactly("one", "one");
      HttpServer again =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      again.createContext(
          "/api/v1/namespaces/default/pods/p",
          exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("/log")) {
              answer(exchange, 200, pod.formatted("terminated"));
            } else {
              answer(exchange, 200, String.join("", lines));
            }
          });
      again.start();
      following.join();
      again.stop(0);
    }
    assertThat(told).containsExactly("one", "one", "two");
  }
}
