package dev.camber.kubernetes.debug;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Puts a container with a shell into a running pod, in the process namespace of one that has none:
 * the target's files are then at {@code /proc/1/root}. It stays until the pod goes, so one is used
 * again and again. Thread-safe.
 */
public final class DebugContainers {
  private static final String PREFIX = "camber-debug-";

  private final KubeApi api;
  private final KubeWrites writes;
  private final RandomGenerator random;

  public DebugContainers(KubeApi api, ContextAccess.Allowed right, RandomGenerator random) {
    this.api = api;
    this.writes = api.writes(right);
    this.random = random;
  }

  /**
   * The name of a running debug container for {@code target}; one is started if there is none. The
   * caller limits the time by interrupt.
   *
   * @param image has {@code sh} and {@code sleep}
   * @param securityContext of the container, such as the target's user; may be empty
   * @throws KubeException if the pod is gone, the server refuses, or the container cannot start
   */
  public String ensure(
      String namespace, String pod, String target, String image, JsonObject securityContext)
      throws KubeException, InterruptedException {
    JsonObject now =
        api.get(ResourceType.POD, namespace, pod)
            .orElseThrow(() -> KubeException.notFound(ResourceType.POD, pod));
    Optional<String> there = running(now, target);
    if (there.isPresent()) {
      return there.get();
    }
    String name = PREFIX + Integer.toHexString(random.nextInt() | 0x1000_0000);
    JsonObject.Builder container =
        JsonObject.builder()
            .put("name", name)
            .put("image", image)
            .put("imagePullPolicy", "IfNotPresent")
            .put("command", Json.strings(List.of("sh", "-c", "while :; do sleep 3600; done")))
            .put("targetContainerName", target);
    if (!securityContext.isEmpty()) {
      container.put("securityContext", securityContext);
    }
    JsonObject changed = writes.addEphemeralContainer(namespace, pod, container.build());
    return awaitRunning(namespace, pod, name, changed);
  }

  private String awaitRunning(String namespace, String pod, String name, JsonObject first)
      throws KubeException, InterruptedException {
    JsonObject now = first;
    while (true) {
      if (state(now, name).flatMap(s -> s.at("running")).isPresent()) {
        return name;
      }
      refuse(now, name);
      String version = now.stringAt("metadata", "resourceVersion").orElse("");
      try (WatchStream watch =
          api.watch(ResourceType.POD, namespace, ListQuery.named(pod), version)) {
        Optional<WatchEvent> event = watch.next();
        if (event.isPresent() && event.get().type() == WatchEvent.Type.DELETED) {
          throw KubeException.notFound(ResourceType.POD, pod);
        }
        if (event.isPresent() && event.get().type() != WatchEvent.Type.BOOKMARK) {
          now = event.get().object();
          continue;
        }
      } catch (KubeException e) {
        if (!e.isGone()) {
          throw e;
        }
      }
      now =
          api.get(ResourceType.POD, namespace, pod)
              .orElseThrow(() -> KubeException.notFound(ResourceType.POD, pod));
    }
  }

  /** A container that cannot start says why. */
  private static void refuse(JsonObject pod, String name) throws KubeException {
    Optional<Json> state = state(pod, name);
    String waiting = state.flatMap(s -> s.stringAt("waiting", "reason")).orElse("");
    boolean hopeless =
        waiting.startsWith("Err")
            || waiting.endsWith("BackOff")
            || waiting.endsWith("Error")
            || waiting.equals("InvalidImageName");
    Optional<Json> ended = state.flatMap(s -> s.at("terminated"));
    if (hopeless || ended.isPresent()) {
      String message =
          state
              .flatMap(s -> s.stringAt("waiting", "message"))
              .or(() -> ended.flatMap(e -> e.stringAt("message")))
              .orElse(waiting);
      throw new KubeException(
          500, "DebugContainer", "the debug container " + name + " does not run: " + message);
    }
  }

  private static Optional<String> running(JsonObject pod, String target) {
    JsonArray containers =
        pod.at("spec", "ephemeralContainers").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (Json container : containers) {
      String name = container.stringAt("name").orElse("");
      if (name.startsWith(PREFIX)
          && container.stringAt("targetContainerName").orElse("").equals(target)
          && state(pod, name).flatMap(s -> s.at("running")).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static Optional<Json> state(JsonObject pod, String name) {
    JsonArray statuses =
        pod.at("status", "ephemeralContainerStatuses")
            .flatMap(Json::asArray)
            .orElse(JsonArray.EMPTY);
    for (Json status : statuses) {
      if (status.stringAt("name").orElse("").equals(name)) {
        return status.at("state");
      }
    }
    return Optional.empty();
  }
}
