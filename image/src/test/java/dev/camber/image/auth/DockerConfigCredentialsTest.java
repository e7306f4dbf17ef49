package dev.camber.image.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigCredentialsTest {
  @TempDir Path directory;

  private final InMemoryProcesses processes = new InMemoryProcesses();
  private CredentialSource source;

  private void config(String json) throws Exception {
    Files.writeString(directory.resolve("config.json"), json);
    source = new DockerConfigCredentials(directory, processes, Environment.empty());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void knowsNobodyWithoutAFile() throws Exception {
    source = new DockerConfigCredentials(directory, processes, Environment.empty());
    assertThat(source.forRegistry("docker.io").isAnonymous()).isTrue();
  }

  @Test
  void readsTheFile() throws Exception {
    config(
        "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \""
            + base64("me:pass:word")
            + "\"}, \"https://reg.example/v2/\": {\"identitytoken\": \"tok\"}}}");
    RegistryCredentials hub = source.forRegistry("registry-1.docker.io");
    assertThat(hub.username()).isEqualTo("me");
    assertThat(hub.password()).isEqualTo("pass:word");
    assertThat(hub).hasToString("me at https://index.docker.io/v1/");
    assertThat(source.forRegistry("reg.example").identityToken()).isEqualTo("tok");
    assertThat(source.forRegistry("other.example").isAnonymous()).isTrue();
  }

  @Test
  void asksHelpers() throws Exception {
    config("{\"credsStore\": \"store\", \"credHelpers\": {\"ecr.example\": \"ecr\"}}");
    processes.when(
        "docker-credential-ecr get",
        p -> {
          p.print("{\"Username\": \"AWS\", \"Secret\": \"s3\"}");
          p.exitWith(0);
        });
    processes.when(
        "docker-credential-store get",
        p -> {
          p.print("credentials not found in native keychain");
          p.exitWith(1);
        });
    RegistryCredentials ecr = source.forRegistry("ecr.example");
    assertThat(ecr.username()).isEqualTo("AWS");
    assertThat(ecr.password()).isEqualTo("s3");
    assertThat(source.forRegistry("other.example").isAnonymous()).isTrue();
    assertThat(Json.parse(decoded(ecr.header())).stringAt("serveraddress")).contains("ecr.example");
  }

  private static String decoded(String header) {
    return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
  }

  @Test
  void saysWhichHelperFailed() throws Exception {
    config("{\"credsStore\": \"pass\"}");
    processes.when(
        "docker-credential-pass get",
        p -> {
          p.print("pass store is uninitialized");
          p.exitWith(1);
        });
    assertThatThrownBy(() -> source.forRegistry("reg.example"))
        .hasMessage(
            "docker-credential-pass gave no credentials for reg.example: pass store is"
                + " uninitialized");
    processes.failToStart(s -> true, "exec: \"docker-credential-pass\": not found");
    assertThatThrownBy(() -> source.forRegistry("reg.example"))
        .hasMessageStartingWith("cannot run the credential helper docker-credential-pass: ");
    config("{broken");
    assertThatThrownBy(() -> source.forRegistry("x.example"))
        .hasMessageStartingWith(directory.resolve("config.json") + " is not JSON");
  }

  @Test
  void collectsAllForTheClassicBuilder() throws Exception {
    config(
        "{\"auths\": {\"a.example\": {\"auth\": \""
            + base64("me:1")
            + "\"}}, \"credHelpers\": {\"b.example\": \"b\"}}");
    processes.when(
        "docker-credential-b get",
        p -> {
          p.print("{\"Username\": \"you\", \"Secret\": \"2\"}");
          p.exitWith(0);
        });
    Json all = Json.parse(decoded(source.allAsHeader()));
    assertThat(all.stringAt("a.example", "username")).contains("me");
    assertThat(all.stringAt("b.example", "password")).contains("2");
  }
}
