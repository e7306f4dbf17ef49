package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.LogQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A cluster reached over HTTPS. Thread-safe. */
public final class HttpCluster implements KubeApi {
  private static final int PAGE = 500;
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(10);
  private static final String JSON = "application/json";
  private static final String METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  private final KubeContext context;
  private final ServerConnection connection;
  private final Rest rest;
  private final TypeCatalogue types;
  private final OpenStreams streams = new OpenStreams();

  private HttpCluster(KubeContext context, ServerConnection connection) {
    this.context = context;
    this.connection = connection;
    this.rest = new Rest(connection);
    this.types = new TypeCatalogue(rest);
  }

  /**
   * Prepares the way; nothing is sent yet, but a credentials plugin may run.
   *
   * @param environment for proxies
   */
  public static HttpCluster open(Kubeconfig config, Map<String, String> environment)
      throws EnvironmentError {
    Optional<String> problem = config.connectionProblem();
    if (problem.isPresent()) {
      throw new EnvironmentError(problem.get(), "check the kubeconfig: kubectl config view");
    }
    return new HttpCluster(config.context(), new ServerConnection(config, environment));
  }

  @Override
  public KubeContext context() {
    return context;
  }

  @Override
  public ResourceType resolve(String apiVersion, String kind)
      throws KubeException, InterruptedException {
    return types.resolve(apiVersion, kind);
  }

  @Override
  public void refreshTypes() {
    types.refresh();
  }

  @Override
  public Optional<JsonObject> get(ResourceType type, String namespace, String name)
      throws KubeException, InterruptedException {
    try {
      return Optional.of(rest.get(type.path(namespace, name)));
    } catch (KubeException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public ObjectList list(ResourceType type, String namespace, ListQuery query)
      throws KubeException, InterruptedException {
    List<JsonObject> items = new ArrayList<>();
    String next = "";
    while (true) {
      String path =
          type.path(namespace)
              + new Rest.Query()
                  .set("labelSelector", query.labelSelector())
                  .set("fieldSelector", query.fieldSelector())
                  .set("limit", Integer.toString(PAGE))
                  .set("continue", next);
      JsonObject page;
      try {
        page = rest.get(path, query.metadataOnly() ? METADATA_LIST : JSON);
      } catch (KubeException e) {
        if (e.isGone() && !next.isEmpty()) {
          // The pages took longer than the server keeps a version: begin again.
          items.clear();
          next = "";
          continue;
        }
        throw e;
      }
      for (Json item : page.get("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        item.asObject().ifPresent(o -> items.add(named(o, type)));
      }
      next = page.stringAt("metadata", "continue").orElse("");
      if (next.isEmpty()) {
        return new ObjectList(items, page.stringAt("metadata", "resourceVersion").orElse(""));
      }
    }
  }

  @Override
  public WatchStream watch(
      ResourceType type, String namespace, ListQuery query, String resourceVersion)
      throws KubeException, InterruptedException {
    // Spread, so that watches opened together do not end together.
    Duration lifetime = Duration.ofSeconds(ThreadLocalRandom.current().nextInt(300, 600));
    String path =
        type.path(namespace)
            + new Rest.Query()
                .set("watch", "true")
                .set("labelSelector", query.labelSelector())
                .set("fieldSelector", query.fieldSelector())
                .set("resourceVersion", resourceVersion)
                .set("allowWatchBookmarks", "true")
                .set("timeoutSeconds", Long.toString(lifetime.toSeconds()));
    InputStream body = rest.open(path, query.metadataOnly() ? METADATA : JSON);
    return new HttpWatch(streams.track(body), type, lifetime);
  }

  @Override
  public InputStream log(LogQuery query) throws KubeException, InterruptedException {
    Rest.Query parameters =
        new Rest.Query()
            .set("container", query.container())
            .set("timestamps", "true")
            .set("follow", query.follow() ? "true" : "")
            .set("previous", query.previous() ? "true" : "")
            .set(
                "sinceTime",
                query.since().map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(""))
            .set(
                "tailLines",
                query.tailLines().isPresent()
                    ? Integer.toString(query.tailLines().getAsInt())
                    : "");
    return streams.track(
        rest.open(
            ResourceType.POD.path(query.namespace(), query.pod()) + "/log" + parameters, "*/*"));
  }

  @Override
  public PodTunnel forward(String namespace, String pod)
      throws KubeException, InterruptedException {
    return streams.track(PodTunnels.open(connection, namespace, pod));
  }

  @Override
  public Json getRaw(String path) throws KubeException, InterruptedException {
    return rest.getAny(path);
  }

  @Override
  public boolean healthy(String path) throws KubeException, InterruptedException {
    return rest.status(path, HEALTH_TIMEOUT) == 200;
  }

  @Override
  public KubeWrites writes(ContextAccess.Allowed right) {
    if (!right.covers(context)) {
      throw new IllegalArgumentException(
          "the right to write to " + right.context().name() + " does not open " + context.name());
    }
    return new HttpWrites(rest, new PodExec(connection));
  }

  @Override
  public void close() {
    streams.close();
    connection.close();
  }

  /** Items of lists carry neither kind nor version; every object that leaves here has both. */
  static JsonObject named(JsonObject object, ResourceType type) {
    String kind = object.stringAt("kind").orElse("");
    if (!kind.isEmpty() && !kind.equals("PartialObjectMetadata")) {
      return object;
    }
    JsonObject.Builder out =
        JsonObject.builder().put("apiVersion", type.apiVersion()).put("kind", type.kind());
    object
        .members()
        .forEach((name, value) -> {
          if (!name.equals("apiVersion") && !name.equals("kind")) {
            out.put(name, value);
          }
        });
    return out.build();
  }
}
