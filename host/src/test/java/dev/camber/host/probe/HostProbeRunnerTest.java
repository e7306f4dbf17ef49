package dev.camber.host.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.probe.fake.InMemoryProbes;
import dev.camber.host.process.HostProcesses;
import dev.camber.model.UserError;
import dev.camber.model.api.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProbeRunnerTest {
  private static final Duration SECOND = Duration.ofSeconds(5);

  @TempDir Path dir;
  private final HostProbeRunner runner =
      new HostProbeRunner(HostProcesses.create(), Environment::ofThisProcess);
  private ServerSocket server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Answers every request with what the function makes of its head. */
  private void serve(Function<String, String> answers) {
    Thread.ofVirtual()
        .start(() -> {
          while (true) {
            try (Socket socket = server.accept()) {
              BufferedReader in =
                  new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
              StringBuilder head = new StringBuilder();
              for (String line = in.readLine();
                  line != null && !line.isEmpty();
                  line = in.readLine()) {
                head.append(line).append('\n');
              }
              requests.add(head.toString());
              socket
                  .getOutputStream()
                  .write(answers.apply(head.toString()).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  private static Probe probe(
      Optional<Probe.Exec> exec, Optional<Probe.HttpGet> http, Optional<Probe.TcpSocket> tcp) {
    return new Probe(exec, http, tcp, 0, 1, 10, 1, 3);
  }

  private ProbeResult exec(Duration timeout, String... command) throws Exception {
    Probe probe =
        probe(Optional.of(new Probe.Exec(List.of(command))), Optional.empty(), Optional.empty());
    return runner.prepare(probe, dir).look(timeout);
  }

  private ProbeResult http(String path, Probe.HttpHeader... headers) throws Exception {
    return http(SECOND, path, headers);
  }

  private ProbeResult http(Duration timeout, String path, Probe.HttpHeader... headers)
      throws Exception {
    Probe.HttpGet get = new Probe.HttpGet("", path, server.getLocalPort(), "", List.of(headers));
    return runner
        .prepare(probe(Optional.empty(), Optional.of(get), Optional.empty()), dir)
        .look(timeout);
  }

  private ProbeResult tcp(int port) throws Exception {
    Probe probe =
        probe(Optional.empty(), Optional.empty(), Optional.of(new Probe.TcpSocket("", port)));
    return runner.prepare(probe, dir).look(SECOND);
  }

  @Test
  void aCommandSucceedsWithExitZeroAndItsOutputIsShown() throws Exception {
    assertThat(exec(SECOND, "sh", "-c", "echo up; echo too >&2"))
        .isEqualTo(ProbeResult.success("up\ntoo\n"));
    assertThat(exec(SECOND, "sh", "-c", "echo down; exit 2"))
        .isEqualTo(ProbeResult.failure("down\n"));
    assertThat(exec(SECOND, "pwd").output().strip()).isEqualTo(dir.toRealPath().toString());
  }

  @Test
  void aCommandThatTakesTooLongOrDoesNotExistFails() throws Exception {
    assertThat(exec(Duration.ofSeconds(1), "sh", "-c", "echo begun; sleep 50"))
        .isEqualTo(ProbeResult.failure("begun\ncommand timed out after 1s"));
    assertThat(exec(SECOND, "nosuch"))
        .isEqualTo(ProbeResult.failure("exec: \"nosuch\": executable file not found in $PATH"));
  }

  @Test
  void anHttpAnswerOf2xxIsSuccessWithItsBody() throws Exception {
    serve(head -> "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    assertThat(http("health?full=1")).isEqualTo(ProbeResult.success("hello"));
    assertThat(requests.getFirst())
        .isEqualTo(
            "GET /health?full=1 HTTP/1.1\nHost: localhost:"
                + server.getLocalPort()
                + "\nUser-Agent: camber-probe/0.1\nAccept: */*\nConnection: close\n");
  }

  @Test
  void headersOfTheProbeReplaceItsOwn() throws Exception {
    serve(head -> "HTTP/1.1 204 No Content\r\n\r\n");

    assertThat(
            http(
                "/",
                new Probe.HttpHeader("Host", "shop.local"),
                new Probe.HttpHeader("accept", ""),
                new Probe.HttpHeader("User-Agent", "me"),
                new Probe.HttpHeader("X-A", "1\r\nX-B: 2")))
        .isEqualTo(ProbeResult.success(""));
    assertThat(requests.getFirst())
        .isEqualTo(
            "GET / HTTP/1.1\nHost: shop.local\nConnection: close\nUser-Agent: me\nX-A: 1  X-B: 2\n");
  }

  @Test
  void anHttpAnswerOf4xxOr5xxFails() throws Exception {
    serve(head ->
        head.startsWith("GET /a ")
            ? "HTTP/1.1 404 Not Found\r\n\r\nno"
            : "HTTP/1.1 503 Busy\r\n\r\nbusy");

    assertThat(http("/a")).isEqualTo(ProbeResult.failure("HTTP probe failed with statuscode: 404"));
    assertThat(http("/b")).isEqualTo(ProbeResult.failure("HTTP probe failed with statuscode: 503"));
  }

  @Test
  void redirectsAreFollowedOnTheSameHostAndAWarningToAnother() throws Exception {
    serve(head -> {
      if (head.startsWith("GET /ok ")) {
        return "HTTP/1.1 200 OK\r\n\r\nok";
      }
      String to =
          head.startsWith("GET /in ")
              ? "/ok"
              : head.startsWith("GET /loop ") ? "/loop" : "http://elsewhere.invalid/";
      return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 2\r\n\r\ngo";
    });

    assertThat(http("/in")).isEqualTo(ProbeResult.success("ok"));
    assertThat(http("/out")).isEqualTo(ProbeResult.warning("go"));
    assertThat(http("/out").ready()).isTrue();
    assertThat(http("/loop").output()).endsWith("stopped after 10 redirects");
  }

  @Test
  void chunksAndAnnouncementsAreRead() throws Exception {
    serve(head ->
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n");

    assertThat(http("/")).isEqualTo(ProbeResult.success("abcdefg"));
  }

  @Test
  void aLongBodyIsCut() throws Exception {
    serve(head -> "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000));

    assertThat(http("/").output()).hasSize(10 << 10);
  }

  @Test
  void aServerThatDripsIsNotWaitedForLongerThanTheTimeout() throws Exception {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            while (true) {
              socket.getOutputStream().write('H');
              Thread.sleep(50);
            }
          } catch (IOException | InterruptedException e) {
            return;
          }
        });
    long begin = System.nanoTime();

    ProbeResult result = http(Duration.ofMillis(400), "/");

    assertThat(result)
        .isEqualTo(
            ProbeResult.failure(
                "Get \"http://localhost:"
                    + server.getLocalPort()
                    + "/\": context deadline exceeded"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whatIsNoHttpFails() throws Exception {
    serve(head -> "SSH-2.0-OpenSSH\r\n");

    assertThat(http("/").output()).endsWith("malformed HTTP response \"SSH-2.0-OpenSSH\"");
  }

  @Test
  void aPortThatAcceptsIsSuccessAndOneThatRefusesSaysSo() throws Exception {
    int port = server.getLocalPort();
    assertThat(tcp(port)).isEqualTo(ProbeResult.success(""));

    server.close();

    assertThat(tcp(port).output()).contains("dial tcp ").endsWith("connect: connection refused");
    assertThat(http("/").output())
        .startsWith("Get \"http://localhost:" + port + "/\": dial tcp ")
        .endsWith("connect: connection refused");
  }

  @Test
  void anInterruptEndsALook() throws Exception {
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread looking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                http(Duration.ofSeconds(50), "/");
              } catch (Exception e) {
                thrown.add(e);
              }
            });
    try (Socket accepted = server.accept()) {
      assertThat(accepted.isConnected()).isTrue();
      looking.interrupt();
      looking.join();
    }

    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
  }

  @Test
  void whatIsNoProbeIsRefused() {
    assertThatThrownBy(
            () -> runner.prepare(probe(Optional.empty(), Optional.empty(), Optional.empty()), dir))
        .isInstanceOf(UserError.class)
        .hasMessage("unsupported probe type");
    assertThatThrownBy(() -> tcp(0)).hasMessage("port number out of range: 0");
    assertThatThrownBy(() -> tcp(65_536)).hasMessage("port number out of range: 65536");
    assertThatThrownBy(() ->
            runner.prepare(
                probe(
                    Optional.empty(),
                    Optional.of(new Probe.HttpGet("", "/", 80, "ftp", List.of())),
                    Optional.empty()),
                dir))
        .hasMessage("unsupported scheme \"ftp\"");
  }

  @Test
  void theProbesInMemoryFindWhatATestSays() throws Exception {
    InMemoryProbes probes = new InMemoryProbes();
    ProbeRunner.Check check =
        probes.prepare(probe(Optional.empty(), Optional.empty(), Optional.empty()), dir);

    assertThat(check.look(SECOND)).isEqualTo(ProbeResult.failure("not yet"));
    probes.answer(ProbeResult.success("now"));
    assertThat(check.look(SECOND)).isEqualTo(ProbeResult.success("now"));
    assertThat(probes.looks()).isEqualTo(2);
  }
}
