package dev.camber.model.api;

import dev.camber.model.codec.Time;
import java.util.List;
import java.util.Optional;

/** Which containers of a pod are followed, and since when. */
public record PodLogStreamTemplate(
    Optional<Time> sinceTime, List<String> onlyContainers, List<String> ignoreContainers) {
  public PodLogStreamTemplate {
    onlyContainers = List.copyOf(onlyContainers);
    ignoreContainers = List.copyOf(ignoreContainers);
  }
}
