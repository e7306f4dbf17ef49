package dev.camber.kubernetes.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind together with where the API server keeps its objects.
 *
 * @param group empty for the core group
 * @param plural the name in paths, such as {@code deployments}
 */
public record ResourceType(
    String group, String version, String kind, String plural, boolean namespaced) {
  public static final ResourceType POD = core("Pod", "pods", true);
  public static final ResourceType EVENT = core("Event", "events", true);
  public static final ResourceType SERVICE = core("Service", "services", true);
  public static final ResourceType CONFIG_MAP = core("ConfigMap", "configmaps", true);
  public static final ResourceType SECRET = core("Secret", "secrets", true);
  public static final ResourceType NAMESPACE = core("Namespace", "namespaces", false);
  public static final ResourceType NODE = core("Node", "nodes", false);
  public static final ResourceType DEPLOYMENT =
      new ResourceType("apps", "v1", "Deployment", "deployments", true);
  public static final ResourceType REPLICA_SET =
      new ResourceType("apps", "v1", "ReplicaSet", "replicasets", true);

  private static ResourceType core(String kind, String plural, boolean namespaced) {
    return new ResourceType("", "v1", kind, plural, namespaced);
  }

  /** {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code pods} or {@code deployments.apps}, as in messages of the API server. */
  public String resourceName() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** The path of the collection; an empty namespace means all of them. */
  public String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return namespaced && !namespace.isEmpty()
        ? root + "/namespaces/" + escape(namespace) + "/" + plural
        : root + "/" + plural;
  }

  /** The path of one object. */
  public String path(String namespace, String name) {
    return path(namespace) + "/" + escape(name);
  }

  private static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
