package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterRuntimeTest {
  private static ClusterRuntime.Answer answer(
      String product, String context, String runtime, String host) {
    return ClusterRuntime.of(
        product, context, runtime, new DockerEndpoint(host, Optional.empty(), true, "", ""), false);
  }

  @ParameterizedTest
  @CsvSource({
    "docker-desktop, docker-desktop, docker, unix:///var/run/docker.sock, true",
    "docker-desktop, docker-desktop, containerd://1.6, unix:///var/run/docker.sock, false",
    "docker-desktop, docker-desktop, docker, unix:///home/me/.docker/desktop/docker.sock, true",
    "docker-desktop, docker-desktop, docker, tcp://elsewhere:2375, false",
    "rancher-desktop, rancher-desktop, docker, unix:///home/me/.rd/docker.sock, true",
    "colima, colima, docker, unix:///home/me/.colima/default/docker.sock, true",
    "colima, colima-dev, docker, unix:///home/me/.colima/dev/docker.sock, true",
    "colima, colima-dev, docker, unix:///home/me/.colima/default/docker.sock, false",
    "orbstack, orbstack, docker, unix:///home/me/.orbstack/run/docker.sock, true",
    "orbstack, orbstack, docker, unix:///var/run/docker.sock, false",
    "kind, kind-kind, docker, unix:///var/run/docker.sock, false",
    "minikube, minikube, docker, unix:///var/run/docker.sock, false",
  })
  void saysWhetherNodesSeeWhatIsBuilt(
      String product, String context, String runtime, String host, boolean shared) {
    assertThat(answer(product, context, runtime, host).shared()).isEqualTo(shared);
  }

  @Test
  void warnsOfAnotherEngine() {
    assertThat(
            answer("colima", "colima-dev", "docker", "unix:///h/.colima/default/docker.sock")
                .warning())
        .contains("profile \"dev\"", "profile \"default\"");
    assertThat(answer("orbstack", "orbstack", "docker", "unix:///var/run/docker.sock").warning())
        .contains("images must be pushed");
  }

  @Test
  void asksMinikubeForItsEngine() throws Exception {
    InMemoryProcesses processes = new InMemoryProcesses();
    processes.when(
        "minikube -p dev docker-env --shell sh",
        p -> {
          p.print(
              "export DOCKER_TLS_VERIFY=\"1\"\nexport DOCKER_HOST=\"tcp://192.168.49.2:2376\"\n"
                  + "export MINIKUBE_ACTIVE_DOCKERD=\"dev\"\n# To point your shell\n");
          p.exitWith(0);
        });
    assertThat(MinikubeDocker.variables("dev", processes, Environment.empty()).orElseThrow())
        .isEqualTo(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_HOST", "tcp://192.168.49.2:2376"));
    assertThat(
            ClusterRuntime.of(
                    "minikube",
                    "dev",
                    "docker",
                    new DockerEndpoint("tcp://192.168.49.2:2376", Optional.empty(), true, "", "m"),
                    true)
                .shared())
        .isTrue();
    processes.when(
        "minikube -p dev docker-env --shell sh",
        p -> {
          p.printError("the docker-env command is incompatible with multi-node clusters");
          p.exitWith(1);
        });
    assertThat(MinikubeDocker.variables("dev", processes, Environment.empty())).isEmpty();
    processes.when(
        "minikube -p dev docker-env --shell sh",
        p -> {
          p.printError("The control-plane node is not running");
          p.exitWith(1);
        });
    assertThatThrownBy(() -> MinikubeDocker.variables("dev", processes, Environment.empty()))
        .hasMessageContaining("Did you forget to run `minikube start`?");
  }
}
