package dev.camber.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.TerminalSizes;
import dev.camber.kubernetes.cluster.TunnelStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Exec and tunnels on a real pod, over every transport there is. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ClusterPodsTest {
  private static final String NS = RealCluster.NAMESPACE;

  private RealCluster cluster;
  private ServerConnection connection;
  private String pod;

  @BeforeAll
  void connect() throws Exception {
    cluster = new RealCluster();
    connection = new ServerConnection(RealCluster.kubeconfig("KUBECONFIG"), Map.of());
    pod = cluster.runPod("exec", "nc -ll -p 7000 -e cat & exec sleep 3600");
  }

  @AfterAll
  void leave() throws Exception {
    cluster.deletePod(pod);
    connection.close();
    cluster.close();
  }

  private static ExecRequest request(String pod, String... command) {
    return ExecRequest.of(NS, pod, "main", List.of(command));
  }

  private interface Transport {
    ExecResult run(ExecRequest request, ExecStreams streams) throws Exception;
  }

  private Map<String, Transport> transports() {
    PodExec exec = new PodExec(connection);
    return Map.of(
        "websocket v5",
        exec::run,
        "spdy",
        (request, streams) ->
            SpdyExec.open(connection, PodExec.path(request, streams), request, streams).run());
  }

  @Test
  void megabytesGoInAndOutUnchangedOverEveryTransport() throws Exception {
    byte[] sent = new byte[5_000_000];
    new Random(1).nextBytes(sent);
    for (Map.Entry<String, Transport> transport : transports().entrySet()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ExecResult result =
          transport
              .getValue()
              .run(
                  request(pod, "cat"),
                  ExecStreams.of(
                      new ByteArrayInputStream(sent), out, OutputStream.nullOutputStream()));
      assertThat(result).as(transport.getKey()).isEqualTo(ExecResult.SUCCESS);
      assertThat(Arrays.equals(out.toByteArray(), sent)).as(transport.getKey()).isTrue();
    }
  }

  @Test
  void exitCodesAndBothOutputsComeBackOverEveryTransport() throws Exception {
    for (Map.Entry<String, Transport> transport : transports().entrySet()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      ExecResult result =
          transport
              .getValue()
              .run(
                  request(pod, "sh", "-c", "echo out; echo err >&2; exit 7"),
                  ExecStreams.output(out, err));
      assertThat(result.exitCode()).as(transport.getKey()).isEqualTo(7);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
      assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
    }
  }

  @Test
  void aProgramThatIsNotThereIs127() throws Exception {
    ExecResult result =
        cluster
            .writes()
            .exec(
                request(pod, "nosuch-program"),
                ExecStreams.output(
                    OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
    assertThat(result.exitCode()).isEqualTo(127);
    assertThat(result.message()).contains("executable file not found in $PATH");
  }

  @Test
  void aCommandThatReadsNothingEndsAllTheSame() throws Exception {
    byte[] sent = new byte[48_000];
    ExecResult result =
        cluster
            .writes()
            .exec(
                request(pod, "true"),
                ExecStreams.of(
                    new ByteArrayInputStream(sent),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream()));
    assertThat(result).isEqualTo(ExecResult.SUCCESS);
  }

  @Test
  void aPodOrContainerThatIsNotThereIsNamed() {
    ExecStreams none =
        ExecStreams.output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    assertThatThrownBy(() -> cluster.writes().exec(request("nosuch", "true"), none))
        .isInstanceOfSatisfying(KubeException.class, e -> assertThat(e.isNotFound()).isTrue())
        .hasMessage("pods \"nosuch\" not found");
    assertThatThrownBy(
            () -> cluster.writes().exec(ExecRequest.of(NS, pod, "nosuch", List.of("true")), none))
        .hasMessageContaining("container nosuch is not valid for pod " + pod);
    assertThatThrownBy(() -> cluster.api().forward(NS, "nosuch"))
        .hasMessage("pods \"nosuch\" not found");
  }

  @Test
  void aTerminalKnowsItsSize() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LinkedBlockingQueue<Optional<TerminalSizes.Size>> sizes = new LinkedBlockingQueue<>();
    sizes.add(Optional.of(new TerminalSizes.Size(123, 45)));
    ExecResult result =
        cluster
            .writes()
            .exec(
                new ExecRequest(
                    NS,
                    pod,
                    "main",
                    List.of(
                        "sh",
                        "-c",
                        "until [ \"$(stty size 2>/dev/null)\" = '45 123' ]; do sleep 0.1; done;"
                            + " stty size"),
                    true),
                new ExecStreams(
                    Optional.empty(), out, OutputStream.nullOutputStream(), sizes::take));
    assertThat(result).isEqualTo(ExecResult.SUCCESS);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("45 123\r\n");
  }

  @Test
  void anInterruptEndsACommand() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                cluster
                    .writes()
                    .exec(
                        request(pod, "sh", "-c", "echo go; sleep 600"),
                        ExecStreams.output(
                            new OutputStream() {
                              @Override
                              public void write(int b) {
                                begun.countDown();
                              }
                            },
                            OutputStream.nullOutputStream()));
              } catch (InterruptedException e) {
                interrupted.countDown();
              } catch (KubeException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSlowReaderHoldsTheCommandBackAndLosesNothing() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long[] count = {0};
    ExecResult result =
        cluster
            .writes()
            .exec(
                request(pod, "sh", "-c", "head -c 30000000 /dev/zero"),
                ExecStreams.output(
                    new OutputStream() {
                      @Override
                      public void write(int b) {
                        throw new IllegalStateException("bytes come in blocks");
                      }

                      @Override
                      public void write(byte[] bytes, int offset, int length) {
                        digest.update(bytes, offset, length);
                        count[0] += length;
                        Thread.onSpinWait();
                      }
                    },
                    OutputStream.nullOutputStream()));
    assertThat(result).isEqualTo(ExecResult.SUCCESS);
    assertThat(count[0]).isEqualTo(30_000_000);
    assertThat(HexFormat.of().formatHex(digest.digest())).hasSize(64);
  }

  @Test
  void execRoundTripsAreMeasured() throws Exception {
    byte[] tar = oneFileTar();
    long[] millis = new long[20];
    for (int i = 0; i < millis.length; i++) {
      long begun = System.nanoTime();
      ExecResult result =
          cluster
              .writes()
              .exec(
                  request(pod, "tar", "-C", "/tmp", "-x", "-f", "-"),
                  ExecStreams.of(
                      new ByteArrayInputStream(tar),
                      OutputStream.nullOutputStream(),
                      OutputStream.nullOutputStream()));
      assertThat(result).isEqualTo(ExecResult.SUCCESS);
      millis[i] = (System.nanoTime() - begun) / 1_000_000;
    }
    Arrays.sort(millis);
    System.out.printf(
        "one-file tar by exec: p50 %d ms, p95 %d ms%n", millis[millis.length / 2], millis[18]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cluster
        .writes()
        .exec(
            request(pod, "cat", "/tmp/hello.txt"),
            ExecStreams.output(out, OutputStream.nullOutputStream()));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  /** A ustar archive of hello.txt, written by hand. */
  private static byte[] oneFileTar() {
    byte[] tar = new byte[512 * 4];
    put(tar, 0, "hello.txt");
    put(tar, 100, "0000644\0");
    put(tar, 108, "0000000\0");
    put(tar, 116, "0000000\0");
    put(tar, 124, "00000000005\0");
    put(tar, 136, "00000000000\0");
    put(tar, 148, "        ");
    tar[156] = '0';
    put(tar, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, 148, "%06o\0 ".formatted(sum));
    put(tar, 512, "hello");
    return tar;
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  @Test
  void manyConnectionsShareATunnelOverEveryTransport() throws Exception {
    String path = ResourceType.POD.path(NS, pod) + "/portforward";
    for (PodTunnel tunnel :
        List.of(PodTunnels.tunnelled(connection, path), PodTunnels.spdy(connection, path))) {
      try (tunnel) {
        byte[] sent = new byte[1_000_000];
        new Random(2).nextBytes(sent);
        List<Thread> threads =
            IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().unstarted(() -> echo(tunnel, sent)))
                .toList();
        failures.clear();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
        assertThat(failures).isEmpty();
      }
    }
  }

  private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  private void echo(PodTunnel tunnel, byte[] sent) {
    try (TunnelStream stream = tunnel.open(7000)) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try (OutputStream out = stream.output()) {
                  out.write(sent);
                } catch (Exception e) {
                  failures.add(e);
                }
              });
      byte[] back = stream.input().readAllBytes();
      writer.join();
      if (!Arrays.equals(back, sent)) {
        failures.add(new AssertionError(back.length + " bytes came back"));
      }
    } catch (Exception e) {
      failures.add(e);
    }
  }

  @Test
  void plainChannelsCarryBytesWithoutHalfClose() throws Exception {
    String path = ResourceType.POD.path(NS, pod) + "/portforward";
    try (PodTunnel tunnel = new ChannelTunnel(connection, path);
        TunnelStream stream = tunnel.open(7000)) {
      stream.output().write("ping\n".getBytes(StandardCharsets.UTF_8));
      InputStream in = stream.input();
      assertThat(new String(in.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("ping\n");
    }
    try (PodTunnel tunnel = new ChannelTunnel(connection, path);
        TunnelStream stream = tunnel.open(7099)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(stream.error()).contains("connection refused"));
    }
  }
}
