package dev.camber.image.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientTest {
  private ServerSocket server;
  private HttpClient client;
  private final CompletableFuture<List<String>> received = new CompletableFuture<>();

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0);
    client =
        new HttpClient(
            new TcpConnector("127.0.0.1", server.getLocalPort(), Optional.empty(), true));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  /** Answers the first connection with these bytes once it has seen the line {@code until}. */
  private void answer(String until, String answer) {
    Thread.ofVirtual()
        .start(() -> {
          List<String> lines = new ArrayList<>();
          try (Socket socket = server.accept()) {
            BufferedReader in =
                new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
              lines.add(line);
              if (line.equals(until)) {
                break;
              }
            }
            OutputStream out = socket.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
            received.complete(lines);
            in.read(); // until the client hangs up
          } catch (IOException e) {
            received.complete(lines);
          }
        });
  }

  private List<String> received() throws Exception {
    return received.get(10, TimeUnit.SECONDS);
  }

  @Test
  void readsAnAnswerInChunks() throws Exception {
    answer(
        "",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n2;x=y\r\nef\r\n0\r\n\r\n");
    try (HttpResponse response = client.send(HttpRequest.get("/x?y=1"))) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("abcdef");
    }
    assertThat(received()).startsWith("GET /x?y=1 HTTP/1.1").contains("Connection: close");
  }

  @Test
  void readsAnAnswerOfAKnownLengthAfterAnInterimOne() throws Exception {
    answer(
        "",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabcdef");
    try (HttpResponse response = client.send(HttpRequest.get("/"))) {
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.isSuccess()).isFalse();
      assertThat(response.text()).isEqualTo("abc");
    }
  }

  @Test
  void sendsABodyInChunks() throws Exception {
    answer("0", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    HttpRequest request =
        HttpRequest.of("POST", "/load")
            .withBody("text/plain", out -> out.write("hello".getBytes(StandardCharsets.UTF_8)));
    try (HttpResponse response = client.send(request)) {
      assertThat(response.isSuccess()).isTrue();
    }
    assertThat(received()).contains("Transfer-Encoding: chunked", "5", "hello", "0");
  }

  @Test
  void sendsTheLengthOfJson() throws Exception {
    answer("", "HTTP/1.1 204 No Content\r\n\r\n");
    try (HttpResponse response =
        client.send(HttpRequest.of("POST", "/").withJson("{\"a\":\"b\"}"))) {
      assertThat(response.text()).isEmpty();
    }
    assertThat(received()).contains("Content-Length: 9", "Content-Type: application/json");
  }

  @Test
  void doesNotEndABodyThatFailedHalfway() throws Exception {
    answer("never", "");
    HttpRequest request =
        HttpRequest.of("POST", "/build")
            .withBody(
                "application/x-tar",
                out -> {
                  out.write("half".getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  throw new IOException("cannot read the other half");
                });
    assertThatThrownBy(() -> client.send(request)).hasMessage("cannot read the other half");
    assertThat(received()).doesNotContain("0");
  }

  @Test
  void givesUpAtADeadline() {
    answer("never", "");
    assertThatThrownBy(() -> client.fetch(HttpRequest.get("/_ping"), Duration.ofMillis(50)))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no answer within 50 ms");
  }

  @Test
  void takesAConnectionOver() throws Exception {
    answer("", "HTTP/1.1 101 UPGRADED\r\nUpgrade: h2c\r\n\r\nhello");
    HttpClient.Upgrade upgrade =
        client.upgrade(
            HttpRequest.of("POST", "/session")
                .withHeader("Upgrade", "h2c")
                .withHeader("Connection", "Upgrade"));
    assertThat(upgrade).isInstanceOf(HttpClient.Upgrade.Taken.class);
    try (Connection connection = ((HttpClient.Upgrade.Taken) upgrade).connection()) {
      assertThat(connection.input().readNBytes(5))
          .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(received()).contains("Upgrade: h2c").doesNotContain("Connection: close");
  }

  @Test
  void handsOnARefusedUpgrade() throws Exception {
    answer("", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
    HttpClient.Upgrade upgrade =
        client.upgrade(HttpRequest.of("POST", "/session").withHeader("Upgrade", "h2c"));
    assertThat(upgrade).isInstanceOf(HttpClient.Upgrade.Refused.class);
    try (HttpResponse response = ((HttpClient.Upgrade.Refused) upgrade).response()) {
      assertThat(response.text()).isEqualTo("no");
    }
  }

  @Test
  void saysWhenTheOtherSideIsNoHttpServer() {
    answer("", "SSH-2.0-OpenSSH_9\r\n");
    assertThatThrownBy(() -> client.send(HttpRequest.get("/")))
        .hasMessage("not an HTTP answer: \"SSH-2.0-OpenSSH_9\"");
  }

  @Test
  void escapesQueriesAndSegments() {
    assertThat(Query.of("/images/" + Query.segment("a b/c:1@x") + "/json").with("f", "{\"a\"}"))
        .hasToString("/images/a%20b/c%3A1%40x/json?f=%7B%22a%22%7D");
  }
}
