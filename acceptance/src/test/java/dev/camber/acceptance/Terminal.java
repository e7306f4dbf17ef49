package dev.camber.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A shell on a terminal of its own, with keys and a screen: tmux, with a server for it alone. */
final class Terminal implements AutoCloseable {
  private static final int COLUMNS = 100;
  private static final int ROWS = 40;

  private final String server;

  private Terminal(String server) {
    this.server = server;
  }

  static Terminal open(Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Terminal terminal =
        new Terminal("camber-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    List<String> command =
        new ArrayList<>(
            List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + COLUMNS, "-y", "" + ROWS));
    environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
    command.addAll(List.of("-e", "PS1=shell> ", "-c", directory.toString(), "bash", "--norc"));
    terminal.tmux(command.toArray(String[]::new));
    return terminal;
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("tmux", "-L", server));
    argv.addAll(List.of(arguments));
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("tmux " + String.join(" ", arguments) + ": " + out);
    }
    return out;
  }

  /** Types a line and Enter. */
  Terminal type(String line) throws IOException, InterruptedException {
    tmux("send-keys", "-l", line);
    return press("Enter");
  }

  /** Presses keys by tmux's names. */
  Terminal press(String... keys) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("send-keys"));
    all.addAll(List.of(keys));
    tmux(all.toArray(String[]::new));
    return this;
  }

  /** What is to be seen. */
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p");
  }

  /** What is to be seen, with the sequences that colour it. */
  String colours() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-e");
  }

  /** Waits until a text is to be seen. */
  Terminal await(String text) {
    String[] last = {""};
    try {
      Awaitility.await()
          .atMost(Camber.PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> {
            last[0] = screen();
            return last[0].contains(text);
          });
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("no \"" + text + "\" on the screen:\n" + last[0], e);
    }
    return this;
  }

  /** Waits until the shell asks for a command: what ran has ended or was suspended. */
  Terminal awaitShell() {
    Awaitility.await()
        .atMost(Camber.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> screen().stripTrailing().endsWith("shell>"));
    return this;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    tmux("kill-server");
  }
}
