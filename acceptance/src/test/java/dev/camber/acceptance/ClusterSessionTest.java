package dev.camber.acceptance;

import static dev.camber.acceptance.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job on the real cluster: build, deploy, follow, forward, update in place, take down. */
@Tag("cluster")
class ClusterSessionTest {
  private static final Duration SLOW = Duration.ofMinutes(2);

  private Camber camber;
  private Cluster cluster;
  private int forwarded;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
    cluster = Cluster.withNamespace();
    forwarded = Camber.freePort();
    camber
        .with("KUBECONFIG", Cluster.variable("KUBECONFIG"))
        .with("DOCKER_HOST", Cluster.variable("DOCKER_HOST"));
  }

  @AfterEach
  void cleanUp() throws Exception {
    camber.close();
    cluster.close();
  }

  private String[] inNamespace(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--namespace", cluster.namespace()));
    return all.toArray(String[]::new);
  }

  private void web() throws IOException {
    camber
        .file("src/index.html", "first")
        .file(
            "check.sh",
            "grep -q broken /app/src/index.html && { echo 'syntax error'; exit 1; }; exit 0")
        .file(
            "Dockerfile",
            "FROM busybox",
            "WORKDIR /app",
            "COPY src src",
            "COPY check.sh .",
            "CMD [\"sh\", \"-c\", \"echo web starts; exec httpd -f -p 8000 -h /app/src\"]")
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
            "      containers:",
            "      - name: web",
            "        image: acceptance-web",
            "        ports: [{containerPort: 8000}]",
            "        readinessProbe: {httpGet: {path: /, port: 8000}, periodSeconds: 1}")
        .file(
            "Tiltfile",
            "docker_build('acceptance-web', '.', only=['src', 'check.sh', 'Dockerfile'], live_update=[",
            "    sync('src', '/app/src'),",
            "    run('sh /app/check.sh'),",
            "])",
            "k8s_yaml('web.yaml')",
            "k8s_resource('web', port_forwards='" + forwarded + ":8000')");
  }

  private String page() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + forwarded + "/"))
              .timeout(Duration.ofSeconds(3))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private String pod() throws Exception {
    return cluster.tryRun(
        "get",
        "pods",
        "-l",
        "app=web",
        "--field-selector=status.phase=Running",
        "-o",
        "jsonpath={.items[*].metadata.name}");
  }

  @Test
  void aSavedFileIsServedByTheSamePodAndEverythingElseHeals() throws Exception {
    web();
    Camber.Session session = camber.up(inNamespace());
    session.await("web │ web starts", SLOW);
    until(SLOW, () -> page().contains("first"));
    String pod = pod();
    assertThat(pod).startsWith("web-").doesNotContain(" ");

    session.mark();
    camber.file("src/index.html", "second");
    session.await("Will copy 1 file\\(s\\) to container").await("updated!");
    until(() -> page().contains("second"));
    assertThat(pod()).isEqualTo(pod);

    session.mark();
    camber.file("src/index.html", "broken");
    session.await("syntax error").await("Failed to update container");
    until(() ->
        camber
            .run("get", "uiresource", "web", "-o", "json")
            .out()
            .contains("\"updateStatus\": \"error\""));

    session.mark();
    camber.file("src/index.html", "third");
    session.await("updated!");
    until(() -> page().contains("third"));
    assertThat(pod()).isEqualTo(pod);

    // A new pod starts from the image, which is older than the edits: they are brought in again.
    session.mark();
    cluster.run("delete", "pod", pod, "--wait=false");
    session.await("updated!", SLOW);
    until(SLOW, () -> page().contains("third"));
    assertThat(pod()).isNotEqualTo(pod);

    session.mark();
    camber.file(
        "Dockerfile",
        "FROM busybox",
        "WORKDIR /app",
        "COPY src src",
        "COPY check.sh .",
        "CMD [\"sh\", \"-c\", \"echo web starts anew; exec httpd -f -p 8000 -h /app/src\"]");
    session.await("web │ web starts anew", SLOW);
    until(SLOW, () -> page().contains("third"));

    session.mark();
    camber.file("Tiltfile", "local_resource('other', 'echo other runs')");
    session.await("other runs");
    until(SLOW, () -> cluster.run("get", "deployments", "-o", "name").isBlank());
    assertThat(session.stop("INT")).isZero();
  }

  @Test
  void downLeavesNothingOfTheProject() throws Exception {
    web();
    camber.run(SLOW, inNamespace("ci")).exits(0);
    assertThat(cluster.run("get", "deployments", "-o", "name")).contains("deployment.apps/web");
    Camber.Outcome down = camber.run(SLOW, inNamespace("down")).exits(0);
    assertThat(down.out()).contains("Deleting kubernetes objects:").contains("→ Deployment/web");
    until(SLOW, () -> cluster.run("get", "all", "-o", "name").isBlank());
  }

  @Test
  void ciSaysWhyAWorkloadIsNotHealthy() throws Exception {
    camber
        .file(
            "bad.yaml",
            "apiVersion: batch/v1",
            "kind: Job",
            "metadata: {name: bad}",
            "spec:",
            "  backoffLimit: 0",
            "  template:",
            "    spec:",
            "      restartPolicy: Never",
            "      containers:",
            "      - name: bad",
            "        image: busybox",
            "        command: [sh, -c, 'echo last words; exit 7']")
        .file("Tiltfile", "k8s_yaml('bad.yaml')");
    Camber.Outcome outcome = camber.run(SLOW, inNamespace("ci")).exits(1);
    assertThat(outcome.out()).contains("last words");
    assertThat(outcome.err()).contains("Error: Pod ").contains("bad");
  }

  @Test
  void nothingIsAskedOfAClusterThatIsNotAllowed() throws Exception {
    web();
    camber.with("KUBECONFIG", Cluster.variable("CAMBER_TEST_FOREIGN_KUBECONFIG"));
    Path audit = Path.of(Cluster.variable("CAMBER_TEST_AUDIT_LOG"));
    long before = Files.size(audit);
    Camber.Outcome outcome = camber.run(SLOW, inNamespace("ci")).exits(1);
    assertThat(outcome.err()).contains("Stop! production might be production.");
    String asked = Files.readString(audit).substring((int) Math.min(before, Files.size(audit)));
    assertThat(
            asked
                .lines()
                .filter(l -> l.contains("camber-foreign"))
                .filter(ClusterSessionTest::writes))
        .isEmpty();
  }

  private static boolean writes(String auditLine) {
    return List.of("create", "update", "patch", "delete", "deletecollection").stream()
        .anyMatch(verb -> auditLine.contains("\"verb\":\"" + verb + "\""));
  }
}
