package dev.camber.kubernetes.logs;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.LogQuery;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.watch.PodReader;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Follows one run of one container to its end. A broken stream is resumed by time and content:
 * nothing is lost and nothing told twice, even if it broke in the middle of a line. Source: spec
 * engine 3.12. A follower is used once, by one thread.
 */
public final class LogFollower {
  public static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  /** A stream this silent may be one that the kubelet forgot when it rotated the log. */
  public static final Duration IDLE = Duration.ofSeconds(15);

  private final KubeApi api;
  private final LogTarget target;
  private final LogSink sink;
  private final Backoff backoff;
  private final Duration idle;
  private final SeenLines seen = new SeenLines();
  // Written by the thread of the attempt, read by the one that waits for it.
  private volatile long lastRead;
  private Optional<LogLine> unfinished = Optional.empty();
  // Set by running(): another run has taken this one's place, and its log is the previous one.
  private boolean replaced;

  public LogFollower(KubeApi api, LogTarget target, LogSink sink, Backoff backoff, Duration idle) {
    this.api = api;
    this.target = target;
    this.sink = sink;
    this.backoff = backoff;
    this.idle = idle;
  }

  /**
   * Returns when the container has ended and all it printed has been told. Lines before {@code
   * since} are left out.
   *
   * @throws KubeException if the pod is not there (any more)
   */
  public void follow(Optional<Instant> since) throws KubeException, InterruptedException {
    int failures = 0;
    while (true) {
      try {
        boolean ended = !running();
        read(query(since, !ended), since);
        failures = 0;
        if (ended) {
          finish();
          return;
        }
      } catch (KubeException e) {
        if (e.isNotFound()) {
          finish();
          throw new KubeException(
              404, "NotFound", "pod not found: " + target.namespace() + "/" + target.pod());
        }
        failures++;
        Duration pause = backoff.after(failures);
        sink.broken(e, pause);
        Thread.sleep(pause);
      }
    }
  }

  /** The last lines of the run before this one; empty if there was none. */
  public static List<LogLine> lastLinesOfPreviousRun(
      KubeApi api, String namespace, String pod, String container, int lines)
      throws KubeException, InterruptedException {
    List<LogLine> found = new ArrayList<>();
    try (InputStream in = api.log(LogQuery.previous(namespace, pod, container, lines))) {
      new LineReader(in).forEach(text -> LogLine.parse(text).ifPresent(found::add));
    } catch (KubeException e) {
      if (e.code() == 400 || e.isNotFound()) {
        return List.of();
      }
      throw e;
    } catch (IOException e) {
      throw KubeException.unreachable("reading the previous log broke: " + e.getMessage(), e);
    }
    return found;
  }

  private LogQuery query(Optional<Instant> since, boolean follow) {
    return new LogQuery(
        target.namespace(),
        target.pod(),
        target.container(),
        follow,
        !follow && replaced,
        seen.resumeFrom().or(() -> since),
        OptionalInt.empty());
  }

  /** Whether our run of the container still runs, by what the API server says now. */
  private boolean running() throws KubeException, InterruptedException {
    JsonObject pod =
        api.get(ResourceType.POD, target.namespace(), target.pod())
            .orElseThrow(() -> KubeException.notFound(ResourceType.POD, target.pod()));
    for (String list :
        List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")) {
      for (Json status : pod.at("status", list).flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        if (status.stringAt("name").orElse("").equals(target.container())) {
          String id = PodReader.containerId(status.stringAt("containerID").orElse(""));
          replaced = !target.containerId().isEmpty() && !id.equals(target.containerId());
          return !replaced && status.at("state", "running").isPresent();
        }
      }
    }
    return false;
  }

  /** Reads one stream to its end, or until it has been silent for too long. */
  private void read(LogQuery query, Optional<Instant> since)
      throws KubeException, InterruptedException {
    seen.reconnect();
    lastRead = System.nanoTime();
    FutureTask<Boolean> attempt =
        new FutureTask<>(() -> {
          readStream(query, since);
          return true;
        });
    Thread reader = Thread.ofVirtual().name("log-" + target.pod()).start(attempt);
    try {
      while (true) {
        long left = idle.toNanos() - (System.nanoTime() - lastRead);
        if (left <= 0) {
          return;
        }
        try {
          attempt.get(left, TimeUnit.NANOSECONDS);
          return;
        } catch (TimeoutException stillReading) {
          // Looked at again above: something may have been read meanwhile.
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KubeException failure) {
        throw failure;
      }
      if (!(e.getCause() instanceof InterruptedException)) {
        throw new IllegalStateException(e.getCause());
      }
    } finally {
      // The next stream must not begin before this one's last line has been told.
      reader.interrupt();
      reader.join();
    }
  }

  private void readStream(LogQuery query, Optional<Instant> since)
      throws KubeException, InterruptedException {
    try (InputStream in = api.log(query)) {
      LineReader lines = new LineReader(in);
      lines.forEach(text -> {
        lastRead = System.nanoTime();
        tell(text, since);
      });
      unfinished = LogLine.parse(lines.rest());
    } catch (ServerMessage message) {
      throw new KubeException(500, "", String.valueOf(message.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw KubeException.unreachable("the log stream broke: " + e.getMessage(), e);
    }
  }

  private void tell(String text, Optional<Instant> since) throws ServerMessage {
    Optional<LogLine> line = LogLine.parse(text);
    if (line.isEmpty()) {
      // Not a container's line: the kubelet says why it cannot go on.
      throw new ServerMessage(text);
    }
    if (since.isPresent() && line.get().time().isBefore(since.get())) {
      return;
    }
    if (seen.accept(line.get())) {
      sink.line(line.get());
    }
  }

  /** A last line without an end is complete once nothing can follow. */
  private void finish() {
    if (unfinished.isPresent() && seen.accept(unfinished.get())) {
      sink.line(unfinished.get());
    }
  }

  /** Text in the stream that no container printed. */
  static final class ServerMessage extends IOException {
    private static final long serialVersionUID = 1L;

    ServerMessage(String text) {
      super(text);
    }
  }
}
