package dev.camber.kubernetes.cluster;

import dev.camber.model.json.JsonObject;

/**
 * Everything that changes a cluster or runs something in it. Had only with the right to write.
 * Blocking, thread-safe, ends on interrupt. The server's answer is returned as it came.
 */
public interface KubeWrites {
  JsonObject create(ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException, InterruptedException;

  /** PUT of a whole object. */
  JsonObject replace(ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException, InterruptedException;

  JsonObject patch(
      ResourceType type,
      String namespace,
      String name,
      PatchKind kind,
      JsonObject patch,
      WriteOptions options)
      throws KubeException, InterruptedException;

  /** Asks for deletion and does not wait for it. */
  void delete(ResourceType type, String namespace, String name, Propagation propagation)
      throws KubeException, InterruptedException;

  /** Runs a command in a container to its end. The transport failing is an exception. */
  ExecResult exec(ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException;

  /**
   * Adds an ephemeral container to a running pod; the server's pod is returned. It starts some time
   * later and never goes away before the pod does.
   *
   * @param container a container as in {@code spec.ephemeralContainers}
   */
  JsonObject addEphemeralContainer(String namespace, String pod, JsonObject container)
      throws KubeException, InterruptedException;
}
