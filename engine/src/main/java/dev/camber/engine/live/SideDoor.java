package dev.camber.engine.live;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.kubernetes.apply.TimeLimit;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The way into a container that has no {@code tar}, no shell, or does not let its user write: an
 * ephemeral container beside it, in its process namespace, which sees its files below {@code
 * /proc/1/root}. It has the image {@code busybox}.
 *
 * @param container the name of the ephemeral container
 */
record SideDoor(String container) {
  private static final String IMAGE = "busybox";
  private static final String FILES = "/proc/1/root";

  /** An image has to be pulled, perhaps. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Another user's process is not to be looked into without this right. */
  private static final JsonObject ROOT =
      JsonObject.builder()
          .put("runAsUser", Json.of(0))
          .put("runAsNonRoot", Json.of(false))
          .put(
              "capabilities",
              JsonObject.builder().put("add", Json.strings(List.of("SYS_PTRACE"))).build())
          .build();

  /** Opened, or why it cannot be. */
  record Answer(Optional<SideDoor> door, String refusal) {}

  static Answer open(ClusterConnections clusters, String cluster, TargetContainer target)
      throws InterruptedException {
    Optional<DebugContainers> debug = clusters.debug(cluster);
    if (debug.isEmpty()) {
      return new Answer(Optional.empty(), "the cluster is not connected");
    }
    try {
      String name =
          TimeLimit.call(
              "ephemeral container",
              LIMIT,
              () ->
                  debug
                      .get()
                      .ensure(
                          target.pod().namespace(),
                          target.pod().name(),
                          target.container().name(),
                          IMAGE,
                          ROOT));
      return new Answer(Optional.of(new SideDoor(name)), "");
    } catch (TimeoutException e) {
      return new Answer(
          Optional.empty(), "it did not run within " + LIMIT.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KubeException refused) {
        return new Answer(Optional.empty(), String.valueOf(refused.getMessage()));
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  ExecRequest remove(TargetContainer target, List<String> paths) {
    List<String> command = new java.util.ArrayList<>(List.of("rm", "-rf"));
    paths.forEach(path -> command.add(FILES + path));
    return request(target, command);
  }

  ExecRequest unpack(TargetContainer target) {
    return request(target, List.of("tar", "-C", FILES, "-x", "-f", "-"));
  }

  private ExecRequest request(TargetContainer target, List<String> command) {
    return ExecRequest.of(target.pod().namespace(), target.pod().name(), container, command);
  }
}
