package dev.camber.engine.cluster;

import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import java.util.Optional;

/** The connections behind Cluster objects. Thread-safe. */
public interface ClusterConnections {
  /** The cluster's API server; empty while it is not connected. */
  Optional<KubeApi> api(String cluster);

  /** The writing half; empty while it is not connected or may not be written to. */
  Optional<KubeWrites> writes(String cluster);

  /** Its shared watches; empty while it is not connected. */
  Optional<ObjectWatches> watches(String cluster);

  /** Who owns what in it; empty while it is not connected. */
  Optional<OwnerResolver> owners(String cluster);

  /** What it says about itself, as last asked; empty before it was connected. */
  Optional<ClusterFacts> facts(String cluster);

  /** Where the ports of its nodes are reached from here; empty if they are not. */
  default String nodeAddress(String cluster) {
    // The nodes of other local clusters are containers behind forwarded ports.
    return api(cluster).filter(a -> a.context().product() == Product.MINIKUBE).isPresent()
        ? facts(cluster).map(ClusterFacts::nodeAddress).orElse("")
        : "";
  }

  /** What puts containers of ours into pods; empty like {@link #writes}. */
  Optional<DebugContainers> debug(String cluster);

  /** What applies and deletes; empty while it is not connected or may not be written to. */
  Optional<Deployer> deployer(String cluster);
}
