package dev.camber.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.engine.image.ImageTools;
import dev.camber.host.env.Environment;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.model.EnvironmentError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine builds for a cluster; minikube is a script here. */
class ClusterImageToolsTest {
  private static final String INSIDE = "tcp://192.0.2.2:2376";

  @TempDir Path directory;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void environment() throws Exception {
    Files.createDirectories(directory.resolve("bin"));
    variables.put("HOME", directory.toString());
    variables.put("CAMBER_DEV_DIR", directory.resolve("state").toString());
    variables.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
  }

  private void minikube(String script) throws Exception {
    Path file = directory.resolve("bin/minikube");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ImageTools tools(Product product) throws Exception {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Surroundings surroundings =
        new Surroundings(
            variables,
            directory,
            "camber",
            directory,
            nowhere,
            nowhere,
            List.of(),
            Optional.empty(),
            Terminal.NONE,
            Terminal.NONE,
            Terminal.NONE);
    KubeContext context =
        new KubeContext("dev", "dev", "default", product, "https://c.example", "");
    try (World world = World.ofCommand(surroundings)) {
      return new ClusterImageTools(world, context, world.docker(), () -> Environment.of(variables))
          .get();
    }
  }

  @Test
  void minikubesOwnEngineBuildsForMinikube() throws Exception {
    minikube(
        "[ \"$*\" = '-p dev docker-env --shell sh' ] || exit 9\n"
            + "echo 'export DOCKER_HOST=\""
            + INSIDE
            + "\"'");
    ImageTools tools = tools(Product.MINIKUBE);
    assertThat(tools.minikube()).isTrue();
    assertThat(tools.engine().endpoint().host()).isEqualTo(INSIDE);
    assertThat(tools(Product.KIND).engine().endpoint().host()).startsWith("unix://");
  }

  @Test
  void anEngineChosenByHandStays() throws Exception {
    minikube("echo 'export DOCKER_HOST=\"" + INSIDE + "\"'");
    variables.put("DOCKER_HOST", "tcp://192.0.2.9:2375");
    ImageTools other = tools(Product.MINIKUBE);
    assertThat(other.minikube()).isFalse();
    assertThat(other.engine().endpoint().host()).isEqualTo("tcp://192.0.2.9:2375");
    variables.put("DOCKER_HOST", INSIDE);
    assertThat(tools(Product.MINIKUBE).minikube()).isTrue();
  }

  @Test
  void aMinikubeWithAnotherRuntimeHasNoEngine() throws Exception {
    minikube(
        "echo 'the docker-env command is only compatible with the docker runtime' >&2; exit 1");
    assertThat(tools(Product.MINIKUBE).minikube()).isFalse();
  }

  @Test
  void aMinikubeThatDoesNotRunIsSaid() throws Exception {
    minikube("echo 'host is not running' >&2; exit 1");
    assertThatThrownBy(() -> tools(Product.MINIKUBE))
        .isInstanceOf(EnvironmentError.class)
        .hasMessageContaining("Did you forget to run `minikube start`?")
        .hasMessageContaining("host is not running");
  }
}
