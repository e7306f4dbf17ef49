package dev.camber.engine.discovery;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Forward;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import dev.camber.model.api.Pod;
import dev.camber.model.api.PodLogStreamSpec;
import dev.camber.model.api.PodLogStreamTemplate;
import dev.camber.model.api.PortForwardSpec;
import dev.camber.model.api.PortForwardTemplate;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.codec.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the objects that follow the logs of a discovery's pods and forward the ports of one of
 * them. Stateless.
 */
final class DiscoveryChildren {
  private final ObjectStore store;
  private final Instant sessionStart;

  DiscoveryChildren(ObjectStore store, Instant sessionStart) {
    this.store = store;
    this.sessionStart = sessionStart;
  }

  void update(ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus> discovery) {
    logs(discovery);
    forward(discovery);
  }

  private void logs(ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus> discovery) {
    PodLogStreamTemplate template =
        discovery
            .spec()
            .podLogStreamTemplateSpec()
            .orElse(
                new PodLogStreamTemplate(
                    Optional.of(new Time(sessionStart)), List.of(), List.of()));
    Set<String> wanted = new HashSet<>();
    for (Pod pod : discovery.status().pods()) {
      String name =
          ObjectNames.sanitize(discovery.name() + "-" + pod.namespace() + "-" + pod.name());
      wanted.add(name);
      if (store.get(Kinds.POD_LOG_STREAM, name).isEmpty()) {
        create(
            Kinds.POD_LOG_STREAM.object(
                metadata(name, discovery).withAnnotations(logged(discovery, pod)),
                new PodLogStreamSpec(
                    pod.name(),
                    pod.namespace(),
                    DiscoveryReconciler.cluster(discovery.spec()),
                    template.sinceTime(),
                    template.onlyContainers(),
                    template.ignoreContainers())));
      }
    }
    store.list(Kinds.POD_LOG_STREAM, m -> isOwnedBy(m, discovery)).stream()
        .filter(s -> !wanted.contains(s.name()))
        .forEach(s -> store.deleteIfExists(Kinds.POD_LOG_STREAM, s.name()));
  }

  private void forward(ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus> discovery) {
    Optional<Pod> pod = best(discovery.status().pods());
    List<Forward> forwards =
        discovery
            .spec()
            .portForwardTemplateSpec()
            .map(PortForwardTemplate::forwards)
            .orElse(List.of());
    String wanted = "";
    if (pod.isPresent() && !forwards.isEmpty()) {
      wanted = ObjectNames.sanitize(discovery.name() + "-" + pod.get().name());
      PortForwardSpec spec =
          new PortForwardSpec(
              pod.get().name(),
              pod.get().namespace(),
              forwards.stream().map(f -> resolved(f, pod.get())).toList(),
              DiscoveryReconciler.cluster(discovery.spec()));
      if (store.get(Kinds.PORT_FORWARD, wanted).isEmpty()) {
        create(Kinds.PORT_FORWARD.object(metadata(wanted, discovery), spec));
      } else {
        edit(wanted, spec);
      }
    }
    for (var old : store.list(Kinds.PORT_FORWARD, m -> isOwnedBy(m, discovery))) {
      // The one of a pod that is gone goes only when there is another, or none is wanted: its port
      // stays taken.
      if (!old.name().equals(wanted) && (!wanted.isEmpty() || forwards.isEmpty())) {
        store.deleteIfExists(Kinds.PORT_FORWARD, old.name());
      }
    }
  }

  private void edit(String name, PortForwardSpec spec) {
    try {
      store.edit(Kinds.PORT_FORWARD, name, old -> old.withSpec(spec));
    } catch (StoreException.Invalid e) {
      throw new IllegalStateException(e);
    }
  }

  /** Running, or on its way out; not deleting before deleting, newest first. */
  private static Optional<Pod> best(List<Pod> pods) {
    return pods.stream()
        .filter(p -> p.phase().equals("Running") || p.deleting())
        .max(
            Comparator.comparing((Pod p) -> !p.deleting())
                .thenComparing(p -> p.createdAt().map(Time::instant).orElse(Instant.MIN))
                .thenComparing(Pod::name));
  }

  /**
   * Container port 0 stands for the declared port of the same number, else the first declared, else
   * the local one.
   */
  private static Forward resolved(Forward forward, Pod pod) {
    if (forward.containerPort() != 0) {
      return forward;
    }
    List<Integer> declared = new ArrayList<>();
    pod.containers().forEach(c -> declared.addAll(c.ports()));
    int port =
        declared.contains(forward.localPort()) || declared.isEmpty()
            ? forward.localPort()
            : declared.getFirst();
    return new Forward(forward.localPort(), port, forward.host(), forward.name(), forward.path());
  }

  private static Map<String, String> logged(ApiObject<?, ?> discovery, Pod pod) {
    Map<String, String> out = new TreeMap<>(discovery.metadata().annotations());
    String resource = out.getOrDefault(Annotations.RESOURCE, discovery.name());
    out.put(Annotations.LOG_SPAN_ID, "pod:" + resource + ":" + pod.name());
    return out;
  }

  private static ObjectMeta metadata(String name, ApiObject<?, ?> discovery) {
    return EngineKinds.owned(name, discovery)
        .withAnnotations(discovery.metadata().annotations())
        .withLabels(discovery.metadata().labels());
  }

  private static boolean isOwnedBy(ObjectMeta metadata, ApiObject<?, ?> owner) {
    return metadata.ownerReferences().stream()
        .map(OwnerReference::uid)
        .anyMatch(owner.metadata().uid()::equals);
  }

  private <S extends Record & Spec, T extends Record & Status> void create(ApiObject<S, T> object) {
    try {
      store.create(object);
    } catch (StoreException.AlreadyExists e) {
      // Somebody else made it: it is there, and that is what was wanted.
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }
}
