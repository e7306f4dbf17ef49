package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Map;

/** A Kubernetes label selector. */
public record LabelSelector(
    Map<String, String> matchLabels, List<LabelSelector.Requirement> matchExpressions) {
  public LabelSelector {
    matchLabels = Map.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** One condition. */
  public record Requirement(
      @Wire(empty = Wire.Empty.WRITE) String key,
      @Wire(empty = Wire.Empty.WRITE) String operator,
      List<String> values) {
    public Requirement {
      values = List.copyOf(values);
    }
  }
}
