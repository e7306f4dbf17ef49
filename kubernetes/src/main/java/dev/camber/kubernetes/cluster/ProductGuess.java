package dev.camber.kubernetes.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** Tells the product of a kubeconfig's context without the network. Source: spec Tiltfile 10. */
public final class ProductGuess {
  private ProductGuess() {}

  /**
   * By the name of the cluster entry, then by where the files lie.
   *
   * @param kubeconfig the file that defines the context
   * @param caFile the cluster's certificate authority file, if it names one
   */
  public static Product of(
      String clusterName, Path kubeconfig, Optional<String> caFile, Path home) {
    Optional<Product> byName = Product.ofClusterName(clusterName);
    if (byName.isPresent()) {
      return byName.get();
    }
    if (kubeconfig.startsWith(home.resolve(".config").resolve("k3d"))) {
      return Product.K3D;
    }
    if (caFile.isPresent() && Path.of(caFile.get()).startsWith(home.resolve(".minikube"))) {
      return Product.MINIKUBE;
    }
    Path file = kubeconfig.getFileName();
    return file != null && file.toString().startsWith("kind-config-")
        ? Product.KIND
        : Product.UNKNOWN;
  }
}
