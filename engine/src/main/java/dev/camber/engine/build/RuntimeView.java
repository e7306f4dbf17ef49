package dev.camber.engine.build;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.DockerComposeServiceStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.Pod;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How what a resource runs is doing: a pure function of the store. Source: spec engine, section
 * 1.8.
 *
 * @param status one of the words of the API
 * @param error for a person; empty unless the status is {@code error}
 */
public record RuntimeView(String status, String error) {
  public static final String OK = "ok";
  public static final String PENDING = "pending";
  public static final String ERROR = "error";
  public static final String UNKNOWN = "unknown";
  public static final String NONE = "none";
  public static final String NOT_APPLICABLE = "not_applicable";

  /** The value of {@link Annotations#OWNER_KIND} on a serve command. */
  public static final String SERVER_OWNER = "CmdServer";

  private static final String SERVE = "-serve-";

  /** Characters of a name that are kept when it is cut. */
  private static final int SURELY_KEPT = 40;

  private static final String CRASH_LOOP = "CrashLoopBackOff";

  private static final Set<String> BAD_WAITS =
      Set.of(
          CRASH_LOOP,
          "ErrImagePull",
          "ImagePullBackOff",
          "RunContainerError",
          "StartError",
          "Error");

  private static final RuntimeView IS_OK = new RuntimeView(OK, "");
  private static final RuntimeView IS_PENDING = new RuntimeView(PENDING, "");

  /** The status by type alone, before the update status is considered. */
  static RuntimeView raw(StoreSnapshot snapshot, Manifest manifest, ResourceState state) {
    return switch (manifest.deployTarget()) {
      case LocalTarget local -> ofLocal(snapshot, local);
      case KubernetesTarget target -> ofKubernetes(snapshot, target, state);
      case ComposeTarget compose -> ofCompose(snapshot, compose);
    };
  }

  /** The status as the API shows it. */
  public static RuntimeView of(
      StoreSnapshot snapshot, Manifest manifest, ResourceState state, String updateStatus) {
    RuntimeView raw = raw(snapshot, manifest, state);
    boolean open = raw.status.equals(PENDING) || raw.status.equals(UNKNOWN);
    if (!open) {
      return raw;
    }
    return switch (updateStatus) {
      case NONE -> new RuntimeView(NONE, "");
      case PENDING, "in_progress" -> IS_PENDING;
      default -> raw;
    };
  }

  /** The name of a resource's server number {@code number}. */
  public static String serverName(String resource, int number) {
    return ObjectNames.sanitize(resource + SERVE + number);
  }

  /**
   * What the names of all its servers begin with; less where they are so long that they are cut.
   */
  private static String serverPrefix(String resource) {
    String longest = SERVE + Integer.MAX_VALUE;
    boolean cut = !ObjectNames.sanitize(resource + longest).endsWith(longest);
    return ObjectNames.sanitize(cut ? resource.substring(0, SURELY_KEPT) : resource + SERVE);
  }

  /** The Cmd that serves a resource, if there is one. */
  public static Optional<ApiObject<CmdSpec, CmdStatus>> server(
      StoreSnapshot snapshot, String resource) {
    return snapshot.listNamed(Kinds.CMD, serverPrefix(resource)).stream()
        .filter(cmd ->
            cmd.metadata().annotation(Annotations.OWNER_KIND).equals(Optional.of(SERVER_OWNER))
                && cmd.metadata().annotation(Annotations.OWNER_NAME).equals(Optional.of(resource)))
        .filter(cmd -> cmd.metadata().deletionTimestamp().isEmpty())
        .findFirst();
  }

  private static RuntimeView ofLocal(StoreSnapshot snapshot, LocalTarget local) {
    if (local.serveCmd().isEmpty()) {
      return new RuntimeView(NOT_APPLICABLE, "");
    }
    Optional<CmdStatus> cmd = server(snapshot, local.name()).map(ApiObject::status);
    if (cmd.isEmpty()) {
      return IS_PENDING;
    }
    Optional<CmdStatus.Terminated> terminated = cmd.get().terminated();
    if (terminated.isPresent()) {
      // Said even for exit 0: what serves must not end. The reference's words.
      return new RuntimeView(
          ERROR, "Process " + terminated.get().pid() + " exited with non-zero status");
    }
    return cmd.get().running().isPresent() && cmd.get().ready() ? IS_OK : IS_PENDING;
  }

