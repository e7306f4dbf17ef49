package dev.camber.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.exec.ExecEnd;
import dev.camber.engine.exec.ExecRefused;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in containers over a real WebSocket. */
class ExecTest {
  @TempDir Path directory;
  private TestSession session;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    session = TestSession.start(directory);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    session.close();
  }

  /** One side of a conversation. */
  private final class Client implements WebSocket.Listener {
    final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final WebSocket socket;

    Client(String query) throws Exception {
      String csrf = get("/api/websocket_token");
      socket =
          http.newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "ws://localhost:"
                          + session.webPort()
                          + "/ws/exec?csrf="
                          + csrf
                          + "&"
                          + query),
                  this)
              .get(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      messages.add(bytes[0] + " " + new String(bytes, 1, bytes.length - 1, UTF_8));
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    void send(int channel, byte... rest) throws Exception {
      byte[] bytes = new byte[rest.length + 1];
      bytes[0] = (byte) channel;
      System.arraycopy(rest, 0, bytes, 1, rest.length);
      socket.sendBinary(ByteBuffer.wrap(bytes), true).get(10, TimeUnit.SECONDS);
    }

    String next() throws Exception {
      String message = messages.poll(10, TimeUnit.SECONDS);
      return message == null ? "(nothing came)" : message;
    }
  }

  private String get(String path) throws Exception {
    try (Wire wire = Wire.tcp(session.webPort())) {
      return wire.ask("GET", path, "", "X-Tilt-Token: " + session.webToken()).body();
    }
  }

  @Test
  void whatIsTypedReachesTheCommandAndItsEndIsTold() throws Exception {
    session.exec.command =
        (words, tty, in, out) -> {
          byte[] line = (String.join(",", words) + " " + tty + "\r\n").getBytes(UTF_8);
          out.write(false, line, 0, line.length);
          out.write(true, line, 0, 3);
          return new ExecEnd(3, "said no");
        };
    Client client = new Client("resource=web&command=ls&command=-l");
    assertThat(client.next())
        .startsWith("3 {")
        .contains("\"event\":\"started\"", "\"pod\":\"web-1\"");
    assertThat(client.next()).isEqualTo("1 ls,-l false\r\n");
    assertThat(client.next()).isEqualTo("2 ls,");
    assertThat(client.next())
        .isEqualTo("3 {\"event\":\"ended\",\"exitCode\":3,\"message\":\"said no\"}");
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void aShellGetsBytesSizesAndTheEndOfInput() throws Exception {
    session.exec.command = new EchoCommand();
    Client client = new Client("resource=web&tty=true&columns=100&rows=30");
    assertThat(client.next()).contains("started");
    assertThat(client.next()).isEqualTo("1 100x30");
    client.send(0, "ls\r".getBytes(UTF_8));
    assertThat(client.next()).isEqualTo("1 ls\r");
    client.send(4, "{\"Width\":120,\"Height\":40}".getBytes(UTF_8));
    assertThat(client.next()).isEqualTo("1 120x40");
    client.send(4, "{\"Width\":\"wide\"".getBytes(UTF_8));
    client.send(9, (byte) 1);
    client.send(255, (byte) 0);
    assertThat(client.next()).contains("\"exitCode\":0");
  }

  @Test
  void muchInputIsHandedOnWhole() throws Exception {
    CompletableFuture<Long> read = new CompletableFuture<>();
    session.exec.command =
        (words, tty, in, out) -> {
          read.complete(EchoCommand.drain(in));
          return new ExecEnd(0, "");
        };
    Client client = new Client("resource=web&command=wc");
    assertThat(client.next()).contains("started");
    byte[] piece = new byte[60_000];
    Arrays.fill(piece, (byte) 'x');
    for (int i = 0; i < 50; i++) {
      client.send(0, piece);
    }
    client.send(255, (byte) 0);
    assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(3_000_000);
    assertThat(client.next()).contains("ended");
  }

  @Test
  void aClientThatGoesAwayEndsTheCommand() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    session.exec.command =
        (words, tty, in, out) -> {
          try {
            new CountDownLatch(1).await();
            return new ExecEnd(0, "");
          } finally {
            ended.countDown();
          }
        };
    Client client = new Client("resource=web&command=sleep");
    assertThat(client.next()).contains("started");
    client.socket.abort();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aShellWhoseClientGoesAwayIsAskedToEnd() throws Exception {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    session.exec.command =
        (words, tty, in, out) -> {
          read.complete(in.bytes().readAllBytes());
          return new ExecEnd(0, "");
        };
    Client client = new Client("resource=web&tty=true");
    assertThat(client.next()).contains("started");
    client.socket.abort();
    assertThat(read.get(10, TimeUnit.SECONDS)).containsExactly(3, 4);
  }

  @Test
  void whatCannotRunSaysWhy() throws Exception {
    assertThat(new Client("resource=nope").next())
        .isEqualTo(
            "3 {\"event\":\"refused\",\"reason\":\"NoSuchResource\","
                + "\"message\":\"no such resource \\\"nope\\\"\",\"hint\":\"\"}");
    assertThat(new Client("resource=web&container=db").next())
        .contains("NoSuchContainer", "no container \\\"db\\\"", "web-1/app, web-1/dead");
    assertThat(new Client("resource=web&container=dead").next())
        .contains("NotRunning", "CrashLoopBackOff");
    session.exec.command =
        (words, tty, in, out) -> {
          throw new ExecRefused(ExecRefused.Reason.NoShell, "no shell", "try another");
        };
    Client client = new Client("resource=web&tty=true");
    assertThat(client.next()).contains("started");
    assertThat(client.next()).contains("\"reason\":\"NoShell\"", "try another");
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void theContainersAreListed() throws Exception {
    assertThat(get("/api/exec?resource=web"))
        .contains("\"container\":\"app\"", "\"running\":true", "\"container\":\"dead\"");
    assertThat(get("/api/exec?resource=nope")).contains("NoSuchResource");
  }
}
