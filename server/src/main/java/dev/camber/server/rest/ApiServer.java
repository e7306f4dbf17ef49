package dev.camber.server.rest;

import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.session.Version;
import dev.camber.server.http.Handler;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.rest.openapi.OpenApi;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Routes of the API server for callers who may do everything; {@link #refuse} answers the others.
 * Thread-safe. Source: spec CLI and API, section 8.
 */
public final class ApiServer implements Handler {
  private static final String AGGREGATED = "APIGroupDiscoveryList";

  private final Reads reads;
  private final Writes writes;
  private final Deletes deletes;
  private final ObjectStore store;
  private final Version version;
  private final Supplier<String> address;

  /**
   * @param texts shared with whoever else writes objects
   * @param suffixes five random letters or digits per call
   * @param address host and port of the API server, for discovery
   */
  public ApiServer(
      ObjectStore store,
      ObjectTexts texts,
      InstantSource clock,
      Supplier<String> suffixes,
      Version version,
      Supplier<String> address) {
    this.store = store;
    this.reads = new Reads(store, texts, clock);
    this.writes = new Writes(store, reads, clock, suffixes);
    this.deletes = new Deletes(store, reads);
    this.version = version;
    this.address = address;
  }

  /** Whether a path is the API server's, on a listener that serves others, too. */
  public static boolean owns(String path) {
    for (String root :
        List.of(
            "/apis",
            "/openapi",
            "/version",
            "/healthz",
            "/livez",
            "/readyz",
            "/metrics",
            "/statusz")) {
      if (path.equals(root) || path.startsWith(root + "/")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Response handle(Request request) {
    Optional<List<String>> segments = request.segments();
    if (segments.isEmpty()) {
      return Response.text(400, "the path cannot be decoded");
    }
    List<String> path = new ArrayList<>(segments.get());
    if (path.size() > 1 && path.getLast().isEmpty()) {
      path.removeLast();
    }
    try {
      return route(request, path);
    } catch (ApiError e) {
      return error(request, e);
    }
  }

  private static Response error(Request request, ApiError e) {
    try {
      return Answers.error(e, Wanted.of(request));
    } catch (ApiError notAcceptable) {
      return Answers.error(e);
    }
  }

  private Response route(Request request, List<String> path) throws ApiError {
    String rest = String.join("/", path.subList(1, path.size()));
    return switch (path.getFirst() + (rest.isEmpty() ? "" : "/")) {
      case "apis", "apis/" -> apis(request, path);
      case "version" -> version();
      case "healthz", "livez", "readyz", "healthz/", "livez/", "readyz/" ->
          Health.of(request, path.getFirst(), rest);
      case "metrics" -> metrics();
      case "metrics/" -> rest.equals("slis") ? slis() : Response.text(404, "404 page not found");
      case "statusz" -> Answers.plain(200, "camber " + version.stamp() + "\n");
      case "openapi/" -> openApi(request, rest);
      default -> Response.text(404, "404 page not found");
    };
  }

  private Response apis(Request request, List<String> path) throws ApiError {
    boolean ours = path.size() < 2 || path.get(1).equals(Kinds.GROUP);
    if (!ours) {
      return paths();
    }
    if (path.size() <= 3 && !request.isSafe()) {
      throw ApiError.methodNotAllowed();
    }
    if (path.size() == 1) {
      Optional<Response> aggregated = aggregated(request);
      return aggregated.isPresent()
          ? aggregated.get()
          : Answers.of(200, Discovery.groups(address.get()), Wanted.of(request));
    }
    if (path.size() == 2) {
      return Answers.of(200, Discovery.group(), Wanted.of(request));
    }
    if (!path.get(2).equals(Kinds.VERSION)) {
      throw ApiError.noSuchResource();
    }
    if (path.size() == 3) {
      return Answers.of(200, Discovery.resources(), Wanted.of(request));
    }
    return path.get(3).equals("watch") && path.size() > 4
        ? watched(request, path.subList(4, path.size()))
        : resource(request, path.subList(3, path.size()));
  }

  private static Optional<Response> aggregated(Request request) {
    for (String form : List.of("v2", "v2beta1")) {
      Map<String, String> parameters =
          Map.of("as", AGGREGATED, "v", form, "g", "apidiscovery.k8s.io");
      if (Wanted.prefers(request, "application/json", parameters)) {
        String type = "application/json;g=apidiscovery.k8s.io;v=" + form + ";as=" + AGGREGATED;
        return Optional.of(
            Answers.bytes(200, type, Discovery.aggregated(form).compact() + "\n")
                .replacing("Cache-Control", "public"));
      }
    }
    return Optional.empty();
  }

  private static Kind<?, ?> kind(String plural) throws ApiError {
    return Kinds.ALL.stream()
        .filter(k -> k.plural().equals(plural))
        .findFirst()
        .orElseThrow(ApiError::noSuchResource);
  }

  /** The old form of watches: {@code /watch/cmds[/name]}. */
  private Response watched(Request request, List<String> path) throws ApiError {
    Kind<?, ?> kind = kind(path.getFirst());
    if (path.size() > 2) {
      throw ApiError.noSuchResource();
    }
    if (!request.method().equals("GET")) {
      throw ApiError.methodNotAllowed();
    }
    Optional<String> name = path.size() == 2 ? Optional.of(path.get(1)) : Optional.empty();
    return reads.watch(request, Wanted.of(request), kind, name);
  }

  private Response resource(Request request, List<String> path) throws ApiError {
    Kind<?, ?> kind = kind(path.getFirst());
    return switch (path.size()) {
      case 1 -> collection(request, kind);
      case 2 -> object(request, kind, path.get(1), "");
      case 3 -> {
        if (!path.get(2).equals("status") || !kind.hasStatus()) {
          throw ApiError.noSuchResource();
        }
        yield object(request, kind, path.get(1), "status");
      }
      default -> throw ApiError.noSuchResource();
    };
  }

  private Response collection(Request request, Kind<?, ?> kind) throws ApiError {
    Wanted wanted = Wanted.of(request);
    return switch (request.method()) {
      case "GET" ->
          request.query().isTrue("watch")
              ? reads.watch(request, wanted, kind, Optional.empty())
              : reads.list(request, wanted, kind);
      case "POST" -> writes.create(request, wanted, kind);
      case "DELETE" -> deletes.many(request, wanted, kind);
      default -> throw ApiError.methodNotAllowed();
    };
  }

  private Response object(Request request, Kind<?, ?> kind, String name, String subresource)
      throws ApiError {
    Wanted wanted = Wanted.of(request);
    return switch (request.method()) {
      case "GET" ->
          request.query().isTrue("watch") && subresource.isEmpty()
              ? reads.watch(request, wanted, kind, Optional.of(name))
              : reads.get(request, wanted, kind, name);
      case "PUT" -> writes.update(request, wanted, kind, name, subresource);
      case "PATCH" -> writes.patch(request, wanted, kind, name, subresource);
      case "DELETE" -> {
        if (!subresource.isEmpty()) {
          throw ApiError.methodNotAllowed();
        }
        yield deletes.one(request, wanted, kind, name);
      }
      default -> throw ApiError.methodNotAllowed();
    };
  }

  private Response version() {
    JsonObject body =
        JsonObject.builder()
            .put("major", "1")
            .put("minor", "34")
            .put("emulationMajor", "1")
            .put("emulationMinor", "34")
            .put("minCompatibilityMajor", "1")
            .put("minCompatibilityMinor", "33")
            .put("gitVersion", "v1.34.0+camber-" + version.version())
            .put("gitCommit", "")
            .put("gitTreeState", "")
            .put("buildDate", version.date() + "T00:00:00Z")
            .put("goVersion", "")
            .put("compiler", "javac")
            .put("platform", "java/" + Runtime.version().feature())
            .build();
    return Answers.json(200, body, true);
  }

  /** The documents of one version or, below v3, one of them. */
  private static Response openApi(Request request, String rest) throws ApiError {
    if (rest.equals("v2")) {
      Wanted.of(request);
      return Answers.whole("application/json", OpenApi.v2());
    }
    if (rest.equals("v3")) {
      return Answers.whole("application/json", OpenApi.v3Index());
    }
    Optional<String> document =
        rest.startsWith("v3/") ? OpenApi.v3(rest.substring(3)) : Optional.empty();
    if (document.isEmpty()) {
      return Response.text(404, "404 page not found");
    }
    Wanted.of(request);
    Response answer = Answers.whole("application/json", document.get());
    return request.query().has("hash")
        ? answer.replacing("Cache-Control", "public, immutable")
        : answer;
  }

  private static Response slis() {
    StringBuilder out = new StringBuilder("# TYPE kubernetes_healthcheck gauge\n");
    for (String endpoint : List.of("healthz", "livez", "readyz")) {
      for (String check : Health.checks(endpoint)) {
        out.append("kubernetes_healthcheck{name=\"")
            .append(check)
            .append("\",type=\"")
            .append(endpoint)
            .append("\"} 1\n");
      }
    }
    return Answers.plain(200, out.toString());
  }

  private Response metrics() {
    StringBuilder out = new StringBuilder();
    out.append("# HELP camber_store_version Version of the last change of the object store.\n")
        .append("# TYPE camber_store_version counter\n")
        .append("camber_store_version ")
        .append(store.snapshot().version())
        .append('\n')
        .append("# HELP apiserver_storage_objects Number of stored objects of a kind.\n")
        .append("# TYPE apiserver_storage_objects gauge\n");
    for (Kind<?, ?> kind : Kinds.ALL) {
      out.append("apiserver_storage_objects{resource=\"")
          .append(kind.plural())
          .append('.')
          .append(kind.group())
          .append("\"} ")
          .append(store.snapshot().count(kind))
          .append('\n');
    }
    return new Response(
        200,
        Headers.of(
            "Cache-Control",
            "no-cache, private",
            "Content-Type",
            "text/plain; version=0.0.4; charset=utf-8; escaping=underscores",
            "Transfer-Encoding",
            "chunked"),
        new Response.Bytes(out.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The answer for groups that are not there: all paths that are. */
  private static Response paths() {
    TreeSet<String> paths =
        new TreeSet<>(
            List.of(
                "/apis",
                "/apis/" + Kinds.GROUP,
                "/apis/" + Kinds.GROUP + "/" + Kinds.VERSION,
                "/metrics",
                "/metrics/slis",
                "/openapi/v2",
                "/openapi/v3",
                "/openapi/v3/",
                "/statusz",
                "/version"));
    for (String endpoint : List.of("healthz", "livez", "readyz")) {
      paths.add("/" + endpoint);
      Health.checks(endpoint).forEach(check -> paths.add("/" + endpoint + "/" + check));
    }
    JsonObject body = JsonObject.builder().put("paths", Json.strings(List.copyOf(paths))).build();
    return Answers.json(404, body, true);
  }

  /** What a caller without a valid token is told. Source: spec CLI and API, section 8.1. */
  public static Response refuse(Request request) {
    if (!owns(request.path())) {
      return Response.text(404, "404 page not found");
    }
    List<String> path = request.segments().orElse(List.of());
    boolean aboutResource = path.size() > 3 && path.getFirst().equals("apis");
    ApiError error;
    if (aboutResource) {
      String name = path.size() > 4 ? path.get(4) : "";
      error =
          ApiError.forbiddenResource(
              verb(request, name),
              path.get(1),
              path.get(3),
              path.size() > 5 ? path.get(5) : "",
              name);
    } else {
      String verb =
          request.method().equals("POST") ? "post" : request.method().toLowerCase(Locale.ROOT);
      error = ApiError.forbiddenPath(verb, request.path());
    }
    return Answers.json(403, error.status(), Wanted.pretty(request))
        .with("X-Content-Type-Options", "nosniff");
  }

  private static String verb(Request request, String name) {
    return switch (request.method()) {
      case "GET", "HEAD" ->
          request.query().isTrue("watch") ? "watch" : name.isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> request.method().toLowerCase(Locale.ROOT);
    };
  }
}
