package dev.camber.kubernetes.cluster.fake;

/**
 * One call that reached the fake.
 *
 * @param verb get, list, watch, log, forward, create, update, patch, delete, exec or debug
 * @param kind empty for raw paths
 */
public record Call(String verb, String kind, String namespace, String name) {
  /** Whether it changes the cluster or runs something in it. */
  public boolean writes() {
    return switch (verb) {
      case "create", "update", "patch", "delete", "exec", "debug" -> true;
      default -> false;
    };
  }
}
