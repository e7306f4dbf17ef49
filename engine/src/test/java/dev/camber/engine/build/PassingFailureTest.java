package dev.camber.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class PassingFailureTest {
  private static BuildException because(Exception cause) {
    return new BuildException("docker push: " + cause.getMessage(), cause);
  }

  @Test
  void anEngineThatDoesNotAnswerIsTriedAgain() {
    Exception refused = new ConnectException("Connection refused");
    assertThat(because(new EnvironmentError("Cannot connect", "", refused)).passing()).isTrue();
    Exception noSocket = new SocketException("No such file or directory");
    assertThat(because(new EnvironmentError("Cannot connect", "", noSocket)).passing()).isTrue();
  }

  @Test
  void aRegistryThatIsAwayOrOverloadedIsTriedAgain() {
    for (String message :
        new String[] {
          "Get \"http://localhost:5000/v2/\": dial tcp [::1]:5000: connect: connection refused",
          "received unexpected HTTP status: 503 Service Unavailable",
          "toomanyrequests: You have reached your pull rate limit",
          "dial tcp: lookup registry: no such host"
        }) {
      assertThat(because(new EnvironmentError(message, "")).passing()).as(message).isTrue();
    }
  }

  @Test
  void aClusterThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() {
    assertThat(because(new KubeException(0, "", "connection refused")).passing()).isTrue();
    assertThat(because(new KubeException(503, "", "unavailable")).passing()).isTrue();
    assertThat(because(new KubeException(403, "Forbidden", "no")).passing()).isFalse();
    assertThat(because(new KubeException(422, "Invalid", "no")).passing()).isFalse();
  }

  @Test
  void whatSomebodyMustMendIsNotTriedAgain() {
    assertThat(because(new EnvironmentError("denied: access forbidden", "")).passing()).isFalse();
    assertThat(
            because(new EnvironmentError("The command returned a non-zero code: 1", "")).passing())
        .isFalse();
    assertThat(because(new UserError("curl: connection refused")).passing()).isFalse();
    assertThat(because(new IOException("disk full")).passing()).isFalse();
    assertThat(new BuildException("no cause").passing()).isFalse();
  }
}
