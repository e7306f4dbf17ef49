package dev.camber.kubernetes.cluster;

/**
 * The context that a session works with, chosen once when it starts. Nothing in it needs the
 * network.
 *
 * @param name the context's name; empty if there is none
 * @param cluster the name of its cluster entry
 * @param namespace where objects without a namespace go: {@code --namespace}, else the context's,
 *     else {@code default}
 * @param product what kind of cluster it is
 * @param server the API server's address
 * @param configPath the frozen kubeconfig with exactly this context; empty before it is written
 */
public record KubeContext(
    String name,
    String cluster,
    String namespace,
    Product product,
    String server,
    String configPath) {
  /** No usable context: nothing can be reached, so nothing is refused either. */
  public static final KubeContext NONE = new KubeContext("", "", "", Product.NONE, "", "");

  /** Whether there is a context at all. */
  public boolean present() {
    return !name.isEmpty();
  }

  /** A copy that names the frozen kubeconfig. */
  public KubeContext withConfigPath(String path) {
    return new KubeContext(name, cluster, namespace, product, server, path);
  }
}
