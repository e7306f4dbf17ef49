package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** What was applied. */
public record KubernetesApplyStatus(
    String resultYAML,
    String error,
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastApplyTime,
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastApplyStartTime,
    String appliedInputHash,
    List<Condition> conditions,
    Optional<DisableStatus> disableStatus)
    implements Status {
  public KubernetesApplyStatus {
    conditions = List.copyOf(conditions);
  }
}
