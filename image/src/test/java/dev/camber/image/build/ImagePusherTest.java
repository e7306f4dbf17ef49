package dev.camber.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.engine.ProgressLine;
import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.TaggedRefs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePusherTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryDockerEngine engine = new InMemoryDockerEngine(() -> now);
  private final InMemoryProcesses processes = new InMemoryProcesses();
  private final RecordingLogger logger = new RecordingLogger();
  private final ImagePusher pusher =
      new ImagePusher(engine, CredentialSource.NONE, processes, Environment.empty(), () -> now);

  private static TaggedRefs refs(String local, String cluster) throws Exception {
    return new TaggedRefs(ImageReference.parse(local), ImageReference.parse(cluster));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, false, true, kind-dev, false, None",
    "false, true, false, true, kind-dev, false, configured to handle push itself",
    "false, false, false, true, kind-dev, false, base image does not need deploy",
    "false, false, true, true, kind-dev, false, building on cluster's container runtime",
    "false, false, true, false, kind-dev, false, Load[cluster=LocalCluster[product=KIND",
    "false, false, true, false, kind-dev, true, Push[]",
    "false, false, true, false, k3d-x, false, Load[cluster=LocalCluster[product=K3D",
    "false, false, true, false, gke_x, false, Push[]",
  })
  void takesTheFirstRuleThatApplies(
      boolean compose,
      boolean commandPushes,
      boolean deployed,
      boolean inRuntime,
      String cluster,
      boolean registry,
      String wanted)
      throws Exception {
    PushPlan plan =
        PushPlan.of(
            new PushPlan.Situation(
                compose,
                commandPushes,
                deployed,
                inRuntime,
                PushPlan.LocalCluster.of(cluster),
                registry),
            refs("web:tilt-1", "web:tilt-1"));
    assertThat(plan.toString()).contains(wanted);
  }

  @Test
  void knowsLocalClustersByName() {
    assertThat(PushPlan.LocalCluster.of("kind").orElseThrow().name()).isEqualTo("kind");
    assertThat(PushPlan.LocalCluster.of("kind-dev").orElseThrow().name()).isEqualTo("dev");
    assertThat(PushPlan.LocalCluster.of("minikube")).isEmpty();
  }

  @Test
  void pushes() throws Exception {
    ImageReference name = ImageReference.parse("localhost:5000/web:tilt-1");
    engine.images().put("sha256:1", Map.of(), List.of(name.familiar()));
    ImagePusher.Outcome outcome = pusher.carryOut(new PushPlan.Push(), name, logger);
    assertThat(engine.images().pushes()).containsExactly(name);
    assertThat(outcome.stage().orElseThrow().name()).isEqualTo("docker push");
    assertThat(logger.text())
        .isEqualTo(
            """
                 Pushing with Docker client
                 Authenticating to image repo: localhost:5000/web
                 Sending image data
                 0123456789ab: Pushed\s
            """);
    assertThat(logger.fields)
        .containsExactly(Map.of("progressID", "0123456789ab", "progressMustPrint", "1"));
  }

  @Test
  void saysWhyAPushFailed() throws Exception {
    ImageReference name = ImageReference.parse("localhost:5000/web:tilt-1");
    engine.images().put("sha256:1", Map.of(), List.of(name.familiar()));
    engine.images().failPushes("denied: requested access to the resource is denied");
    assertThatThrownBy(() -> pusher.carryOut(new PushPlan.Push(), name, logger))
        .isInstanceOfSatisfying(
            ImagePusher.PushException.class,
            e -> assertThat(e.stage().error()).isEqualTo(e.getMessage()))
        .hasMessage(
            "docker push: pushing image \"localhost:5000/web\": denied: requested access to the"
                + " resource is denied");
  }

  @Test
  void loadsIntoLocalClusters() throws Exception {
    ImageReference name = ImageReference.parse("web:tilt-1");
    processes.when("kind load docker-image web:tilt-1 --name dev", p -> p.exitWith(0));
    processes.when("k3d image import web:tilt-1 --cluster x", p -> p.exitWith(1));
    ImagePusher.Outcome outcome =
        pusher.carryOut(
            new PushPlan.Load(PushPlan.LocalCluster.of("kind-dev").orElseThrow()), name, logger);
    assertThat(outcome.stage().orElseThrow().name()).isEqualTo("kind load");
    assertThat(logger.text()).isEqualTo("     Loading image to KIND\n");
    assertThatThrownBy(() ->
            pusher.carryOut(
                new PushPlan.Load(PushPlan.LocalCluster.of("k3d-x").orElseThrow()), name, logger))
        .hasMessage("Error loading image to k3d: exit status 1");
  }

  @Test
  void skipsWithAReason() throws Exception {
    assertThat(
            pusher
                .carryOut(
                    new PushPlan.Skip("Skipping push: base image does not need deploy"),
                    ImageReference.parse("web"),
                    logger)
                .stage())
        .isEqualTo(Optional.empty());
    assertThat(logger.text()).isEqualTo("     Skipping push: base image does not need deploy\n");
  }

  @Test
  void printsALayersProgressEveryTwoSeconds() {
    ProgressPrinter printer = new ProgressPrinter(logger, () -> now);
    printer.line(new ProgressLine("a", "Preparing", "", 0, 0, true));
    printer.line(new ProgressLine("a", "Pushing", "[=> ] 1B/9B", 1, 9, true));
    printer.line(new ProgressLine("a", "Pushing", "[==> ] 2B/9B", 2, 9, true));
    now = now.plusSeconds(3);
    printer.line(new ProgressLine("a", "Pushing", "[===> ] 3B/9B", 3, 9, true));
    printer.line(new ProgressLine("a", "Pushed", "", 0, 0, true));
    printer.line(new ProgressLine("tilt-1", "digest: sha256:1", "", 0, 0, false));
    assertThat(logger.text())
        .isEqualTo("a: Pushing [=> ] 1B/9B\na: Pushing [===> ] 3B/9B\na: Pushed \n");
  }

  @Test
  void printsHowMuchOfAContextIsSent() {
    ContextProgress progress = new ContextProgress(logger, () -> now);
    progress.sent(500);
    progress.sent(900);
    progress.sent(1_200);
    now = now.plusSeconds(3);
    progress.sent(1_300_000);
    assertThat(logger.text())
        .isEqualTo(
            """
            Sending Docker build context: 500 B (0ms)
            Sending Docker build context: 1.2 kB (0ms)
            Sending Docker build context: 1.3 MB (3s)
            """);
  }
}
