package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands that evaluate a Tiltfile without running anything, and what a person at a terminal
 * sees of one that is wrong. A quarter of a minute.
 */
@Tag("cluster")
class TiltfileErrorsTest {
  private Camber camber;

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
  }

  @AfterEach
  void cleanUp() throws Exception {
    camber.close();
  }

  private static final String[] SETTINGS = {
    "config.define_string_list('to-run', args=True)",
    "config.define_string('name', usage='who is greeted')",
    "cfg = config.parse()",
    "print('hello', cfg.get('name'), cfg.get('to-run'), k8s_context())",
    "local_resource('a', cmd='true')",
    "local('sleep 0.3', quiet=True)",
  };

  @Test
  void theResultIsJsonAndTheLogIsShownOnlyIfAskedFor() throws Exception {
    camber.file("Tiltfile", SETTINGS);

    Camber.Outcome result = camber.run("alpha", "tiltfile-result", "x", "--", "--name", "n");
    Camber.Outcome verbose = camber.run("alpha", "tiltfile-result", "-v");

    assertThat(result.exits(0).out()).startsWith("{\n  \"Manifests\": [\n").endsWith("}\n");
    assertThat(result.err()).isEmpty();
    assertThat(verbose.exits(0).out()).startsWith("{\n  \"Manifests\": [\n");
    assertThat(verbose.err()).contains("\nhello None None ").contains("Successfully loaded");
  }

  @Test
  void argumentsFileAndContextReachTheTiltfile() throws Exception {
    camber.file("other/Tiltfile", SETTINGS);
    camber.file(
        "kubeconfig",
        "{kind: Config, apiVersion: v1, current-context: one, contexts: [",
        "{name: one, context: {cluster: kind-a}}, {name: two, context: {cluster: kind-b}}],",
        "clusters: [{name: kind-a, cluster: {server: 'https://127.0.0.1:1'}},",
        "{name: kind-b, cluster: {server: 'https://127.0.0.1:2'}}]}");
    camber.with("KUBECONFIG", camber.project().resolve("kubeconfig").toString());

    Camber.Outcome result =
        camber.run(
            "alpha",
            "tiltfile-result",
            "-v",
            "-f",
            "other/Tiltfile",
            "--context=two",
            "x",
            "y",
            "--",
            "--name=n");

    assertThat(result.exits(0).err()).contains("hello n [\"x\", \"y\"] two");
  }

  @Test
  void timingsNameTheCallsInTheirOrder() throws Exception {
    camber.file("Tiltfile", SETTINGS);

    Camber.Outcome all = camber.run("alpha", "tiltfile-result", "-b");
    Camber.Outcome slow =
        camber.run("alpha", "tiltfile-result", "--builtin-timings", "--dur-threshold", "300ms");

    String time = "[0-9.]+(µs|ms|s)";
    assertThat(all.exits(0).out())
        .matches(
            ("(?s)- config.define_string_list\\(\"to-run\"\\) took TIME\n"
                    + "- config.define_string\\(\"name\"\\) took TIME\n"
                    + "- config.parse\\(\\) took TIME\n"
                    + "- k8s_context\\(\\) took TIME\n"
                    + ".*- local_resource\\(\"a\"\\) took TIME\n"
                    + "- local\\(\"sleep 0.3\"\\) took TIME\n"
                    + "Tiltfile execution took TIME\n")
                .replace("TIME", time));
    assertThat(all.err()).isEmpty();
    assertThat(slow.exits(0).out())
        .matches(
            "- local\\(\"sleep 0.3\"\\) took TIME\nTiltfile execution took TIME\n"
                .replace("TIME", time));
  }

  @Test
  void aTiltfileThatFailsIsExitStatusFive() throws Exception {
    camber.file("Tiltfile", "print('before')", "docker_biuld('app', '.')");
    Path file = camber.project().toRealPath().resolve("Tiltfile");

    Camber.Outcome broken = camber.run("alpha", "tiltfile-result");
    Camber.Outcome missing = camber.run("alpha", "tiltfile-result", "-f", "nowhere");
    Camber.Outcome wrong = camber.run("alpha", "tiltfile-result", "--nothing");

    assertThat(broken.exits(5).out()).isEmpty();
    assertThat(broken.err())
        .isEqualTo(
            "Loading Tiltfile at: " + file + "\n" + file + ":2:1: undefined: docker_biuld\n");
    assertThat(missing.exits(5).err()).contains("No Tiltfile found at paths 'nowhere'");
    assertThat(wrong.exits(1).err()).contains("unknown flag: --nothing");
  }

  @Test
  void argsSayWhatTheyChange() throws Exception {
    camber.file("Tiltfile", SETTINGS);
    Camber.Session session = camber.up();
    session.await("hello None None");
    String port = Integer.toString(camber.port());

    assertThat(camber.run("args", "--port", port, "x", "--", "--name", "n").exits(0).err())
        .isEqualTo(
            "Changed config args for Tilt running at localhost:" + port + " to [x --name n]\n");
    session.await("Tiltfile args changed to: \\[x --name n\\]").await("hello n \\[\"x\"\\]");
    assertThat(camber.run("args", "--port", port, "x", "--", "--name", "n").exits(0).err())
        .isEqualTo("Tilt is already running with those args -- no action taken\n");
    assertThat(camber.run("args", "--port", port, "--clear", "x").exits(1).err())
        .contains("--clear cannot be specified with other values");
    session.mark();
    assertThat(camber.run("args", "--port", port, "--clear").exits(0).err()).endsWith("to []\n");
    session.await("hello None None");
    assertThat(camber.run("args", "--help").exits(0).out())
        .contains("args [<flags>] [-- <Tiltfile args>]")
        .contains("--clear");
    assertThat(session.stop("INT")).isZero();
  }

  @Test
  void onATerminalTheLineHasACaretAndWhatWasMeantFollows() throws Exception {
    camber.file("server/Dockerfile", "FROM scratch");
    camber.file("Tiltfile", "def build():", "  docker_build('app', './serverr')", "build()");
    Path project = camber.project().toRealPath();
    try (Terminal terminal = camber.terminal()) {
      for (String command : new String[] {"ci", "down", "up --stream", "alpha tiltfile-result"}) {
        terminal
            .type("clear; camber " + command)
            .await("Tiltfile:2:15: in build")
            .await("Error in docker_build: error reading dockerfile: open ")
            .await("Tiltfile:2:15:\n      docker_build('app', './serverr')\n                  ^\n")
            .await("/server?");
        if (command.startsWith("up")) {
          terminal.press("C-c");
        }
        terminal.awaitShell();
      }
      terminal
          .type("clear; camber up")
          .await("(Tiltfile)  Error in docker_build: error reading dockerfile");
      Files.writeString(project.resolve("Tiltfile"), "local_resource('fine', 'true')\n");
      terminal.await("1 ok").press("C-c").awaitShell();
    }
  }
}
