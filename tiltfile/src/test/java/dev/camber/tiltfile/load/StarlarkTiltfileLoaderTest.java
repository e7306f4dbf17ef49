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
  void cancellingEndsAFunctionThatNamesResourcesWithoutEnd() {
    project.file(
        "Tiltfile",
        """
        def name(id):
          print('naming')
          while True: pass
        workload_to_resource_function(name)
        k8s_yaml(blob('{apiVersion: v1, kind: Pod, metadata: {name: a},'
          + ' spec: {containers: [{name: a, image: b}]}}'))
        """);
    Cancellation cancellation = new Cancellation();
    var load = CompletableFuture.supplyAsync(() -> interrupted(cancellation));
    org.awaitility.Awaitility.await().until(() -> project.logSoFar().contains("naming"));

    cancellation.cancel();

    assertThat(load.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
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
