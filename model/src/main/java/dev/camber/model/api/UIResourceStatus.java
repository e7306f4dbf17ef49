package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/**
 * A resource as the page shows it.
 *
 * @param buildHistory newest first, at most 10
 * @param pendingFiles files that changed since the last update began, at most 20; the reference has
 *     none
 */
public record UIResourceStatus(
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastDeployTime,
    int triggerMode,
    List<UIResourceStatus.Build> buildHistory,
    Optional<UIResourceStatus.RunningBuild> currentBuild,
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> pendingBuildSince,
    boolean hasPendingChanges,
    List<String> pendingFiles,
    List<UIResourceStatus.Link> endpointLinks,
    Optional<UIResourceStatus.Kubernetes> k8sResourceInfo,
    Optional<UIResourceStatus.Compose> composeResourceInfo,
    Optional<UIResourceStatus.Local> localResourceInfo,
    String runtimeStatus,
    String updateStatus,
    List<UIResourceStatus.Target> specs,
    boolean queued,
    int order,
    UIResourceStatus.Disable disableStatus,
    Optional<UIResourceStatus.Waiting> waiting,
    List<UIResourceStatus.UICondition> conditions)
    implements Status {
  public UIResourceStatus {
    buildHistory = List.copyOf(buildHistory);
    pendingFiles = List.copyOf(pendingFiles);
    endpointLinks = List.copyOf(endpointLinks);
    specs = List.copyOf(specs);
    conditions = List.copyOf(conditions);
  }

  /**
   * A finished update.
   *
   * @param reason why it was made, e.g. {@code Changed Files}; ours
   * @param changedFiles files that led to it, at most 20; ours
   */
  public record Build(
      String error,
      List<String> warnings,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> finishTime,
      String spanID,
      boolean isCrashRebuild,
      String reason,
      List<String> changedFiles) {
    public Build {
      changedFiles = List.copyOf(changedFiles);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * An update under way.
   *
   * @param reason why it is made; ours
   * @param changedFiles files that led to it, at most 20; ours
   */
  public record RunningBuild(
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime,
      String spanID,
      String reason,
      List<String> changedFiles) {
    public RunningBuild {
      changedFiles = List.copyOf(changedFiles);
    }
  }

  /** An address. */
  public record Link(String url, String name) {}

  /** The most recent pod. */
  public record Kubernetes(
      String podName,
      @Wire(empty = Wire.Empty.NULL) Optional<Time> podCreationTime,
      @Wire(empty = Wire.Empty.NULL) Optional<Time> podUpdateStartTime,
      String podStatus,
      String podStatusMessage,
      boolean allContainersReady,
      int podRestarts,
      String spanID,
      List<String> displayNames) {
    public Kubernetes {
      displayNames = List.copyOf(displayNames);
    }
  }

  /** The container. */
  public record Compose(String healthStatus) {}

  /** The process. */
  public record Local(long pid, boolean isTest) {}

  /** One target. */
  public record Target(String id, String type, boolean hasLiveUpdate) {}

  /** How many sources say what. */
  public record Disable(
      @Wire(empty = Wire.Empty.WRITE) int enabledCount,
      @Wire(empty = Wire.Empty.WRITE) int disabledCount,
      @Wire(empty = Wire.Empty.WRITE) String state,
      @Wire(empty = Wire.Empty.NULL) List<DisableSource> sources) {
    public Disable {
      sources = List.copyOf(sources);
    }
  }

  /** What holds the update. */
  public record Waiting(
      @Wire(empty = Wire.Empty.WRITE) String reason, List<UIResourceStatus.ObjectRef> on) {
    public Waiting {
      on = List.copyOf(on);
    }
  }

  /** An object that is waited for. */
  public record ObjectRef(String group, String apiVersion, String kind, String name) {}

  /** A summary of the state. */
  public record UICondition(
      @Wire(empty = Wire.Empty.WRITE) String type,
      @Wire(empty = Wire.Empty.WRITE) String status,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastTransitionTime,
      String reason,
      String message) {}
}
