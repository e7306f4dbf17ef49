package dev.camber.kubernetes.watch;

import dev.camber.model.api.Pod;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a pod of the API server into ours. Source: spec engine 3.10. Stateless. */
public final class PodReader {
  /** The label by which a pod tells which template it was made from. */
  public static final String TEMPLATE_HASH = "tilt.dev/pod-template-hash";

  /** Waiting for these reasons is an error. Source: spec engine 1.8. */
  public static final Set<String> ERROR_REASONS =
      Set.of(
          "CrashLoopBackOff",
          "ErrImagePull",
          "ImagePullBackOff",
          "RunContainerError",
          "StartError",
          "Error");

  private PodReader() {}

  /**
   * @param ancestorUid the watched object that owns it, directly or not; empty if none does
   * @param owners as {@link OwnerResolver} found them, the controller first
   */
  public static Pod read(JsonObject pod, String ancestorUid, List<OwnerResolver.Owner> owners) {
    return new Pod(
        pod.stringAt("metadata", "uid").orElse(""),
        pod.stringAt("metadata", "name").orElse(""),
        pod.stringAt("metadata", "namespace").orElse(""),
        OwnerResolver.time(pod.stringAt("metadata", "creationTimestamp")),
        pod.stringAt("status", "phase").orElse(""),
        pod.at("metadata", "deletionTimestamp").isPresent(),
        conditions(pod),
        containers(pod, "initContainers", "initContainerStatuses"),
        containers(pod, "containers", "containerStatuses"),
        ancestorUid,
        pod.stringAt("metadata", "labels", TEMPLATE_HASH).orElse(""),
        PodStatusText.of(pod),
        errors(pod),
        owner(pod, owners));
  }

  private static List<Pod.PodCondition> conditions(JsonObject pod) {
    List<Pod.PodCondition> conditions = new ArrayList<>();
    for (JsonObject c : PodStatusText.list(pod, "status", "conditions")) {
      conditions.add(
          new Pod.PodCondition(
              PodStatusText.text(c, "type"),
              PodStatusText.text(c, "status"),
              OwnerResolver.time(c.stringAt("lastTransitionTime")),
              PodStatusText.text(c, "reason"),
              PodStatusText.text(c, "message")));
    }
    return conditions;
  }

  private static List<Pod.Container> containers(JsonObject pod, String declared, String statuses) {
    List<JsonObject> specs = PodStatusText.list(pod, "spec", declared);
    List<Pod.Container> containers = new ArrayList<>();
    for (JsonObject status : PodStatusText.list(pod, "status", statuses)) {
      String name = PodStatusText.text(status, "name");
      JsonObject spec =
          specs.stream()
              .filter(s -> PodStatusText.text(s, "name").equals(name))
              .findFirst()
              .orElse(JsonObject.EMPTY);
      containers.add(
          new Pod.Container(
              name,
              containerId(PodStatusText.text(status, "containerID")),
              status.at("ready").equals(Optional.of(JsonBool.TRUE)),
              // The status names what the runtime resolved; the spec names what was asked for.
              spec.stringAt("image").orElse(PodStatusText.text(status, "image")),
              Math.toIntExact(PodStatusText.number(status, "restartCount")),
              state(status),
              ports(spec)));
    }
    return containers;
  }

  /** The runtime's id without its scheme: {@code containerd://abc} is {@code abc}. */
  public static String containerId(String id) {
    int scheme = id.indexOf("://");
    return scheme < 0 ? id : id.substring(scheme + 3);
  }

  private static Pod.ContainerState state(JsonObject status) {
    Optional<Pod.Waiting> waiting =
        status.at("state", "waiting").map(w -> new Pod.Waiting(w.stringAt("reason").orElse("")));
    Optional<Pod.Running> running =
        status
            .at("state", "running")
            .map(r -> new Pod.Running(OwnerResolver.time(r.stringAt("startedAt"))));
    Optional<Pod.Terminated> terminated =
        status
            .at("state", "terminated")
            .map(t ->
                new Pod.Terminated(
                    OwnerResolver.time(t.stringAt("startedAt")),
                    OwnerResolver.time(t.stringAt("finishedAt")),
                    t.stringAt("reason").orElse(""),
                    Math.toIntExact(PodStatusText.exitCode(t))));
    return new Pod.ContainerState(waiting, running, terminated);
  }

  private static List<Integer> ports(JsonObject spec) {
    List<Integer> ports = new ArrayList<>();
    for (Json port : spec.get("ports").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      if (port.at("containerPort").orElse(Json.ofNull()) instanceof JsonNumber number) {
        number.asLong().ifPresent(n -> ports.add(Math.toIntExact(n)));
      }
    }
    return ports;
  }

  private static List<String> errors(JsonObject pod) {
    List<String> errors = new ArrayList<>();
    // An init container's failure stops mattering once the pod got past it.
    if (initializing(pod)) {
      PodStatusText.list(pod, "status", "initContainerStatuses")
          .forEach(status -> addErrors(status, errors));
    }
    PodStatusText.list(pod, "status", "containerStatuses")
        .forEach(status -> addErrors(status, errors));
    return errors;
  }

  private static boolean initializing(JsonObject pod) {
    for (JsonObject status : PodStatusText.list(pod, "status", "initContainerStatuses")) {
      Optional<Json> terminated = status.at("state", "terminated");
      if (terminated.isEmpty() || PodStatusText.exitCode(terminated.get()) != 0) {
        return true;
      }
    }
    return false;
  }

  private static void addErrors(JsonObject status, List<String> errors) {
    Optional<Json> waiting = status.at("state", "waiting");
    if (waiting.isPresent()) {
      status.at("lastState", "terminated").ifPresent(last -> addTermination(last, errors));
      String message = waiting.get().stringAt("message").orElse("");
      if (!message.isEmpty()
          && ERROR_REASONS.contains(waiting.get().stringAt("reason").orElse(""))) {
        errors.add(message);
      }
    }
    status.at("state", "terminated").ifPresent(now -> addTermination(now, errors));
  }

  private static void addTermination(Json terminated, List<String> errors) {
    String message = terminated.stringAt("message").orElse("");
    if (PodStatusText.exitCode(terminated) != 0 && !message.isEmpty()) {
      errors.add(message);
    }
  }

  private static Optional<Pod.Owner> owner(JsonObject pod, List<OwnerResolver.Owner> owners) {
    return OwnerResolver.references(pod).stream()
        .findFirst()
        .flatMap(
            reference -> owners.stream().filter(o -> o.uid().equals(reference.uid())).findFirst())
        .map(o -> new Pod.Owner(o.name(), o.apiVersion(), o.kind(), o.createdAt()));
  }
}
