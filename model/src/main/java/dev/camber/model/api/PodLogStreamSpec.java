package dev.camber.model.api;

import dev.camber.model.codec.Time;
import java.util.List;
import java.util.Optional;

/** The logs of a pod to follow. */
public record PodLogStreamSpec(
    String pod,
    String namespace,
    String cluster,
    Optional<Time> sinceTime,
    List<String> onlyContainers,
    List<String> ignoreContainers)
    implements Spec {
  public PodLogStreamSpec {
    onlyContainers = List.copyOf(onlyContainers);
    ignoreContainers = List.copyOf(ignoreContainers);
  }
}