  private static RuntimeView ofKubernetes(
      StoreSnapshot snapshot, KubernetesTarget target, ResourceState state) {
    if (state.lastDeploy().isEmpty()) {
      return IS_PENDING;
    }
    if (target.podReadinessMode() == PodReadinessMode.IGNORE) {
      return IS_OK;
    }
    boolean jobComplete =
        snapshot
            .get(Kinds.KUBERNETES_APPLY, target.name())
            .map(apply ->
                apply.status().conditions().stream()
                    .anyMatch(c -> c.type().equals("JobComplete") && c.status().equals("True")))
            .orElse(false);
    if (jobComplete) {
      return IS_OK;
    }
    Optional<Pod> newest = newestPod(snapshot, target.name());
    if (newest.isEmpty()) {
      return IS_PENDING;
    }
    Pod pod = newest.get();
    return switch (pod.phase()) {
      case "Running" -> running(pod, target.podReadinessMode());
      case "Succeeded" -> IS_OK;
      case "Failed" -> podError(pod);
      default -> firstBadContainer(pod).isPresent() ? podError(pod) : IS_PENDING;
    };
  }

  private static RuntimeView running(Pod pod, PodReadinessMode mode) {
    if (mode == PodReadinessMode.SUCCEEDED) {
      // How often a job may die is its own affair, as long as its pod runs.
      return IS_PENDING;
    }
    if (isCrashLooping(pod)) {
      return podError(pod);
    }
    return !pod.containers().isEmpty() && pod.containers().stream().allMatch(Pod.Container::ready)
        ? IS_OK
        : IS_PENDING;
  }

  /** Whether a container has died at least twice and waits to be started again. */
  private static boolean isCrashLooping(Pod pod) {
    return pod.containers().stream()
        .anyMatch(c -> c.state().waiting().map(w -> w.reason().equals(CRASH_LOOP)).orElse(false));
  }

  private static RuntimeView podError(Pod pod) {
    return new RuntimeView(ERROR, "Pod " + pod.name() + " in error state: " + pod.status());
  }

  /** The first container, init containers before others, that cannot run. */
  public static Optional<Pod.Container> firstBadContainer(Pod pod) {
    List<Pod.Container> all = new ArrayList<>(pod.initContainers());
    all.addAll(pod.containers());
    return all.stream()
        .filter(c ->
            c.state().terminated().map(t -> t.exitCode() != 0).orElse(false)
                || c.state().waiting().map(w -> BAD_WAITS.contains(w.reason())).orElse(false))
        .findFirst();
  }

  /** The pod created last; of those created at once the one with the greater name. */
  public static Optional<Pod> newestPod(StoreSnapshot snapshot, String resource) {
    return snapshot
        .get(Kinds.KUBERNETES_DISCOVERY, resource)
        .flatMap(discovery ->
            discovery.status().pods().stream()
                .max(
                    Comparator.comparing((Pod pod) ->
                            pod.createdAt().map(t -> t.instant()).orElse(java.time.Instant.EPOCH))
                        .thenComparing(Pod::name)));
  }

  private static RuntimeView ofCompose(StoreSnapshot snapshot, ComposeTarget target) {
    Optional<DockerComposeServiceStatus> status =
        snapshot.get(Kinds.DOCKER_COMPOSE_SERVICE, target.name()).map(ApiObject::status);
    Optional<DockerComposeServiceStatus.ContainerState> container =
        status.flatMap(DockerComposeServiceStatus::containerState);
    if (status.isEmpty() || container.isEmpty()) {
      return new RuntimeView(UNKNOWN, "");
    }
    DockerComposeServiceStatus.ContainerState state = container.get();
    String id = status.get().containerID();
    if (!state.error().isEmpty()) {
      return new RuntimeView(ERROR, "Container " + id + ": " + state.error());
    }
    if (state.exitCode() != 0) {
      return new RuntimeView(ERROR, "Container " + id + " exited with " + state.exitCode());
    }
    return state.running() || state.status().equals("running") || state.status().equals("exited")
        ? IS_OK
        : IS_PENDING;
  }
}
