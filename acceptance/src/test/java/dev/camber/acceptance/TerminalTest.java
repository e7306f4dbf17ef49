package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code up} as a person sees it on a terminal. */
@Tag("cluster")
class TerminalTest {
  private static final String SAME = "stty -a > after; cmp before after && echo same modes";

  private Camber camber;

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
    camber.file(
        "Tiltfile",
        "local_resource('server', serve_cmd='echo serving; sleep 1000',",
        "    readiness_probe=probe(exec=exec_action(['test', '-f', 'ready']), period_secs=1))",
        "local_resource('after', 'true', resource_deps=['server'])",
        "local_resource('broken', 'echo broken output; exit 3')");
  }

  @AfterEach
  void cleanUp() throws Exception {
    camber.close();
  }

  @Test
  void thePromptNamesItsKeysShowsTheResourcesAndLeadsToTheLogAndBack() throws Exception {
    Path browser = camber.project().resolve("browser");
    Files.writeString(browser, "#!/bin/sh\necho \"$1\" > opened\n");
    assertThat(browser.toFile().setExecutable(true)).isTrue();
    camber.with("BROWSER", browser.toString());
    try (Terminal terminal = camber.terminal()) {
      terminal.type("stty -a > before; camber up");
      terminal
          .await("Tilt started on http://localhost:" + camber.port() + "/")
          .await("(space) to open the browser")
          .await("(s) to stream logs (--stream=true)")
          .await("(ctrl-c) to exit")
          .await("after   waiting for server to become ready")
          .await("broken  Command \"echo broken output; exit 3\" failed: exit status 3");
      assertThat(terminal.screen()).contains("✖ 1 failed").doesNotContain("serving");
      terminal.press("Space").await("Opening browser: http://localhost:" + camber.port() + "/");
      Waiting.until(() -> Files.exists(camber.project().resolve("opened")));
      assertThat(Files.readString(camber.project().resolve("opened")))
          .isEqualTo("http://localhost:" + camber.port() + "/\n");

      terminal.press("s").await("server │ serving").await("broken │ broken output");
      assertThat(terminal.colours()).containsPattern("\u001b\\[\\d+m +server │");
      terminal.press("s").press("t").await("RESOURCE NAME").await("✖ 1 error");
      terminal.press("Down").await("serving").press("q").await("(s) to stream logs");
      camber.file("ready", "");
      terminal.await("● 2 ok");
      terminal.press("C-c").awaitShell().type(SAME).await("same modes");
    }
  }

  @Test
  void theTerminalIsGivenBackWhileSuspendedAndWhateverEndsTheProgram() throws Exception {
    try (Terminal terminal = camber.terminal()) {
      terminal.type("stty -a > before; camber up").await("after   waiting for server");
      terminal.press("C-z").await("Stopped").awaitShell().type(SAME).await("same modes");
      terminal.type("clear; fg").await("(ctrl-c) to exit").await("after   waiting for server");
      terminal.press("s").await("server │ serving").press("s");
      terminal.press("C-c").awaitShell().type("clear; " + SAME).await("same modes");

      terminal.type("clear; camber up").await("after   waiting for server");
      long pid = ProcessHandle.allProcesses().filter(this::isOurs).findFirst().orElseThrow().pid();
      new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
      terminal.await("Killed");
      terminal.type("clear; sleep 1; " + SAME).await("same modes");
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return commandLine(process).contains("dev.camber.app.Main up")
        && cwd(process).equals(camber.project());
  }

  /** The whole of it: what the handle itself tells ends after the first 4096 bytes. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (java.io.IOException gone) {
      return "";
    }
  }

  private static Path cwd(ProcessHandle process) {
    try {
      return Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
    } catch (java.io.IOException gone) {
      return Path.of("/");
    }
  }

  @Test
  void withoutATerminalOrWithStreamTheLogIsPrintedAndColoursAreAskedFor() throws Exception {
    Camber.Session piped = camber.up();
    piped.await("server │ serving");
    assertThat(piped.console()).doesNotContain("\u001b[").doesNotContain("(ctrl-c) to exit");
    piped.stop("INT");
    try (Terminal terminal = camber.terminal()) {
      terminal.type("NO_COLOR=1 camber up --stream").await("server │ serving");
      assertThat(terminal.colours()).doesNotContainPattern("\u001b\\[\\d+m +server │");
      assertThat(terminal.screen()).doesNotContain("(ctrl-c) to exit");
      terminal.press("C-c");
    }
  }
}
