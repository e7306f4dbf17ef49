package dev.camber.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.camber.engine.exec.ExecEnd;
import dev.camber.engine.exec.ExecInput;
import dev.camber.engine.exec.ExecOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says each size of its terminal and each piece of its input, until the input ends. */
final class EchoCommand implements FakeExec.Command {
  @Override
  public ExecEnd run(List<String> words, boolean tty, ExecInput in, ExecOutput out)
      throws IOException, InterruptedException {
    ExecInput.Sizes sizes = in.sizes();
    say(out, sizes.next());
    Thread resizes = Thread.ofVirtual().start(() -> follow(sizes, out));
    byte[] buffer = new byte[100];
    for (int n = in.bytes().read(buffer); n >= 0; n = in.bytes().read(buffer)) {
      out.write(false, buffer, 0, n);
    }
    in.commandEnded();
    resizes.join();
    return new ExecEnd(0, "");
  }

  private static void follow(ExecInput.Sizes sizes, ExecOutput out) {
    try {
      for (var size = sizes.next(); size.isPresent(); size = sizes.next()) {
        say(out, size);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(ExecOutput out, Optional<ExecInput.Size> size) throws IOException {
    byte[] text = size.map(s -> s.columns() + "x" + s.rows()).orElse("none").getBytes(UTF_8);
    out.write(false, text, 0, text.length);
  }

  /** How many bytes come before the end. */
  static long drain(ExecInput in) throws IOException {
    byte[] buffer = new byte[10_000];
    long count = 0;
    for (int n = in.bytes().read(buffer); n >= 0; n = in.bytes().read(buffer)) {
      count += n;
    }
    return count;
  }
}
