package dev.camber.server.web;

import dev.camber.engine.exec.ExecEnd;
import dev.camber.engine.exec.ExecInput;
import dev.camber.engine.exec.ExecOutput;
import dev.camber.engine.exec.ExecRefused;
import dev.camber.engine.exec.ExecTarget;
import dev.camber.engine.exec.ResourceExec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.server.http.Messages;
import dev.camber.server.http.Response;
import dev.camber.server.http.SinkClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One command over a WebSocket. Every message is binary; its first byte names a channel, with
 * Kubernetes' numbers:
 *
 * <ul>
 *   <li>0, from the client: bytes for stdin.
 *   <li>1 and 2, from the server: bytes of stdout and stderr. With a terminal there is only 1.
 *   <li>3, from the server: JSON about the command. First {@code
 *       {"event":"started","pod":…,"container":…,…}}, last {@code
 *       {"event":"ended","exitCode":N,"message":…}}; or, if it could not be run, {@code
 *       {"event":"refused","reason":…,"message":…,"hint":…}}, with a reason of {@link
 *       ExecRefused.Reason}. Then the server closes with 1000.
 *   <li>4, from the client: the terminal's size, {@code {"Width":columns,"Height":rows}}.
 *   <li>255, from the client: the byte that follows names the channel that ends; only 0 can.
 * </ul>
 *
 * <p>A client that goes away ends the command: it sees the end of its input, then is cut off.
 */
final class ExecConversation implements Response.Conversation {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int RESIZE = 4;
  private static final int CLOSE = 255;

  /** For a command whose client is gone, to end by the end of its input. */
  private static final long GRACE_MILLIS = 500;

  /**
   * Ctrl-C and Ctrl-D: a container runtime keeps a terminal open when its client is gone, and the
   * shell in it would wait for ever.
   */
  private static final byte[] HANG_UP = {3, 4};

  private final ResourceExec exec;
  private final Wish wish;

  ExecConversation(ResourceExec exec, Wish wish) {
    this.exec = exec;
    this.wish = wish;
  }

  /**
   * What is asked for.
   *
   * @param pod empty for the newest one
   * @param container empty for the one that is meant by default
   * @param command without words: a shell
   */
  record Wish(
      String resource,
      String pod,
      String container,
      List<String> command,
      boolean tty,
      int columns,
      int rows) {
    Wish {
      command = List.copyOf(command);
    }
  }

  @Override
  public void run(Messages messages) throws SinkClosed, InterruptedException {
    ExecInput input = new ExecInput();
    input.resize(wish.columns(), wish.rows());
    Thread command = Thread.currentThread();
    // Set by the reader before it interrupts: tells its interrupt from the server's.
    boolean[] gone = new boolean[1];
    Thread reader =
        Thread.ofVirtual()
            .name("camber-exec-input")
            .start(() -> {
              if (read(messages, input)) {
                synchronized (gone) {
                  gone[0] = true;
                }
                command.interrupt();
              }
            });
    JsonObject last;
    try {
      last = ended(runCommand(messages, input));
    } catch (ExecRefused e) {
      last = refused(e);
    } catch (UncheckedIOException e) {
      throw new SinkClosed("the client is gone");
    } catch (InterruptedException e) {
      synchronized (gone) {
        if (gone[0]) {
          throw new SinkClosed("the client is gone");
        }
      }
      throw e;
    } finally {
      reader.interrupt();
    }
    messages.send(message(STATUS, last));
  }

  private ExecEnd runCommand(Messages messages, ExecInput input)
      throws ExecRefused, InterruptedException {
    ExecTarget target = exec.target(wish.resource(), wish.pod(), wish.container());
    return exec.run(target, wish.command(), wish.tty(), input, new Output(messages));
  }

  /** Hands on what comes; true if the client is gone while the command still runs. */
  private boolean read(Messages messages, ExecInput input) {
    try {
      while (true) {
        Optional<byte[]> message = messages.receive();
        if (message.isEmpty()) {
          Thread.ofVirtual().name("camber-exec-end").start(() -> hangUp(input));
          TimeUnit.MILLISECONDS.sleep(GRACE_MILLIS);
          return true;
        }
        take(message.get(), input);
      }
    } catch (InterruptedException e) {
      return false;
    } catch (IOException e) {
      return false; // the command has ended
    }
  }

  /** Waits as long as the command does not read; until it ends, at most. */
  private void hangUp(ExecInput input) {
    try {
      if (wish.tty()) {
        input.write(HANG_UP, 0, HANG_UP.length);
      }
      input.end();
    } catch (IOException e) {
      // The command has ended.
    }
  }

  private static void take(byte[] message, ExecInput input) throws IOException {
    if (message.length < 2) {
      return;
    }
    switch (message[0] & 0xff) {
      case STDIN -> input.write(message, 1, message.length - 1);
      case RESIZE -> resize(Arrays.copyOfRange(message, 1, message.length), input);
      case CLOSE -> {
        if (message[1] == STDIN) {
          input.end();
        }
      }
      default -> {
        // A channel of a later protocol.
      }
    }
  }

  private static void resize(byte[] text, ExecInput input) {
    try {
      Json size = JsonReader.read(text);
      Optional<Integer> columns = side(size, "Width");
      Optional<Integer> rows = side(size, "Height");
      if (columns.isPresent() && rows.isPresent()) {
        input.resize(columns.get(), rows.get());
      }
    } catch (JsonSyntaxException e) {
      // The terminal keeps the size it has.
    }
  }

  private static Optional<Integer> side(Json size, String name) {
    return size.at(name)
        .map(Json::compact)
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::valueOf);
  }

  private static JsonObject ended(ExecEnd end) {
    return JsonObject.builder()
        .put("event", "ended")
        .put("exitCode", end.exitCode())
        .put("message", end.message())
        .build();
  }

  private static JsonObject refused(ExecRefused e) {
    return JsonObject.builder()
        .put("event", "refused")
        .put("reason", e.reason().name())
        .put("message", String.valueOf(e.getMessage()))
        .put("hint", e.hint())
        .build();
  }

  private static byte[] message(int channel, JsonObject json) {
    byte[] text = json.compact().getBytes(StandardCharsets.UTF_8);
    return message(channel, text, 0, text.length);
  }

  private static byte[] message(int channel, byte[] bytes, int offset, int length) {
    byte[] out = new byte[length + 1];
    out[0] = (byte) channel;
    System.arraycopy(bytes, offset, out, 1, length);
    return out;
  }

  /** Sends what the command prints. */
  private record Output(Messages messages) implements ExecOutput {
    @Override
    public void started(ExecTarget target) throws IOException {
      JsonObject.Builder event = ExecApi.json(target).toBuilder().put("event", "started");
      send(message(STATUS, event.build()));
    }

    @Override
    public void write(boolean error, byte[] bytes, int offset, int length) throws IOException {
      send(message(error ? STDERR : STDOUT, bytes, offset, length));
    }

    private void send(byte[] message) throws IOException {
      try {
        messages.send(message);
      } catch (SinkClosed e) {
        throw new IOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted");
      }
    }
  }
}
