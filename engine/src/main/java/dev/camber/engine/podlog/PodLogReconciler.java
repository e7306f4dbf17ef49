package dev.camber.engine.podlog;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.logs.LogFollower;
import dev.camber.kubernetes.logs.LogLine;
import dev.camber.kubernetes.logs.LogSink;
import dev.camber.kubernetes.logs.LogTarget;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.Pod;
import dev.camber.model.api.PodLogStreamSpec;
import dev.camber.model.api.PodLogStreamStatus;
import dev.camber.model.codec.Time;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows each run of each container of a pod by a thread of its own. A restarted container is
 * another run; a run that was told to its end is not told again.
 */
public final class PodLogReconciler implements Reconciler, AutoCloseable {
  private static final String TOO_MANY_FILES =
      "failed to create fsnotify watcher: too many open files";

  private final ObjectStore store;
  private final LogStore log;
  private final ClusterConnections clusters;
  private final Map<String, Streams> streams = new ConcurrentHashMap<>();

  /** The followers of one pod. Guarded by itself. */
  private static final class Streams {
    final Map<String, Run> byContainerId = new HashMap<>();
    boolean closed;
  }

  /** One run of a container. */
  private record Run(String container, Thread thread) {}

  public PodLogReconciler(ObjectStore store, LogStore log, ClusterConnections clusters) {
    this.store = store;
    this.log = log;
    this.clusters = clusters;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.POD_LOG_STREAM;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            Kinds.POD_LOG_STREAM,
            Kinds.KUBERNETES_DISCOVERY,
            stream ->
                stream.metadata().ownerReferences().stream()
                    .filter(o -> o.kind().equals(Kinds.KUBERNETES_DISCOVERY.name()))
                    .map(o -> o.name())
                    .toList()));
  }

  @Override
  public Result reconcile(String name) {
    Optional<ApiObject<PodLogStreamSpec, PodLogStreamStatus>> object =
        store.get(Kinds.POD_LOG_STREAM, name);
    if (object.isEmpty()) {
      // The pod is gone. Its followers end by themselves, with the last line.
      streams.remove(name);
      return Result.done();
    }
    PodLogStreamSpec spec = object.get().spec();
    Optional<KubeApi> api = clusters.api(spec.cluster().isEmpty() ? "default" : spec.cluster());
    Optional<Pod> pod = pod(object.get());
    if (api.isEmpty() || pod.isEmpty()) {
      return Result.done();
    }
    Streams mine = streams.computeIfAbsent(name, n -> new Streams());
    List<Pod.Container> regular =
        pod.get().containers().stream().filter(c -> isWanted(spec, c)).toList();
    List<Pod.Container> init =
        pod.get().initContainers().stream().filter(c -> isWanted(spec, c)).toList();
    synchronized (mine) {
      if (!mine.closed) {
        init.forEach(c -> follow(mine, object.get(), api.get(), pod.get(), c, true));
        regular.forEach(
            c -> follow(mine, object.get(), api.get(), pod.get(), c, regular.size() > 1));
      }
    }
    show(name, init, regular);
    return Result.done();
  }

  private Optional<Pod> pod(ApiObject<PodLogStreamSpec, PodLogStreamStatus> stream) {
    return stream.metadata().ownerReferences().stream()
        .filter(o -> o.kind().equals(Kinds.KUBERNETES_DISCOVERY.name()))
        .flatMap(o -> store.get(Kinds.KUBERNETES_DISCOVERY, o.name()).stream())
        .flatMap(d -> d.status().pods().stream())
        .filter(p ->
            p.name().equals(stream.spec().pod()) && p.namespace().equals(stream.spec().namespace()))
        .findFirst();
  }

  private static boolean isWanted(PodLogStreamSpec spec, Pod.Container container) {
    return !spec.ignoreContainers().contains(container.name())
        && (spec.onlyContainers().isEmpty() || spec.onlyContainers().contains(container.name()));
  }

  private void follow(
      Streams mine,
      ApiObject<PodLogStreamSpec, PodLogStreamStatus> stream,
      KubeApi api,
      Pod pod,
      Pod.Container container,
      boolean withPrefix) {
    boolean hasOutput =
        container.state().running().isPresent() || container.state().terminated().isPresent();
    if (container.id().isEmpty() || !hasOutput || mine.byContainerId.containsKey(container.id())) {
      return;
    }
    String resource = stream.metadata().annotation(Annotations.RESOURCE).orElse("");
    Logger to = log.logger(resource, "pod:" + resource + ":" + pod.name());
    Sink sink = new Sink(to, pod.name(), withPrefix ? "[" + container.name() + "] " : "");
    LogTarget target = new LogTarget(pod.namespace(), pod.name(), container.name(), container.id());
    LogFollower follower =
        new LogFollower(api, target, sink, LogFollower.BACKOFF, LogFollower.IDLE);
    Optional<Instant> since = stream.spec().sinceTime().map(Time::instant);
    Thread thread =
        Thread.ofVirtual()
            .name("log " + pod.name() + "/" + container.name())
            .start(() -> run(follower, since, stream.name(), to));
    mine.byContainerId.put(container.id(), new Run(container.name(), thread));
  }

  private static void run(LogFollower follower, Optional<Instant> since, String name, Logger to) {
    try {
      follower.follow(since);
    } catch (KubeException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("pod not found:")) {
        to.error("podlogstream " + name + ": " + message);
      }
    } catch (InterruptedException e) {
      // The session ends.
    }
  }

  private record Sink(Logger to, String pod, String prefix) implements LogSink {
    @Override
    public void line(LogLine line) {
      to.write(LogLevel.INFO, prefix + line.text() + "\n");
      if (line.text().endsWith(TOO_MANY_FILES)) {
        to.error(
            "The node has no inotify watches left, so its logs cannot be followed. See the known issue"
                + " \"Pod errors due to too many open files\" of kind: raise fs.inotify.max_user_watches and"
                + " fs.inotify.max_user_instances on the host.");
      }
    }

    @Override
    public void broken(KubeException error, Duration pause) {
      to.info("Error streaming " + pod + " logs: " + error.getMessage());
    }
  }

  private void show(String name, List<Pod.Container> init, List<Pod.Container> regular) {
    List<PodLogStreamStatus.ContainerLogStatus> all = new ArrayList<>();
    for (List<Pod.Container> list : List.of(init, regular)) {
      for (Pod.Container container : list) {
        all.add(
            new PodLogStreamStatus.ContainerLogStatus(
                container.name(),
                container.state().running().isPresent(),
                container.state().terminated().isPresent(),
                ""));
      }
    }
    store.editStatus(Kinds.POD_LOG_STREAM, name, old -> new PodLogStreamStatus(all, ""));
  }

  @Override
  public void close() {
    for (Streams mine : streams.values()) {
      synchronized (mine) {
        mine.closed = true;
        mine.byContainerId.values().forEach(run -> run.thread().interrupt());
      }
    }
  }
}
