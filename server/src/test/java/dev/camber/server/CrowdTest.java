package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.server.jetty.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once, and callers who are slow on purpose. The time limits are generous. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class CrowdTest {
  private static final Limits IMPATIENT = new Limits(4_000, Duration.ofSeconds(1), 32 << 10, 1_000);

  @TempDir Path directory;

  @Test
  void oneWhoSendsHalfARequestIsNotWaitedFor() throws Exception {
    try (TestSession session = TestSession.start(directory, "localhost", IMPATIENT, 1_000);
        Wire silent = Wire.tcp(session.webPort());
        Wire half = Wire.tcp(session.webPort())) {
      half.out.write("GET / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
      half.out.flush();
      assertThat(half.in.readAllBytes()).isEmpty();
      assertThat(silent.in.readAllBytes()).isEmpty();
    }
  }

  @Test
  void aHeadThatTricklesIsCutOffAlsoAfterAProperRequest() throws Exception {
    try (TestSession session = TestSession.start(directory, "localhost", IMPATIENT, 1_000);
        Wire slow = Wire.tcp(session.webPort())) {
      assertThat(slow.ask("GET", "/", "").status()).isEqualTo(200);
      slow.out.write(
          "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      Thread ended =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  slow.in.readAllBytes();
                } catch (IOException e) {
                  // reset: that, too, is an end
                }
              });
      int bytes = 0;
      while (!ended.join(Duration.ofMillis(200)) && bytes++ < 200) {
        trickle(slow);
      }
      assertThat(ended.isAlive()).isFalse();
    }
  }

  @Test
  void anAnswerThatLastsIsNoSlowHead() throws Exception {
    try (TestSession session = TestSession.start(directory, "localhost", IMPATIENT, 1_000);
        Wire watcher = watch(session);
        Wire silent = Wire.tcp(session.webPort())) {
      // Whoever came later and said nothing is cut off; the watcher, who heard nothing, is not.
      assertThat(silent.in.readAllBytes()).isEmpty();
      try (Wire later = Wire.tcp(session.webPort())) {
        assertThat(later.in.readAllBytes()).isEmpty();
      }
      session.store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named("late"), new ConfigMapData(Map.of())));
      assertThat(eventsUntil(watcher, "\"name\":\"late\"")).isEqualTo(1);
    }
  }

  private static void trickle(Wire wire) {
    try {
      wire.out.write('x');
      wire.out.flush();
    } catch (IOException e) {
      // The other side has closed; the reader sees it.
    }
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
    try (TestSession session = TestSession.start(directory, "localhost", IMPATIENT, 1_000);
        Wire slow = Wire.tcp(session.webPort())) {
      slow.out.write(
          ("POST /api/trigger HTTP/1.1\r\nHost: localhost\r\nX-Tilt-Token: "
                  + session.webToken()
                  + "\r\nContent-Length: 100\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      slow.out.flush();
      String answer = new String(slow.in.readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).contains("400 ").contains("the body did not come");
      assertThat(session.asked).isEmpty();
    }
  }

  @Test
  void aThousandIdleSocketsDoNotKeepOthersOut() throws Exception {
    List<Wire> idle = new ArrayList<>();
    try (TestSession session = TestSession.start(directory)) {
      for (int i = 0; i < 1_000; i++) {
        idle.add(Wire.tcp(session.webPort()));
      }
      try (Wire wire = Wire.tcp(session.webPort())) {
        assertThat(wire.ask("GET", "/", "").status()).isEqualTo(200);
      }
    } finally {
      for (Wire wire : idle) {
        wire.close();
      }
    }
  }

  @Test
  void watchersWhoDoNotReadHoldNobodyUp() throws Exception {
    int watchers = 200;
    int changes = 1_000;
    List<Wire> deaf = new ArrayList<>();
    List<Wire> open = new ArrayList<>();
    try (TestSession session =
            TestSession.start(
                directory,
                "localhost",
                new Limits(4_000, Duration.ofSeconds(20), 32 << 10, 1_000),
                20_000);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      session.store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named("counter"), new ConfigMapData(Map.of())));
      List<Future<Integer>> seen = new ArrayList<>();
      try {
        for (int i = 0; i < watchers; i++) {
          Wire wire = watch(session);
          open.add(wire);
          if (i % 2 == 0) {
            deaf.add(wire);
          } else {
            seen.add(threads.submit(() -> eventsUntil(wire, "\"n\":\"" + changes + "\"")));
          }
        }
        String ballast = "x".repeat(500);
        for (int i = 1; i <= changes; i++) {
          Map<String, String> data = Map.of("n", Integer.toString(i), "ballast", ballast);
          session.store.edit(Kinds.CONFIG_MAP, "counter", o -> o.withSpec(new ConfigMapData(data)));
        }
        for (Future<Integer> one : seen) {
          assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(changes + 1);
        }
        assertThat(deaf).hasSize(watchers / 2);
      } finally {
        for (Wire wire : open) {
          wire.close();
        }
      }
    }
  }

  @Test
  void oneWhoReadsSlowlyIsNotTakenForOneWhoDoesNotRead() throws Exception {
    int objects = 200;
    try (TestSession session = TestSession.start(directory, "localhost", IMPATIENT, 5_000);
        Wire slow = watch(session)) {
      String ballast = "x".repeat(20_000);
      for (int i = 0; i < objects; i++) {
        session.store.create(
            Kinds.CONFIG_MAP.object(
                ObjectMeta.named("c" + i), new ConfigMapData(Map.of("ballast", ballast))));
      }
      // All of it takes some times longer than a reader is waited for.
      CountDownLatch never = new CountDownLatch(1);
      StringBuilder last = new StringBuilder();
      int events = 0;
      while (events < objects) {
        last.append(slow.readChunk());
        for (int end = last.indexOf("\n"); end >= 0; end = last.indexOf("\n")) {
          last.delete(0, end + 1);
          events++;
        }
        assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(events).isEqualTo(objects);
    }
  }

  private static Wire watch(TestSession session) throws IOException {
    Wire wire = Wire.unix(session.file.socket());
    wire.send(
        "GET",
        "/apis/tilt.dev/v1alpha1/configmaps?watch=true",
        "",
        "Authorization: Bearer " + session.file.apiToken());
    String line = wire.line();
    while (!line.isEmpty()) {
      line = wire.line();
    }
    return wire;
  }

  /** The number of events up to the one that says this; a chunk may end within a line. */
  private static int eventsUntil(Wire wire, String last) throws IOException {
    int events = 0;
    StringBuilder begun = new StringBuilder();
    while (true) {
      begun.append(wire.readChunk());
      for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
        events++;
        if (begun.substring(0, end).contains(last)) {
          return events;
        }
        begun.delete(0, end + 1);
      }
    }
  }

  @Test
  void tenThousandObjectsAreListedAndWatched() throws Exception {
    int objects = 10_000;
    try (TestSession session = TestSession.start(directory, "localhost", Limits.DEFAULT, 30_000);
        Wire lists = Wire.unix(session.file.socket());
        Wire watches = watch(session)) {
      for (int i = 0; i < objects; i++) {
        session.store.create(
            Kinds.CONFIG_MAP.object(ObjectMeta.named("c" + i), new ConfigMapData(Map.of())));
      }
      assertThat(eventsUntil(watches, "\"name\":\"c" + (objects - 1) + "\"")).isEqualTo(objects);
      String bearer = "Authorization: Bearer " + session.file.apiToken();
      String list = lists.ask("GET", "/apis/tilt.dev/v1alpha1/configmaps", "", bearer).body();
      assertThat(list.split("\"uid\"", -1)).hasSize(objects + 1);
    }
  }
}
