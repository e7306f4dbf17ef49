package dev.camber.engine.restart;

import dev.camber.engine.build.ResourceView;
import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.PatchKind;
import dev.camber.kubernetes.cluster.WriteOptions;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.Time;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.KubernetesTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workloads of a resource: their pod templates get a new annotation, the one that {@code
 * kubectl rollout restart} sets, so that their controllers replace the pods in the order they are
 * told to.
 */
public final class KubernetesRestarter implements Restarter {
  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final Set<String> ROLLED_OUT = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private final ObjectStore store;
  private final LogStore log;
  private final ClusterConnections clusters;

  public KubernetesRestarter(ObjectStore store, LogStore log, ClusterConnections clusters) {
    this.store = store;
    this.log = log;
    this.clusters = clusters;
  }

  @Override
  public boolean knows(ResourceView resource) {
    return resource.manifest().deployTarget() instanceof KubernetesTarget;
  }

  @Override
  public void restart(ResourceView resource)
      throws UserError, EnvironmentError, InterruptedException {
    String name = resource.name();
    var apply = store.get(Kinds.KUBERNETES_APPLY, name);
    String yaml = apply.map(a -> a.status().resultYAML()).orElse("");
    if (yaml.isEmpty()) {
      throw new UserError(name + " has not been deployed yet: use `trigger " + name + "`");
    }
    List<K8sEntity> workloads = workloads(yaml);
    if (workloads.isEmpty()) {
      throw new UserError(
          name
              + " has no Deployment, StatefulSet or DaemonSet whose pods could be replaced: use"
              + " `trigger "
              + name
              + "`");
    }
    String cluster = apply.map(a -> a.spec().cluster()).filter(c -> !c.isEmpty()).orElse("default");
    Optional<KubeApi> api = clusters.api(cluster);
    Optional<KubeWrites> writes = clusters.writes(cluster);
    if (api.isEmpty() || writes.isEmpty()) {
      throw new EnvironmentError(
          "the cluster of " + name + " is not connected, or may not be written to", "");
    }
    JsonObject patch = patch();
    for (K8sEntity workload : workloads) {
      log.logger(name, "")
          .info("Restarting " + workload.kind() + "/" + workload.name() + ", as asked for");
      try {
        writes
            .get()
            .patch(
                api.get().resolve(workload.apiVersion(), workload.kind()),
                workload.namespace(),
                workload.name(),
                PatchKind.STRATEGIC_MERGE,
                patch,
                new WriteOptions("camber", false));
      } catch (KubeException e) {
        throw new EnvironmentError(
            "restarting " + workload.kind() + "/" + workload.name() + ": " + e.getMessage(), "", e);
      }
    }
  }

  private static List<K8sEntity> workloads(String yaml) {
    try {
      return ManifestReader.read(yaml).stream()
          .filter(e -> e.group().equals("apps") && ROLLED_OUT.contains(e.kind()))
          .toList();
    } catch (ManifestException e) {
      throw new IllegalStateException("what was applied cannot be read again", e);
    }
  }

  private JsonObject patch() {
    JsonObject annotations =
        JsonObject.builder().put(RESTARTED_AT, new Time(store.now()).toString()).build();
    JsonObject metadata = JsonObject.builder().put("annotations", annotations).build();
    JsonObject template = JsonObject.builder().put("metadata", metadata).build();
    return JsonObject.builder()
        .put("spec", JsonObject.builder().put("template", template).build())
        .build();
  }
}
