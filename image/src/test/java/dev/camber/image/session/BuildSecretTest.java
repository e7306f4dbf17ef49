package dev.camber.image.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSecretTest {
  private static final Environment ENVIRONMENT =
      Environment.of(Map.of("TOKEN", "t0k3n", "SSH_AUTH_SOCK", "/run/agent"));

  @TempDir Path directory;

  private String read(String text) throws Exception {
    return BuildSecret.parse(text, directory, ENVIRONMENT)
        .read(ENVIRONMENT)
        .map(b -> new String(b, StandardCharsets.UTF_8))
        .orElse("nothing");
  }

  @Test
  void readsFilesAndVariables() throws Exception {
    Files.writeString(directory.resolve("s.txt"), "secret");
    assertThat(read("id=a,src=s.txt")).isEqualTo("secret");
    assertThat(read("id=a,source=" + directory.resolve("s.txt"))).isEqualTo("secret");
    assertThat(read("id=a,env=TOKEN")).isEqualTo("t0k3n");
    assertThat(read("id=TOKEN")).isEqualTo("t0k3n");
    assertThat(read("type=env,id=x,src=TOKEN")).isEqualTo("t0k3n");
    assertThat(read("id=s.txt")).isEqualTo("secret");
    assertThat(read("id=missing")).isEqualTo("nothing");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> read("src=x")).hasMessage("invalid secret \"src=x\": no id");
    assertThatThrownBy(() -> read("id"))
        .hasMessage("invalid secret \"id\": \"id\" is not key=value");
    assertThatThrownBy(() -> read("id=a,mode=1"))
        .hasMessage("invalid secret \"id=a,mode=1\": unexpected key \"mode\"");
  }

  @Test
  void findsSshAgents() throws Exception {
    assertThat(SshAgent.parse("default", directory, ENVIRONMENT))
        .isEqualTo(new SshAgent("default", Path.of("/run/agent")));
    assertThat(SshAgent.parse("git=/x.sock", directory, ENVIRONMENT))
        .isEqualTo(new SshAgent("git", Path.of("/x.sock")));
    assertThatThrownBy(() -> SshAgent.parse("default", directory, Environment.empty()))
        .hasMessage("ssh \"default\": no SSH agent: SSH_AUTH_SOCK is not set");
    Path key = Files.writeString(directory.resolve("id_ed25519"), "key");
    assertThatThrownBy(() -> SshAgent.parse("default=id_ed25519", directory, ENVIRONMENT))
        .hasMessage(
            "ssh \"default=id_ed25519\": "
                + key
                + " is a key file, want the socket of an SSH agent");
  }
}
