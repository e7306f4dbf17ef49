package dev.camber.kubernetes.cluster;

import java.util.Arrays;
import java.util.Optional;

/** What kind of cluster a context leads to. Source: spec engine 2.3, Tiltfile 10. */
public enum Product {
  /** No context at all. */
  NONE("", true),
  MINIKUBE("minikube", true),
  DOCKER_DESKTOP("docker-desktop", true),
  GKE("gke", false),
  EKS("eks", false),
  KIND("kind", true),
  MICROK8S("microk8s", true),
  CRC("crc", true),
  KRUCIBLE("krucible", true),
  K3D("k3d", true),
  RANCHER_DESKTOP("rancher-desktop", true),
  COLIMA("colima", true),
  ORBSTACK("orbstack", true),
  UNKNOWN("unknown", false);

  private final String wireName;
  private final boolean local;

  Product(String wireName, boolean local) {
    this.wireName = wireName;
    this.local = local;
  }

  /** The name in a Cluster's status. */
  public String wireName() {
    return wireName;
  }

  /** Whether it is a development cluster, which needs no {@code allow_k8s_contexts}. */
  public boolean local() {
    return local;
  }

  /** The product of that wire name. */
  public static Optional<Product> ofWireName(String name) {
    return Arrays.stream(values()).filter(p -> p.wireName.equals(name)).findFirst();
  }

  /** What the name of a kubeconfig's cluster entry says; compared as written. */
  static Optional<Product> ofClusterName(String name) {
    if (name.startsWith("minikube")) {
      return Optional.of(MINIKUBE);
    } else if (name.startsWith("docker-for-desktop-cluster") || name.startsWith("docker-desktop")) {
      return Optional.of(DOCKER_DESKTOP);
    } else if (name.startsWith("gke")) {
      return Optional.of(GKE);
    } else if (name.startsWith("arn:aws:eks:") || name.endsWith(".eksctl.io")) {
      return Optional.of(EKS);
    } else if (name.equals("kind") || name.startsWith("kind-")) {
      return Optional.of(KIND);
    } else if (name.startsWith("microk8s")) {
      return Optional.of(MICROK8S);
    } else if (name.startsWith("api-crc-testing")) {
      return Optional.of(CRC);
    } else if (name.startsWith("krucible-")) {
      return Optional.of(KRUCIBLE);
    } else if (name.startsWith("k3d-")) {
      return Optional.of(K3D);
    } else if (name.startsWith("rancher-desktop")) {
      return Optional.of(RANCHER_DESKTOP);
    } else if (name.startsWith("colima")) {
      return Optional.of(COLIMA);
    } else if (name.equals("orbstack")) {
      return Optional.of(ORBSTACK);
    }
    return Optional.empty();
  }
}
