package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ci} ends with 1, the failing resource, its last lines and the reason. */
@Tag("cluster")
class CiReasonsTest {
  /**
   * A workload that fails.
   *
   * @param container lines of its container below the name
   * @param settings lines of the Tiltfile
   * @param said what the console must hold
   * @param reason how the error must read
   */
  private record Failure(
      String name, List<String> container, String settings, String said, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Failure> failures() {
    return List.of(
        new Failure(
            "no-such-image",
            List.of("image: 'localhost:5000/there-is-none:1'"),
            "",
            "Failed to pull image \"localhost:5000/there-is-none:1\"",
            "Error: Pod no-such-image-\\S+ in error state due to container no-such-image:"
                + " (ErrImagePull|ImagePullBackOff)"),
        new Failure(
            "crash-loop",
            List.of("image: busybox", "command: [sh, -c, 'echo last words; exit 3']"),
            "",
            "crash-loop │ last words",
            "Error: Pod crash-loop-\\S+ in error state due to container crash-loop:"
                + " CrashLoopBackOff"),
        new Failure(
            "never-ready",
            List.of(
                "image: busybox",
                "command: [sh, -c, 'echo serving; sleep 1000']",
                "readinessProbe: {exec: {command: [sh, -c, 'echo no table free; false']},"
                    + " periodSeconds: 1}"),
            "ci_settings(readiness_timeout='3s')",
            "Readiness probe failed: no table free",
            "Error: Readiness timeout after 3s: target never-ready:runtime not ready"),
        new Failure(
            "too-slow",
            List.of(
                "image: busybox",
                "command: [sh, -c, 'sleep 1000']",
                "readinessProbe: {exec: {command: ['false']}}"),
            "ci_settings(timeout='10s')",
            "Successfully loaded Tiltfile",
            "Error: Timeout after 10s: 1 resources (not ready|waiting) \\(too-slow:runtime.*"));
  }

  private Camber camber;
  private Cluster cluster;

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
    cluster = Cluster.withNamespace();
    camber.with("KUBECONFIG", Cluster.variable("KUBECONFIG"));
  }

  @AfterEach
  void cleanUp() throws Exception {
    camber.close();
    cluster.close();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void ciSaysWhatFailedAndWhy(Failure failure) throws Exception {
    camber
        .file(
            "workload.yaml",
            "apiVersion: apps/v1",
            "kind: Deployment",
            "metadata: {name: " + failure.name() + "}",
            "spec:",
            "  selector: {matchLabels: {app: x}}",
            "  template:",
            "    metadata: {labels: {app: x}}",
            "    spec:",
            "      terminationGracePeriodSeconds: 0",
            "      containers:",
            "      - name: " + failure.name(),
            "        " + String.join("\n        ", failure.container()))
        .file("Tiltfile", "k8s_yaml('workload.yaml')", failure.settings());

    Camber.Outcome outcome =
        camber.run(Duration.ofSeconds(60), "ci", "--namespace", cluster.namespace()).exits(1);

    assertThat(outcome.out()).contains(failure.said());
    assertThat(outcome.err().strip()).matches(failure.reason());
  }
}
