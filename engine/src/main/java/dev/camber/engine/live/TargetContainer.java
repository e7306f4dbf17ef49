package dev.camber.engine.live;

import dev.camber.model.api.Pod;

/** A container that a live update selects, and the pod around it. */
public record TargetContainer(Pod pod, Pod.Container container) {

  /** What tells this run of the container from every other: a restart gets a new one. */
  public record Id(String namespace, String pod, String containerId) {}

  public Id id() {
    return new Id(pod.namespace(), pod.name(), container.id());
  }

  /** {@code pod/container}. */
  public String displayName() {
    return pod.name() + "/" + container.name();
  }

  /** Whether it will never run again. */
  public boolean isOver() {
    return pod.phase().equals("Succeeded")
        || pod.phase().equals("Failed")
        || container.state().terminated().isPresent();
  }

  /** Whether files can be brought in now. */
  public boolean isRunning() {
    return container.state().running().isPresent() && !container.id().isEmpty();
  }

  public boolean isCrashLooping() {
    return container
        .state()
        .waiting()
        .map(w -> w.reason().equals("CrashLoopBackOff"))
        .orElse(false);
  }
}
