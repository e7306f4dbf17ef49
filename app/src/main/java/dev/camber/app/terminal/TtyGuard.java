package dev.camber.app.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Gives the terminal back when this program cannot: a shell that waits for a word through a pipe
 * and, when the pipe breaks without it, restores what {@code stty} had said. So the terminal is
 * usable after a kill, a crash of the JVM or an end without shutdown, too.
 */
final class TtyGuard implements AutoCloseable {
  // It outlives the signals that end this program, and may change the terminal from the background.
  private static final String SCRIPT =
      "saved=$(stty -g </dev/tty 2>/dev/null) || exit 0; trap '' INT QUIT TERM HUP TSTP TTOU TTIN;"
          + " echo; IFS= read -r word; [ \"$word\" = done ] && exit 0;"
          + " stty \"$saved\" </dev/tty; printf '\\033[?25h\\033[?1049l' >/dev/tty";

  private final Process process;

  private TtyGuard(Process process) {
    this.process = process;
  }

  /** Starts one; it has noted the terminal's state when this returns. */
  static TtyGuard start() throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getInputStream().read();
    return new TtyGuard(process);
  }

  @Override
  public void close() {
    try (OutputStream word = process.getOutputStream()) {
      word.write("done\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      // Somebody ended it: nothing is left to call off.
    }
  }
}
