package dev.camber.tiltfile.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.tiltfile.Cancellation;
import dev.camber.tiltfile.LoadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StarlarkTiltfileLoaderTest {
  @TempDir Path directory;
  private Project project = new Project(Path.of("/"));

  @BeforeEach
  void makeProject() throws Exception {
    project = new Project(directory.toRealPath());
  }

  @Test
  void aLoadThatFailsKeepsWhatWasSaidBefore() throws Exception {
    project.file(
        "Tiltfile",
        """
        watch_settings(ignore='tmp')
        local_resource('a', 'true')
        fail('enough')
        """);

    LoadResult result = project.load();

    assertThat(result.error().orElseThrow().getMessage()).endsWith("Error in fail: enough");
    assertThat(result.manifests()).isEmpty();
    assertThat(result.settings().watchIgnores()).hasSize(1);
    assertThat(result.configFiles()).contains(project.root().resolve("Tiltfile").toString());
  }

  @Test
  void aMissingTiltfileIsWatchedAllTheSame() throws Exception {
    LoadResult result = project.load();

    assertThat(result.error().orElseThrow().getMessage())
        .startsWith("No Tiltfile found at paths 'Tiltfile'");
    assertThat(result.configFiles()).containsExactly(project.root().resolve("Tiltfile").toString());
  }

  @Test
  void cancellingEndsAnEndlessLoop() {
    project.file("Tiltfile", "while True: pass\n");
    Cancellation cancellation = new Cancellation();
    var load = CompletableFuture.supplyAsync(() -> interrupted(cancellation));

    cancellation.cancel();

    assertThat(load.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
  }

  @Test
  void cancellingEndsTheProgramThatALoadWaitsFor() throws Exception {
    Path started = project.root().resolve("started");
    project.file("Tiltfile", "local('touch started; exec sleep 600')\n");
    Cancellation cancellation = new Cancellation();
    var load = CompletableFuture.supplyAsync(() -> interrupted(cancellation));
    org.awaitility.Awaitility.await().until(() -> Files.exists(started));

    cancellation.cancel();

    assertThat(load.orTimeout(30, TimeUnit.SECONDS).get()).isTrue();
  }

  /** Whether the load ended by an interruption. */
  private boolean interrupted(Cancellation cancellation) {
    try {
      project.load(cancellation);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void aLoadThatWasCancelledBeforeDoesNothing() {
    project.file("Tiltfile", "local('touch done')\n");
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> project.load(cancellation)).isInstanceOf(InterruptedException.class);

    assertThat(project.root().resolve("done")).doesNotExist();
  }

  @Test
  void slowHelmOutputIsUsedAgainWhileNothingChanges() throws Exception {
    project.program(
        "bin/helm",
        """
        if [ "$1" = version ]; then echo v3.19.0; exit; fi
        sleep 0.3
        echo run >> runs
        echo "apiVersion: v1"
        echo "kind: ConfigMap"
        echo "metadata: {name: a}"
        """);
    project.file("chart/Chart.yaml", "name: chart\n");
    project.file("Tiltfile", "k8s_yaml(helm('chart'))\n");

    project.load();
    project.load();
    assertThat(Files.readAllLines(project.root().resolve("runs"))).hasSize(1);
    assertThat(project.takeLog()).contains("nothing it reads has changed");

    project.file("chart/values.yaml", "a: 1\n");
    project.load();
    assertThat(Files.readAllLines(project.root().resolve("runs"))).hasSize(2);

    project.env("CAMBER_NO_CACHE", "1");
    project.load();
    assertThat(Files.readAllLines(project.root().resolve("runs"))).hasSize(3);
  }

  @Test
  void twoLoadsOfOneLoaderShareNothingButTheEnvironment() throws Exception {
    project.file(
        "Tiltfile",
        """
        print('before:', os.getenv('SEEN', 'no'))
        os.putenv('SEEN', 'yes')
        local_resource('a', 'true')
        """);

    project.load();
    LoadResult second = project.load();

    assertThat(second.manifests()).hasSize(1);
    assertThat(project.takeLog()).contains("before: no").contains("before: yes");
  }
}
