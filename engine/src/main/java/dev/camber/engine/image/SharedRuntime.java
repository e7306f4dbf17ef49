package dev.camber.engine.image;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.image.engine.ClusterRuntime;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.model.log.Logger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether what is built is at once where the pods run, so that nothing need be pushed. A warning is
 * given once. Thread-safe. Source: spec engine, section 2.4.
 */
public final class SharedRuntime {
  private final KubeContext context;
  private final ClusterConnections clusters;
  private final AtomicReference<String> warned = new AtomicReference<>("");

  public SharedRuntime(KubeContext context, ClusterConnections clusters) {
    this.context = context;
    this.clusters = clusters;
  }

  boolean isShared(ImageTools tools, Logger log) {
    ClusterRuntime.Answer answer =
        ClusterRuntime.of(
            context.product().wireName(),
            context.name(),
            clusters.facts("default").map(ClusterFacts::runtime).orElse(""),
            tools.engine().endpoint(),
            tools.minikube());
    if (!warned.getAndSet(answer.warning()).equals(answer.warning())) {
      log.warn(answer.warning());
    }
    return answer.shared();
  }
}
