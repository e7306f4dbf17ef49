package dev.camber.engine.sequence;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.Pod;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs the pods of Deployments: one each, which takes a second to come up; the one before stays
 * until then. What a container holds is its image's files and what live updates brought in.
 */
final class Kubelet implements Reconciler {
  private static final Duration START = Duration.ofSeconds(1);

  private final ManualLoop loop;
  private final FakeCluster cluster;
  private final Function<String, Map<String, Integer>> images;
  private final Map<String, List<Running>> pods = new TreeMap<>();
  private int count;

  /** A pod; for one thread. */
  static final class Running {
    private final String name;
    private final String set;
    private final String owner;
    private final String image;
    private final JsonObject template;
    private final Instant created;
    private final Map<String, Integer> content = new TreeMap<>();
    private String container = "";
    private int restarts;
    private boolean deleting;

    private Running(
        String name, String set, String owner, String image, JsonObject template, Instant created) {
      this.name = name;
      this.set = set;
      this.owner = owner;
      this.image = image;
      this.template = template;
      this.created = created;
    }

    String name() {
      return name;
    }

    String container() {
      return container;
    }

    boolean isRunning() {
      return !container.isEmpty();
    }

    /** What it holds: a file's path to its version. */
    Map<String, Integer> content() {
      return content;
    }

    String yaml() {
      return template.stringAt("metadata", "annotations", "yaml").orElse("");
    }
  }

  /**
   * @param images what an image of this name holds
   */
  Kubelet(ManualLoop loop, FakeCluster cluster, Function<String, Map<String, Integer>> images) {
    this.loop = loop;
    this.cluster = cluster;
    this.images = images;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.KUBERNETES_DISCOVERY;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(Trigger.sameName(Kinds.KUBERNETES_APPLY));
  }

  @Override
  public Result reconcile(String name) {
    List<Running> mine = pods.computeIfAbsent(name, n -> new ArrayList<>());
    Optional<JsonObject> deployment = deployment(name);
    if (deployment.isEmpty()) {
      mine.clear();
      publish(name);
      return Result.done();
    }
    String uid = deployment.get().stringAt("metadata", "uid").orElseThrow();
    JsonObject template =
        deployment.get().at("spec", "template").flatMap(Json::asObject).orElseThrow();
    mine.removeIf(p -> !p.owner.equals(uid));
    if (mine.stream().noneMatch(p -> p.template.equals(template) && !p.deleting)) {
      add(name, uid, template, "set-" + ++count);
    }
    publish(name);
    return Result.done();
  }

  private void add(String name, String uid, JsonObject template, String set) {
    String image =
        template
            .at("spec", "containers")
            .flatMap(Json::asArray)
            .orElse(JsonArray.EMPTY)
            .items()
            .getFirst()
            .stringAt("image")
            .orElse("");
    Running pod = new Running(name + "-" + ++count, set, uid, image, template, loop.instant());
    pods.get(name).add(pod);
    loop.after(START, () -> started(name, pod));
  }

  private void started(String name, Running pod) {
    List<Running> mine = pods.get(name);
    if (!mine.contains(pod)) {
      return;
    }
    pod.container = "containerd://" + ++count;
    pod.content.clear();
    pod.content.putAll(images.apply(pod.image));
    for (Running other : List.copyOf(mine)) {
      if (other != pod && !other.template.equals(pod.template) && isOlder(other, pod)) {
        other.deleting = true;
        loop.after(
            START,
            () -> {
              mine.remove(other);
              publish(name);
            });
      }
    }
    publish(name);
  }

  private static boolean isOlder(Running one, Running other) {
    return !one.created.isAfter(other.created);
  }

  /** Another pod takes the place of the one that runs. */
  void podDies(String name) {
    newest(name)
        .ifPresent(pod -> {
          pods.get(name).remove(pod);
          add(name, pod.owner, pod.template, pod.set);
          publish(name);
        });
  }

  /** The same pod gets a new container. */
  void containerDies(String name) {
    newest(name)
        .filter(Running::isRunning)
        .ifPresent(pod -> {
          pod.container = "";
          pod.restarts++;
          publish(name);
          loop.after(START, () -> started(name, pod));
        });
  }

  Optional<Running> newest(String name) {
    List<Running> mine =
        pods.getOrDefault(name, List.of()).stream().filter(p -> !p.deleting).toList();
    return mine.isEmpty() ? Optional.empty() : Optional.of(mine.getLast());
  }

  /** The pods of a deployment that are not about to go. */
  List<Running> staying(String name) {
    return pods.getOrDefault(name, List.of()).stream().filter(p -> !p.deleting).toList();
  }

  /** The pod with this container, if it still runs. */
  Optional<Running> byContainer(String container) {
    return pods.values().stream()
        .flatMap(List::stream)
        .filter(p -> p.container.equals(container))
        .findFirst();
  }

  Optional<JsonObject> deployment(String name) {
    try {
      return cluster.get(ResourceType.DEPLOYMENT, "default", name);
    } catch (KubeException e) {
      throw new IllegalStateException(e);
    }
  }

  private void publish(String name) {
    List<Pod> shown = pods.get(name).stream().map(this::shown).toList();
    loop.store.editStatus(
        Kinds.KUBERNETES_DISCOVERY,
        name,
        old ->
            new KubernetesDiscoveryStatus(
                old.monitorStartTime(), shown, Optional.empty(), old.running()));
  }

  private Pod shown(Running pod) {
    Optional<Time> created = Optional.of(new Time(pod.created));
    Pod.ContainerState state =
        pod.isRunning()
            ? new Pod.ContainerState(
                Optional.empty(), Optional.of(new Pod.Running(created)), Optional.empty())
            : new Pod.ContainerState(
                Optional.of(new Pod.Waiting("ContainerCreating")),
                Optional.empty(),
                Optional.empty());
    return new Pod(
        "uid-" + pod.name,
        pod.name,
        "default",
        created,
        pod.isRunning() || pod.restarts > 0 ? "Running" : "Pending",
        pod.deleting,
        List.of(),
        List.of(),
        List.of(
            new Pod.Container(
                "main", pod.container, pod.isRunning(), pod.image, pod.restarts, state, List.of())),
        pod.owner,
        "",
        pod.isRunning() ? "Running" : "ContainerCreating",
        List.of(),
        Optional.of(new Pod.Owner(pod.set, "apps/v1", "ReplicaSet", created)));
  }
}
