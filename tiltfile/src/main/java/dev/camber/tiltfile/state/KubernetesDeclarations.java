package dev.camber.tiltfile.state;

import dev.camber.kubernetes.entity.ImageLocator;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ObjectMatcher;
import dev.camber.kubernetes.entity.PodReadiness;
import dev.camber.kubernetes.entity.SecretValue;
import dev.camber.model.api.ObjectSelector;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkFunction;
import dev.camber.starlark.syntax.Position;
import dev.camber.tiltfile.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Tiltfile said about Kubernetes. One evaluation's thread. */
public final class KubernetesDeclarations {
  private record Identity(String name, String namespace, String kind, String apiVersion) {}

  /** A function that names workloads, and where it is defined. */
  public record WorkloadNaming(StarlarkFunction function, Position position) {}

  private final List<K8sEntity> entities = new ArrayList<>();
  private final Map<Identity, String> traces = new HashMap<>();
  private final List<PodReadiness.Rule> kinds = new ArrayList<>();
  private final List<ImageLocator> locators = new ArrayList<>();
  private final List<ResourceOptions> options = new ArrayList<>();
  private final Map<String, KubernetesResource> resources = new LinkedHashMap<>();
  private Optional<WorkloadNaming> naming = Optional.empty();

  KubernetesDeclarations() {
    kinds.add(builtIn("batch/v1", "Job", PodReadinessMode.SUCCEEDED));
    kinds.add(builtIn("batch/v1", "CronJob", PodReadinessMode.IGNORE));
  }

  private static PodReadiness.Rule builtIn(String version, String kind, PodReadinessMode mode) {
    try {
      return new PodReadiness.Rule(
          ObjectMatcher.of(new ObjectSelector(version, kind, "", "")), mode);
    } catch (ManifestException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Registers objects.
   *
   * @param trace the call stack, quoted if one of them comes again
   */
  public void add(List<K8sEntity> added, boolean allowDuplicates, String trace) {
    for (K8sEntity entity : added) {
      Identity identity =
          new Identity(
              entity.name(), entity.writtenNamespace(), entity.kind(), entity.apiVersion());
      String known = traces.get(identity);
      if (known != null && !allowDuplicates) {
        throw new EvalException(duplicate(entity, known));
      }
      traces.put(identity, trace);
      entities.add(entity);
    }
  }

  private static String duplicate(K8sEntity entity, String trace) {
    String namespace =
        entity.writtenNamespace().isEmpty()
            ? ""
            : " (Namespace: " + entity.writtenNamespace() + ")";
    return "Duplicate YAML: "
        + entity.kind()
        + " "
        + entity.name()
        + namespace
        + "\nIgnore this error with k8s_yaml(..., allow_duplicates=True)\n"
        + "YAML originally registered at: "
        + trace.replace("\n", "\n  ");
  }

  /** All objects in the order of their YAML. */
  public List<K8sEntity> entities() {
    return entities;
  }

  /** Kinds that are workloads, and when their pods are ready; the built-in ones first. */
  public List<PodReadiness.Rule> kinds() {
    return kinds;
  }

  /** Where objects name their images, beside containers. */
  public List<ImageLocator> locators() {
    return locators;
  }

  /** The calls of {@code k8s_resource}, in their order. */
  public List<ResourceOptions> options() {
    return options;
  }

  /** Resources by their current name, in the order of their making. */
  public Map<String, KubernetesResource> resources() {
    return resources;
  }

  public Optional<WorkloadNaming> naming() {
    return naming;
  }

  public void setNaming(WorkloadNaming value) {
    naming = Optional.of(value);
  }

  /** Values that logs must not show; of equal ones the last counts. */
  public List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>();
    for (SecretValue value : SecretValue.of(entities)) {
      secrets.add(new Secret(value.secret(), value.key(), value.value()));
    }
    return secrets;
  }
}
