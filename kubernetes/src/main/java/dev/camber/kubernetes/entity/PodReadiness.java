package dev.camber.kubernetes.entity;

import dev.camber.model.manifest.PodReadinessMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** When a resource counts as ready (tiltfile-api §7.6). Stateless. */
public final class PodReadiness {
  private PodReadiness() {}

  /**
   * What a kind says about its pods.
   *
   * @param mode {@link PodReadinessMode#NONE} if it says nothing
   */
  public record Rule(ObjectMatcher matcher, PodReadinessMode mode) {}

  /**
   * The mode of a resource.
   *
   * @param explicit what {@code k8s_resource} says, {@code NONE} if nothing
   * @param grouped whether it was made of named objects, without pod selectors and without images
   */
  public static PodReadinessMode of(
      PodReadinessMode explicit, List<Rule> rules, List<K8sEntity> objects, boolean grouped) {
    if (explicit != PodReadinessMode.NONE) {
      return explicit;
    }
    Set<PodReadinessMode> modes = EnumSet.noneOf(PodReadinessMode.class);
    for (Rule rule : rules) {
      if (objects.stream().anyMatch(rule.matcher()::matches)) {
        modes.add(rule.mode());
      }
    }
    for (PodReadinessMode mode :
        List.of(PodReadinessMode.WAIT, PodReadinessMode.IGNORE, PodReadinessMode.SUCCEEDED)) {
      if (modes.contains(mode)) {
        return mode;
      }
    }
    return grouped ? PodReadinessMode.IGNORE : PodReadinessMode.WAIT;
  }
}
