package dev.camber.acceptance;

import static dev.camber.acceptance.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Parts of the world go away under a session and come back; the session says so and recovers. */
@Tag("cluster")
@Isolated
@Order(Integer.MAX_VALUE)
class ClusterFaultsTest {
  private static final Duration SLOW = Duration.ofMinutes(2);
  private static final Path ROOT = Path.of(System.getProperty("camber.root"));

  private Camber camber;
  private Cluster cluster;

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
    cluster = Cluster.withNamespace();
    camber
        .with("KUBECONFIG", Cluster.variable("KUBECONFIG"))
        .with("DOCKER_HOST", Cluster.variable("DOCKER_HOST"))
        .file("greeting", "one")
        .file(
            "Dockerfile",
            "FROM busybox",
            "COPY greeting /greeting",
            "CMD [\"sh\", \"-c\", \"cat /greeting; exec sleep 1000\"]")
        .file(
            "web.yaml",
            "apiVersion: apps/v1",
            "kind: Deployment",
            "metadata: {name: web}",
            "spec:",
            "  selector: {matchLabels: {app: web}}",
            "  template:",
            "    metadata: {labels: {app: web}}",
            "    spec:",
            "      terminationGracePeriodSeconds: 0",
            "      containers: [{name: web, image: faults-web}]")
        .file(
            "Tiltfile",
            "docker_build('faults-web', '.', only=['greeting', 'Dockerfile'])",
            "k8s_yaml('web.yaml')");
  }

  @AfterEach
  void cleanUp() throws Exception {
    // Whatever failed above: the tests that follow need every part.
    dev("up");
    camber.close();
    cluster.close();
  }

  private static void dev(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of(ROOT.resolve("dev/cluster").toString()));
    argv.addAll(List.of(arguments));
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", argv, out).isZero();
  }

  private Camber.Session session() throws Exception {
    Camber.Session session = camber.up("--namespace", cluster.namespace());
    session.await("web │ one\n", SLOW);
    return session.mark();
  }

  @Test
  void aDockerDaemonThatIsStoppedAndStartedAgain() throws Exception {
    Camber.Session session = session();

    dev("stop", "dockerd");
    camber.file("greeting", "two");
    session.await("web │ ERROR: Build Failed: .*[Dd]ocker", SLOW);
    assertThat(session.console()).doesNotContain("Exception");

    session.mark();
    dev("start", "dockerd");
    camber.file("greeting", "three");
    session.await("web │ three\n", SLOW);
    assertThat(session.stop("INT")).isZero();
  }

  @Test
  void anApiServerThatIsKilledAndStartedAgain() throws Exception {
    Camber.Session session = session();

    dev("stop", "apiserver", "--kill");
    camber.file("greeting", "two");
    session.await("6443", SLOW);

    dev("start", "apiserver");
    session.mark();
    camber.file("greeting", "three");
    session.await("web │ three\n", SLOW);
    until(
        SLOW,
        () ->
            camber
                .run("get", "uiresource", "web", "-o", "json")
                .out()
                .contains("\"runtimeStatus\": \"ok\""));
    assertThat(session.stop("INT")).isZero();
  }

  @Test
  void aTiltfileThatIsBrokenAndRepairedMeanwhile() throws Exception {
    Camber.Session session = session();

    camber.file("Tiltfile", "docker_build('faults-web', '.'", "k8s_yaml('web.yaml')");
    session.await("Tiltfile:2:\\d+: got identifier, want ','");

    // The last good Tiltfile still counts.
    session.mark();
    camber.file("greeting", "two");
    session.await("web │ two\n", SLOW);

    session.mark();
    camber.file(
        "Tiltfile",
        "docker_build('faults-web', '.', only=['greeting', 'Dockerfile'])",
        "k8s_yaml('web.yaml')",
        "local_resource('later', 'echo it is later')");
    session.await("later │ it is later\n");
    camber.file("greeting", "three");
    session.await("web │ three\n", SLOW);
    assertThat(session.stop("INT")).isZero();
  }
}
