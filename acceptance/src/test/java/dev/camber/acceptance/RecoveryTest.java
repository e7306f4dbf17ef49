package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a session is built on fails below it, and comes back: nobody has to start the session again.
 * Alone, because everybody's Docker daemon, registry and API server are stopped.
 */
@Tag("cluster")
@Isolated
@Order(Integer.MAX_VALUE)
class RecoveryTest {
  private static final String FIRST = "🍄 One-Up! 🍄";
  private static final String SECOND = "🍄 Two-Up! 🍄";

  /** More for those who have the time: {@code -Dcamber.kills=20}. */
  private static final int KILLS = Integer.getInteger("camber.kills", 3);

  private static void part(String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Cluster.variable("CAMBER_TEST_CLUSTER_COMMAND"));
    builder.command().addAll(List.of(words));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  @Test
  void dockerGoesAwayAndComesBack() throws Exception {
    try (Scenario docker = Scenario.open("A01-oneup")) {
      docker.up();
      docker.serves(FIRST);
      docker.session().mark();
      part("stop", "dockerd");
      try {
        docker.replace("index.html", "One-Up", "Two-Up");
        docker
            .session()
            .await("Build Failed: Cannot connect to the Docker daemon")
            .await("Trying again in 2 s");
        docker.serves(FIRST);
      } finally {
        part("start", "dockerd");
      }
      docker.serves(SECOND);
      docker.wait("not ok", () -> status(docker).contains("\"updateStatus\": \"ok\""));
    }
  }

  @Test
  void theRegistryRefusesPushesForAWhile() throws Exception {
    try (Scenario registry = Scenario.open("A01-oneup")) {
      registry.up();
      registry.serves(FIRST);
      registry.session().mark();
      part("stop", "registry");
      try {
        registry.replace("index.html", "One-Up", "Two-Up");
        registry.session().await("Build Failed: docker push: ").await("Trying again in");
      } finally {
        part("start", "registry");
      }
      registry.serves(SECOND);
    }
  }

  @Test
  void theApiServerIsKilledAndABrokenTiltfileIsRepairedMeanwhile() throws Exception {
    try (Scenario server = Scenario.open("A06-onewatch_exec")) {
      server.up();
      server.serves(FIRST);
      server.session().mark();
      part("stop", "--kill", "apiserver");
      try {
        server.replace("Tiltfile", "k8s_yaml(", "k8s_yaml(((");
        server.session().await("onewatch_exec|Tiltfile:\\d+:\\d+");
        server.wait(
            "the cluster's absence is not told",
            () ->
                server
                    .tilt()
                    .run("get", "cluster", "default", "-o", "json")
                    .out()
                    .contains("\"error\":"));
        server.replace("Tiltfile", "k8s_yaml(((", "k8s_yaml(");
        server.session().await("Successfully loaded Tiltfile");
        server.replace("index.html", "One-Up", "Two-Up");
      } finally {
        part("start", "apiserver");
      }
      server.serves(SECOND);
      server.wait(
          "not ok", () -> status(server, "onewatch-exec").contains("\"runtimeStatus\": \"ok\""));
      // A file saved while nothing answers may come by a build: only one pod must be left of it.
      server.pod("onewatch-exec");
      server.session().mark();
      server.replace("index.html", "Two-Up", "Three-Up");
      server.serves("🍄 Three-Up! 🍄");
    }
  }

  @Test
  void killedAtAnyMomentTheNextSessionFindsItsWay() throws Exception {
    Random random = new Random(20_260_101);
    try (Scenario killed = Scenario.open("A06-onewatch_exec")) {
      for (int round = 1; round <= KILLS; round++) {
        Camber.Session session = killed.up();
        session.await("Loading Tiltfile");
        // A moment is a number of lines further on, so that a slow machine dies at the same ones.
        session.awaitLines(random.nextInt(5, 45), Duration.ofSeconds(20));
        session.stop("KILL");
        String next = "round " + round;
        Files.writeString(killed.tilt().project().resolve("index.html"), next);
      }
      killed.up();
      killed.serves("round " + KILLS);
      killed.pod("onewatch-exec");
      assertThat(Waiting.processes(killed.tilt().project().toString())).isZero();
    }
  }

  private static String status(Scenario scenario) throws Exception {
    return status(scenario, "oneup");
  }

  private static String status(Scenario scenario, String resource) throws Exception {
    return scenario.tilt().run("get", "uiresource", resource, "-o", "json").out();
  }
}
