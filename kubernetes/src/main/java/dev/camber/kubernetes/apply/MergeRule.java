package dev.camber.kubernetes.apply;

import java.util.Map;
import java.util.Set;

/**
 * How a field of a built-in kind is merged by a strategic merge patch. Source: the patch strategy
 * tags of the Kubernetes API types, which have not changed their meaning since they were
 * introduced; a list without a rule is replaced as a whole.
 *
 * @param mergeList the list is merged item by item
 * @param mergeKey the member that identifies an item; empty for lists of plain values
 * @param retainKeys members left out are removed: the value is a union
 * @param replace the map is replaced as a whole
 */
record MergeRule(boolean mergeList, String mergeKey, boolean retainKeys, boolean replace) {
  static final MergeRule NONE = new MergeRule(false, "", false, false);

  private static final Set<String> CONTAINER_LISTS =
      Set.of("containers", "initContainers", "ephemeralContainers");

  private static final Map<String, MergeRule> BY_FIELD =
      Map.ofEntries(
          Map.entry("ownerReferences", keyed("uid")),
          Map.entry("finalizers", keyed("")),
          Map.entry("containers", keyed("name")),
          Map.entry("initContainers", keyed("name")),
          Map.entry("ephemeralContainers", keyed("name")),
          Map.entry("volumes", new MergeRule(true, "name", true, false)),
          Map.entry("resourceClaims", new MergeRule(true, "name", true, false)),
          Map.entry("hostAliases", keyed("ip")),
          Map.entry("topologySpreadConstraints", keyed("topologyKey")),
          Map.entry("schedulingGates", keyed("name")),
          Map.entry("env", keyed("name")),
          Map.entry("volumeMounts", keyed("mountPath")),
          Map.entry("volumeDevices", keyed("devicePath")),
          Map.entry("conditions", keyed("type")),
          Map.entry("webhooks", keyed("name")),
          Map.entry("matchConditions", keyed("name")),
          Map.entry("variables", keyed("name")),
          Map.entry("drivers", keyed("name")),
          Map.entry("podCIDRs", keyed("")));

  /** The rule of {@code field} under {@code parent}; a container's parent is the list's name. */
  static MergeRule of(String kind, String parent, String field) {
    switch (field) {
      case "ports" -> {
        if (CONTAINER_LISTS.contains(parent)) {
          return keyed("containerPort");
        }
        return kind.equals("Service") && parent.equals("spec") ? keyed("port") : NONE;
      }
      case "imagePullSecrets" -> {
        // A ServiceAccount's own list, which stands at the top, is replaced.
        return parent.equals("spec") ? keyed("name") : NONE;
      }
      case "secrets" -> {
        return kind.equals("ServiceAccount") && parent.isEmpty() ? keyed("name") : NONE;
      }
      case "strategy" -> {
        return kind.equals("Deployment") && parent.equals("spec")
            ? new MergeRule(false, "", true, false)
            : NONE;
      }
      case "selector" -> {
        return kind.equals("PodDisruptionBudget") && parent.equals("spec")
            ? new MergeRule(false, "", false, true)
            : NONE;
      }
      default -> {
        return BY_FIELD.getOrDefault(field, NONE);
      }
    }
  }

  private static MergeRule keyed(String key) {
    return new MergeRule(true, key, false, false);
  }
}
