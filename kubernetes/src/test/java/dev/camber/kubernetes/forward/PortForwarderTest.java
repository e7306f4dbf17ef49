package dev.camber.kubernetes.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PortForwarderTest {
  private final FakeCluster fake = new FakeCluster(Clock.systemUTC());
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Optional<PortForwarder> open = Optional.empty();

  private final ForwardListener listener =
      new ForwardListener() {
        @Override
        public void connected(ForwardTarget target) {
          heard.add("connected " + target.pod());
        }

        @Override
        public void disconnected(ForwardTarget target, String error) {
          heard.add("disconnected " + target.pod() + ": " + error);
        }

        @Override
        public void refused(ForwardTarget target, String error) {
          heard.add("refused " + target.pod() + ": " + error);
        }
      };

  @AfterEach
  void close() {
    open.ifPresent(PortForwarder::close);
  }

  private PortForwarder listen() throws Exception {
    PortForwarder forwarder =
        PortForwarder.listen(
            fake,
            "localhost",
            0,
            listener,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
    open = Optional.of(forwarder);
    return forwarder;
  }

  private void pod(String name) {
    fake.put(
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "Pod")
            .put("metadata", JsonObject.EMPTY.with("name", Json.of(name)))
            .build());
    fake.serve(
        "default",
        name,
        80,
        (in, out) -> {
          out.write((name + ":").getBytes(StandardCharsets.UTF_8));
          in.transferTo(out);
        });
  }

  private static Optional<ForwardTarget> target(String pod) {
    return Optional.of(new ForwardTarget("default", pod, 80));
  }

  private static String ask(int port, String text) throws Exception {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void manyConnectionsGoThroughOneTunnelAndAreHalfClosed() throws Exception {
    pod("a");
    PortForwarder forwarder = listen();
    forwarder.retarget(target("a"));
    for (int i = 0; i < 20; i++) {
      assertThat(ask(forwarder.localPort(), "hi " + i)).isEqualTo("a:hi " + i);
    }
    assertThat(heard).containsExactly("connected a");
    assertThat(fake.calls().stream().filter(c -> c.verb().equals("forward"))).hasSize(1);
  }

  @Test
  void theLocalPortStaysWhenThePodChanges() throws Exception {
    pod("a");
    pod("b");
    PortForwarder forwarder = listen();
    int port = forwarder.localPort();
    forwarder.retarget(target("a"));
    assertThat(ask(port, "x")).isEqualTo("a:x");
    forwarder.retarget(target("b"));
    assertThat(ask(port, "x")).isEqualTo("b:x");
    assertThat(forwarder.localPort()).isEqualTo(port);
  }

  @Test
  void aConnectionMadeBeforeThereIsAPodWaits() throws Exception {
    PortForwarder forwarder = listen();
    pod("a");
    Thread later =
        Thread.ofVirtual()
            .start(() -> {
              await().until(() -> true);
              forwarder.retarget(target("a"));
            });
    assertThat(ask(forwarder.localPort(), "x")).isEqualTo("a:x");
    later.join();
  }

  @Test
  void aLostTunnelIsMadeAgain() throws Exception {
    pod("a");
    PortForwarder forwarder = listen();
    forwarder.retarget(target("a"));
    assertThat(ask(forwarder.localPort(), "x")).isEqualTo("a:x");
    fake.breakTunnels();
    await().until(() -> heard.size() >= 3);
    assertThat(heard)
        .startsWith("connected a", "disconnected a: lost connection to pod", "connected a");
    assertThat(ask(forwarder.localPort(), "y")).isEqualTo("a:y");
  }

  @Test
  void aPortThatNobodyListensOnIsReported() throws Exception {
    pod("a");
    PortForwarder forwarder = listen();
    forwarder.retarget(Optional.of(new ForwardTarget("default", "a", 81)));
    assertThat(ask(forwarder.localPort(), "x")).isEmpty();
    await()
        .untilAsserted(() -> assertThat(heard).contains("refused a: connect: connection refused"));
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String host = "127.0.0.1";
      assertThatThrownBy(() ->
              PortForwarder.listen(
                  fake, host, taken.getLocalPort(), listener, PortForwarder.BACKOFF))
          .isInstanceOf(PortBusyException.class)
          .hasMessage(
              "unable to listen on port %d: listen tcp 127.0.0.1:%d: bind: address already in use",
              taken.getLocalPort(), taken.getLocalPort());
    }
  }
}
