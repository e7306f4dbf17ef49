package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.BytePipe;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.LogQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What containers have printed, and who follows it. Every method holds one lock. */
final class FakeLogs {
  private record Line(Instant time, String text) {}

  private static final class Container {
    final List<Line> lines = new ArrayList<>();
    final List<Line> previous = new ArrayList<>();
    final List<BytePipe> followers = new ArrayList<>();
    boolean ended;
  }

  private final Map<String, Container> containers = new HashMap<>();

  synchronized void append(
      String namespace, String pod, String container, Instant at, String text) {
    Container c = container(namespace, pod, container);
    Line line = new Line(at, text);
    c.lines.add(line);
    for (BytePipe follower : List.copyOf(c.followers)) {
      send(follower, line);
    }
  }

  synchronized void end(String namespace, String pod, String container) {
    Container c = container(namespace, pod, container);
    c.ended = true;
    for (BytePipe follower : c.followers) {
      close(follower);
    }
    c.followers.clear();
  }

  synchronized void restart(String namespace, String pod, String container) {
    end(namespace, pod, container);
    Container c = container(namespace, pod, container);
    c.previous.clear();
    c.previous.addAll(c.lines);
    c.lines.clear();
    c.ended = false;
  }

  /** Breaks every open stream, after half a line if {@code partial} is not empty. */
  synchronized void reset(String partial) {
    for (Container c : containers.values()) {
      for (BytePipe follower : c.followers) {
        if (!partial.isEmpty()) {
          write(follower, partial);
        }
        close(follower);
      }
      c.followers.clear();
    }
  }

  synchronized int followers(String namespace, String pod, String container) {
    return container(namespace, pod, container).followers.size();
  }

  synchronized InputStream open(LogQuery query) throws KubeException {
    Container c = container(query.namespace(), query.pod(), query.container());
    List<Line> lines = query.previous() ? c.previous : c.lines;
    if (query.previous() && lines.isEmpty()) {
      throw new KubeException(
          400,
          "BadRequest",
          "previous terminated container \""
              + query.container()
              + "\" in pod \""
              + query.pod()
              + "\" not found");
    }
    BytePipe pipe = new BytePipe(1 << 20);
    int from = Math.max(0, lines.size() - query.tailLines().orElse(Integer.MAX_VALUE));
    for (Line line : lines.subList(from, lines.size())) {
      // Whole seconds, as the API server does it.
      if (query.since().isEmpty()
          || !line.time().isBefore(query.since().get().truncatedTo(ChronoUnit.SECONDS))) {
        send(pipe, line);
      }
    }
    if (query.follow() && !query.previous() && !c.ended) {
      c.followers.add(pipe);
    } else {
      close(pipe);
    }
    return pipe.input();
  }

  private Container container(String namespace, String pod, String container) {
    return containers.computeIfAbsent(
        namespace + "/" + pod + "/" + container, key -> new Container());
  }

  private static void send(BytePipe pipe, Line line) {
    write(pipe, line.time() + " " + line.text() + "\n");
  }

  private static void write(BytePipe pipe, String text) {
    try {
      pipe.output().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException readerLeft) {
      // The follower has gone; the log goes on without it.
    }
  }

  private static void close(BytePipe pipe) {
    try {
      pipe.output().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
