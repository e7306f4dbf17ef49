package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** A pod as far as we need it. */
public record Pod(
    @Wire(empty = Wire.Empty.WRITE) String uid,
    @Wire(empty = Wire.Empty.WRITE) String name,
    @Wire(empty = Wire.Empty.WRITE) String namespace,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> createdAt,
    @Wire(empty = Wire.Empty.WRITE) String phase,
    @Wire(empty = Wire.Empty.WRITE) boolean deleting,
    List<Pod.PodCondition> conditions,
    List<Pod.Container> initContainers,
    @Wire(empty = Wire.Empty.NULL) List<Pod.Container> containers,
    String ancestorUID,
    String podTemplateSpecHash,
    @Wire(empty = Wire.Empty.WRITE) String status,
    @Wire(empty = Wire.Empty.WRITE) List<String> errors,
    Optional<Pod.Owner> owner) {
  public Pod {
    conditions = List.copyOf(conditions);
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    errors = List.copyOf(errors);
  }

  /** One condition of the pod. */
  public record PodCondition(
      @Wire(empty = Wire.Empty.WRITE) String type,
      @Wire(empty = Wire.Empty.WRITE) String status,
      @Wire(empty = Wire.Empty.NULL) Optional<Time> lastTransitionTime,
      String reason,
      String message) {}

  /** One container. */
  public record Container(
      @Wire(empty = Wire.Empty.WRITE) String name,
      @Wire(empty = Wire.Empty.WRITE) String id,
      @Wire(empty = Wire.Empty.WRITE) boolean ready,
      @Wire(empty = Wire.Empty.WRITE) String image,
      @Wire(empty = Wire.Empty.WRITE) int restarts,
      Pod.ContainerState state,
      @Wire(empty = Wire.Empty.WRITE) List<Integer> ports) {
    public Container {
      ports = List.copyOf(ports);
    }
  }

  /** At most one is set. */
  public record ContainerState(
      @Wire(empty = Wire.Empty.NULL) Optional<Pod.Waiting> waiting,
      @Wire(empty = Wire.Empty.NULL) Optional<Pod.Running> running,
      @Wire(empty = Wire.Empty.NULL) Optional<Pod.Terminated> terminated) {}

  /** Not running yet. */
  public record Waiting(@Wire(empty = Wire.Empty.WRITE) String reason) {}

  /** Running. */
  public record Running(@Wire(empty = Wire.Empty.NULL) Optional<Time> startedAt) {}

  /** Ended. */
  public record Terminated(
      @Wire(empty = Wire.Empty.NULL) Optional<Time> startedAt,
      @Wire(empty = Wire.Empty.NULL) Optional<Time> finishedAt,
      String reason,
      @Wire(empty = Wire.Empty.WRITE) int exitCode) {}

  /** Its controller. */
  public record Owner(
      @Wire(empty = Wire.Empty.WRITE) String name,
      @Wire(empty = Wire.Empty.WRITE) String apiVersion,
      @Wire(empty = Wire.Empty.WRITE) String kind,
      @Wire(empty = Wire.Empty.NULL) Optional<Time> creationTimestamp) {}
}
