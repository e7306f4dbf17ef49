package dev.camber.kubernetes.watch;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text in the STATUS column of {@code kubectl get pods}. Stateless. */
final class PodStatusText {
  private PodStatusText() {}

  static String of(JsonObject pod) {
    String phase = pod.stringAt("status", "phase").orElse("");
    String podReason = pod.stringAt("status", "reason").orElse("");
    String reason = podReason.isEmpty() ? phase : podReason;
    for (JsonObject condition : list(pod, "status", "conditions")) {
      if (text(condition, "type").equals("PodScheduled")
          && text(condition, "reason").equals("SchedulingGated")) {
        reason = "SchedulingGated";
      }
    }
    Optional<String> initializing = initializing(pod);
    if (initializing.isPresent()) {
      reason = initializing.get();
    }
    if (initializing.isEmpty() || condition(pod, "Initialized")) {
      reason = running(pod, reason);
    }
    if (pod.at("metadata", "deletionTimestamp").isPresent()) {
      if (podReason.equals("NodeLost")) {
        return "Unknown";
      } else if (!phase.equals("Failed") && !phase.equals("Succeeded")) {
        return "Terminating";
      }
    }
    return reason;
  }

  /** What the first init container that is not through says; empty if all are. */
  private static Optional<String> initializing(JsonObject pod) {
    List<JsonObject> declared = list(pod, "spec", "initContainers");
    Set<String> sidecars = new HashSet<>();
    for (JsonObject container : declared) {
      if (text(container, "restartPolicy").equals("Always")) {
        sidecars.add(text(container, "name"));
      }
    }
    List<JsonObject> statuses = list(pod, "status", "initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      JsonObject status = statuses.get(i);
      Optional<Json> terminated = status.at("state", "terminated");
      if (terminated.isPresent() && exitCode(terminated.get()) == 0) {
        continue;
      }
      if (sidecars.contains(text(status, "name"))
          && status.at("started").equals(Optional.of(JsonBool.TRUE))) {
        continue;
      }
      if (terminated.isPresent()) {
        String why = terminated.get().stringAt("reason").orElse("");
        return Optional.of("Init:" + (why.isEmpty() ? signalOrCode(terminated.get()) : why));
      }
      String waiting = status.stringAt("state", "waiting", "reason").orElse("");
      if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
        return Optional.of("Init:" + waiting);
      }
      return Optional.of("Init:" + i + "/" + declared.size());
    }
    return Optional.empty();
  }

  private static String running(JsonObject pod, String before) {
    String reason = before;
    boolean hasRunning = false;
    for (JsonObject status : list(pod, "status", "containerStatuses").reversed()) {
      String waiting = status.stringAt("state", "waiting", "reason").orElse("");
      Optional<Json> terminated = status.at("state", "terminated");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (terminated.isPresent()) {
        String why = terminated.get().stringAt("reason").orElse("");
        reason = why.isEmpty() ? signalOrCode(terminated.get()) : why;
      } else if (status.at("ready").equals(Optional.of(JsonBool.TRUE))
          && status.at("state", "running").isPresent()) {
        hasRunning = true;
      }
    }
    if (reason.equals("Completed") && hasRunning) {
      return condition(pod, "Ready") ? "Running" : "NotReady";
    }
    return reason;
  }

  private static String signalOrCode(Json terminated) {
    long signal = number(terminated, "signal");
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + exitCode(terminated);
  }

  private static boolean condition(JsonObject pod, String type) {
    return list(pod, "status", "conditions").stream()
        .anyMatch(c -> text(c, "type").equals(type) && text(c, "status").equals("True"));
  }

  static long exitCode(Json terminated) {
    return number(terminated, "exitCode");
  }

  static long number(Json of, String name) {
    return of.at(name)
        .filter(JsonNumber.class::isInstance)
        .map(n -> ((JsonNumber) n).asLong().orElse(0))
        .orElse(0L);
  }

  static String text(JsonObject of, String name) {
    return of.stringAt(name).orElse("");
  }

  static List<JsonObject> list(JsonObject of, String... path) {
    return of.at(path).flatMap(Json::asArray).orElse(JsonArray.EMPTY).items().stream()
        .flatMap(item -> item.asObject().stream())
        .toList();
  }
}
