package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {
  /** SHA-256 of {@code desktop}. */
  private static final String DESKTOP =
      "68693d02ab4fbb2331b8cc39915322e48e61f06d4d1b31e7d19913202857bc8a";

  @TempDir Path home;

  private DockerEndpoint current(Map<String, String> variables) throws Exception {
    return new DockerContexts(Environment.of(variables), home).current();
  }

  @Test
  void usesTheDefaultSocket() throws Exception {
    DockerEndpoint endpoint = current(Map.of());
    assertThat(endpoint.host()).isEqualTo("unix:///var/run/docker.sock");
    assertThat(endpoint.isDefault()).isTrue();
  }

  @Test
  void obeysTheEnvironmentFirst() throws Exception {
    DockerEndpoint endpoint =
        current(
            Map.of(
                "DOCKER_HOST", "tcp://host:2376",
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", "/certs",
                "DOCKER_API_VERSION", "1.40",
                "DOCKER_CONTEXT", "desktop"));
    assertThat(endpoint)
        .isEqualTo(
            new DockerEndpoint(
                "tcp://host:2376", Optional.of(Path.of("/certs")), true, "1.40", "DOCKER_HOST"));
  }

  @Test
  void readsContexts() throws Exception {
    Path meta = home.resolve(".docker/contexts/meta/" + DESKTOP);
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        "{\"Name\":\"desktop\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///desk.sock\","
            + "\"SkipTLSVerify\":false}}}");
    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\": \"desktop\"}");
    assertThat(current(Map.of()).host()).isEqualTo("unix:///desk.sock");
    assertThat(current(Map.of("DOCKER_CONTEXT", "default")).isDefault()).isTrue();
    assertThatThrownBy(() -> current(Map.of("DOCKER_CONTEXT", "gone")))
        .hasMessageStartingWith("the Docker context \"gone\" does not exist: no ");
  }

  private static void connect(String host) throws Exception {
    new DockerEndpoint(host, Optional.empty(), true, "", "DOCKER_HOST")
        .connector(new InMemoryProcesses(), Environment.empty());
  }

  @Test
  void saysWhichAddressesItKnows() {
    assertThatThrownBy(() -> connect("fd://3"))
        .hasMessage(
            "cannot connect to a Docker engine at \"fd://3\" (from DOCKER_HOST): unknown scheme");
    assertThatThrownBy(() -> connect("tcp://"))
        .hasMessageStartingWith("cannot connect to a Docker engine at \"tcp://\"");
  }

  @Test
  void comparesApiVersions() {
    EngineVersion version = new EngineVersion("20.10.24+dfsg1", "1.41", "linux", "amd64", "");
    assertThat(version.apiAtLeast("1.39")).isTrue();
    assertThat(version.apiAtLeast("1.41")).isTrue();
    assertThat(version.apiAtLeast("1.100")).isFalse();
    assertThat(version.apiAtLeast("2.0")).isFalse();
  }
}
