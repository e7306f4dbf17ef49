package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Local resources, arguments, and surroundings that are not as they should be. */
@Tag("cluster")
@Execution(ExecutionMode.CONCURRENT)
class LocalScenariosTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void a30LocalResource() throws Exception {
    try (Scenario local = Scenario.open("A30-local_resource")) {
      Camber.Session session = local.up();
      session.await("hello foo");
      session.await("\\[readiness probe: success\\] fine", SOON);
      session.await("hello bar", SOON);
      String console = session.console();
      assertThat(console.indexOf("hello bar"))
          .isGreaterThan(console.indexOf("[readiness probe: success]"));
      session.mark();
      local.replace("foo.txt", "first", "second");
      session.await("cleaning up: foo", SOON).await("hello from the second foo", SOON);
      session.mark();
      local.replace("probe-result.txt", "fine", "broken");
      session.await("\\[readiness probe: failure\\] broken", SOON);
      session.mark();
      long signalled = System.nanoTime();
      session.stop("TERM");
      assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(SOON);
      assertThat(local.tilt().project().resolve("cleanup-foo.txt")).exists();
      assertThat(local.tilt().project().resolve("cleanup-bar.txt")).exists();
      assertThat(session.console()).contains("cleaning up: foo").contains("cleaning up: bar");
    }
  }

  @Test
  void a31Args() throws Exception {
    try (Scenario args = Scenario.open("A31-tilt_args")) {
      Camber.Session session = args.up("foo");
      session.await("│ foo run\n");
      session.mark();
      args.tilt().run("args", "bar").exits(0);
      session.await("bar run");
      assertThat(session.sinceMark()).doesNotContain("foo run");
    }
  }

  @Test
  void a34NothingIsReported() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer stats =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stats.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    stats.start();
    try (Scenario analytics = Scenario.open("A34-analytics")) {
      analytics
          .tilt()
          .with(
              "TILT_ANALYTICS_URL", "http://localhost:" + stats.getAddress().getPort() + "/report");
      analytics.tilt().run("analytics", "opt", "in").exits(0);
      assertThat(analytics.ci().exits(0).out()).contains("analytics ran");
      analytics.tilt().run("analytics", "opt", "out").exits(0);
      analytics.ci().exits(0);
      assertThat(requests).hasValue(0);
    } finally {
      stats.stop(0);
    }
  }

  @Test
  void a35SecondSessionOnThePort() throws Exception {
    try (Scenario crash = Scenario.open("A35-crash")) {
      crash.up().await("crash ran");
      Camber.Outcome second = crash.tilt().run("up", "--debug", "--web-mode=prod").exits(1);
      assertThat(second.out() + second.err())
          .contains("Tilt cannot start")
          .doesNotContain("Usage:");
    }
  }

  @Test
  void a36BrokenDockerEnvironment() throws Exception {
    try (Scenario env = Scenario.open("A36-env")) {
      env.withoutDown();
      env.tilt()
          .with("DOCKER_TLS_VERIFY", "1")
          .with("DOCKER_CERT_PATH", "/tmp/unused-path")
          .with("DOCKER_HOST", "tcp://127.0.0.1:2376");
      Camber.Outcome outcome = env.ci().exits(1);
      assertThat(outcome.out() + outcome.err())
          .contains("unable to resolve docker endpoint: open /tmp/unused-path/ca.pem");
    }
  }
}
