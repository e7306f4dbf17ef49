package dev.camber.engine.cluster;

import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeWrites;
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

  /** What applies and deletes; empty while it is not connected or may not be written to. */
  Optional<Deployer> deployer(String cluster);
}
