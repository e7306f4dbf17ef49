package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
