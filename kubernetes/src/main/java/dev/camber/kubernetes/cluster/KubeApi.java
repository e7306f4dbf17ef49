package dev.camber.kubernetes.cluster;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.InputStream;
import java.util.Optional;

/**
 * One cluster's API server as this identity sees it: reading. Blocking calls for virtual threads;
 * thread-safe; an interrupt ends a call. Objects are JSON trees and pass unchanged.
 */
public interface KubeApi extends AutoCloseable {
  /** The context this connection was made for. */
  KubeContext context();

  /**
   * The type of a kind. Answers come from a cache of the server's discovery.
   *
   * @throws KubeException {@link KubeException#isNoMatch} if the server has no such kind
   */
  ResourceType resolve(String apiVersion, String kind) throws KubeException, InterruptedException;

  /** Forgets what {@link #resolve} learnt, for kinds that were only just defined. */
  void refreshTypes();

  Optional<JsonObject> get(ResourceType type, String namespace, String name)
      throws KubeException, InterruptedException;

  /** All objects; an empty namespace means all namespaces. */
  ObjectList list(ResourceType type, String namespace, ListQuery query)
      throws KubeException, InterruptedException;

  /** Opens a watch that begins after a version. */
  WatchStream watch(ResourceType type, String namespace, ListQuery query, String resourceVersion)
      throws KubeException, InterruptedException;

  /** Opens a container's log; the caller closes it, from any thread. */
  InputStream log(LogQuery query) throws KubeException, InterruptedException;

  /** Opens a way into a pod's network. */
  PodTunnel forward(String namespace, String pod) throws KubeException, InterruptedException;

  /** GET of any path with a JSON answer, such as {@code /version}. */
  Json getRaw(String path) throws KubeException, InterruptedException;

  /** Whether a health end point such as {@code /livez} answers 200 within 10 seconds. */
  boolean healthy(String path) throws KubeException, InterruptedException;

  /**
   * The writing half.
   *
   * @throws IllegalArgumentException if the right is about another cluster: that is a bug
   */
  KubeWrites writes(ContextAccess.Allowed right);

  /** Ends every open stream. */
  @Override
  void close();
}
