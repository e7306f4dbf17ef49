package dev.camber.image.build;

import dev.camber.model.image.TaggedRefs;
import java.util.Optional;

/** How a built image gets to the cluster. Source: spec engine, section 2.11. */
public sealed interface PushPlan {
  /** It need not: the image's step is not even shown. */
  record None() implements PushPlan {}

  /** It need not, for the reason given. */
  record Skip(String message) implements PushPlan {}

  /** A local product's own program puts it onto the nodes. */
  record Load(LocalCluster cluster) implements PushPlan {}

  /** Through its registry. */
  record Push() implements PushPlan {}

  /** Local clusters whose nodes have an image store of their own and a program to fill it. */
  record LocalCluster(Product product, String name) {
    /** The products. */
    public enum Product {
      KIND("KIND", "kind load"),
      K3D("k3d", "k3d image import");

      private final String title;
      private final String stage;

      Product(String title, String stage) {
        this.title = title;
        this.stage = stage;
      }

      String title() {
        return title;
      }

      String stage() {
        return stage;
      }
    }

    /** The product and name behind a kubeconfig's cluster name: {@code kind-dev}, {@code k3d-x}. */
    public static Optional<LocalCluster> of(String clusterName) {
      if (clusterName.equals("kind")) {
        return Optional.of(new LocalCluster(Product.KIND, "kind"));
      }
      if (clusterName.startsWith("kind-")) {
        return Optional.of(new LocalCluster(Product.KIND, clusterName.substring("kind-".length())));
      }
      if (clusterName.startsWith("k3d-")) {
        return Optional.of(new LocalCluster(Product.K3D, clusterName.substring("k3d-".length())));
      }
      return Optional.empty();
    }
  }

  /**
   * What the decision rests on.
   *
   * @param compose whether Docker Compose runs the image
   * @param commandPushes whether a custom build pushes by itself or never has the image here
   * @param deployed whether some resource deploys it, rather than other images building on it
   * @param inClusterRuntime whether the engine that built it is the one that runs the pods
   * @param localCluster where it could be loaded instead of pushed
   * @param hasRegistry whether a registry was found or declared
   */
  record Situation(
      boolean compose,
      boolean commandPushes,
      boolean deployed,
      boolean inClusterRuntime,
      Optional<LocalCluster> localCluster,
      boolean hasRegistry) {}

  /** The first rule that applies. */
  static PushPlan of(Situation situation, TaggedRefs refs) {
    if (situation.compose()) {
      return new None();
    }
    if (situation.commandPushes()) {
      return new Skip("Skipping push: custom_build() configured to handle push itself");
    }
    if (!situation.deployed()) {
      return new Skip("Skipping push: base image does not need deploy");
    }
    if (situation.inClusterRuntime()) {
      return new Skip("Skipping push: building on cluster's container runtime");
    }
    if (situation.localCluster().isPresent()
        && !situation.hasRegistry()
        && refs.local().equals(refs.cluster())) {
      return new Load(situation.localCluster().get());
    }
    return new Push();
  }
}
