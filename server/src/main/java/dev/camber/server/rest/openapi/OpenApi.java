package dev.camber.server.rest.openapi;

import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The OpenAPI documents. They depend on this program alone, so they are made once, when somebody
 * asks. Thread-safe.
 */
public final class OpenApi {
  private static final String ROOT = "/apis/" + Kinds.GROUP + "/" + Kinds.VERSION + "/";
  private static final String GROUP_VERSION = "apis/" + Kinds.GROUP + "/" + Kinds.VERSION;
  private static final List<String> TYPES =
      List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
  private static final List<String> PATCH_TYPES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  private OpenApi() {}

  private static final class Documents {
    static final String V2 = JsonWriter.compact(v2Document());
    static final Map<String, String> V3 = v3Documents();
  }

  /** Version 2, everything in one document. */
  public static String v2() {
    return Documents.V2;
  }

  /** Version 3: which documents there are. */
  public static String v3Index() {
    JsonObject.Builder paths = JsonObject.builder();
    Documents.V3.forEach((path, text) ->
        paths.put(
            path,
            JsonObject.builder()
                .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash(text))
                .build()));
    return JsonObject.builder().put("paths", paths.build()).build().compact();
  }

  /** Version 3: one document. */
  public static Optional<String> v3(String path) {
    return Optional.ofNullable(Documents.V3.get(path));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject v2Document() {
    return JsonObject.builder()
        .put("swagger", "2.0")
        .put("info", info())
        .put("paths", new JsonObject(paths(new Style(false))))
        .put("definitions", new JsonObject(Schemas.all("#/definitions/")))
        .build();
  }

  private static Map<String, String> v3Documents() {
    Map<String, Json> all = paths(new Style(true));
    Map<String, Json> schemas = Schemas.all("#/components/schemas/");
    Map<String, String> out = new TreeMap<>();
    Map<String, Map<String, Json>> byDocument = new TreeMap<>();
    all.forEach((path, item) -> {
      String document = path.startsWith(ROOT) ? GROUP_VERSION : path.replaceAll("^/|/$", "");
      byDocument.computeIfAbsent(document, d -> new TreeMap<>()).put(path, item);
    });
    byDocument.forEach((document, paths) ->
        out.put(
            document,
            JsonObject.builder()
                .put("openapi", "3.0.0")
                .put("info", info())
                .put("paths", new JsonObject(paths))
                .put(
                    "components",
                    JsonObject.builder().put("schemas", new JsonObject(schemas)).build())
                .build()
                .compact()));
    return out;
  }

  private static JsonObject info() {
    return JsonObject.builder().put("title", "Camber").put("version", Kinds.VERSION).build();
  }

  /** How a version writes references, bodies and parameters. */
  private record Style(boolean three) {
    JsonObject reference(String name) {
      return JsonObject.builder()
          .put("$ref", (three ? "#/components/schemas/" : "#/definitions/") + name)
          .build();
    }

    JsonObject parameter(String name, String in, String type) {
      JsonObject.Builder out = JsonObject.builder().put("name", name).put("in", in);
      if (in.equals("path")) {
        out.put("required", true);
      }
      JsonObject schema = JsonObject.builder().put("type", type).build();
      return three ? out.put("schema", schema).build() : out.put("type", type).build();
    }

    JsonObject responses(String name) {
      JsonObject schema = reference(name);
      JsonObject.Builder ok = JsonObject.builder().put("description", "OK");
      ok.put(three ? "content" : "schema", three ? content(TYPES, schema) : schema);
      return JsonObject.builder().put("200", ok.build()).build();
    }

    JsonObject content(List<String> types, JsonObject schema) {
      JsonObject.Builder out = JsonObject.builder();
      types.forEach(t -> out.put(t, JsonObject.builder().put("schema", schema).build()));
      return out.build();
    }
  }

  private static Map<String, Json> paths(Style style) {
    Map<String, Json> out = new TreeMap<>();
    for (String plain : List.of("/apis/", "/apis/" + Kinds.GROUP + "/", ROOT, "/version/")) {
      String type =
          switch (plain) {
            case "/apis/" -> Schemas.metaName("APIGroupList");
            case "/version/" -> "io.k8s.apimachinery.pkg.version.Info";
            default -> Schemas.metaName(plain.equals(ROOT) ? "APIResourceList" : "APIGroup");
          };
      JsonObject get =
          JsonObject.builder()
              .put("operationId", "get" + plain.replaceAll("[^A-Za-z0-9]", ""))
              .put("responses", style.responses(type))
              .build();
      out.put(plain, JsonObject.builder().put("get", get).build());
    }
    for (Kind<?, ?> kind : Kinds.ALL) {
      String path = ROOT + kind.plural();
      String list = Schemas.nameOf(kind) + "List";
      String event = Schemas.metaName("WatchEvent");
      Operations operations = new Operations(style, kind);
      out.put(
          path,
          item(
              operations,
              Map.of("delete", "deletecollection", "get", "list", "post", "post"),
              list,
              ""));
      out.put(path + "/{name}", item(operations, OBJECT, Schemas.nameOf(kind), "name"));
      if (kind.hasStatus()) {
        out.put(path + "/{name}/status", item(operations, STATUS, Schemas.nameOf(kind), "name"));
      }
      out.put(
          ROOT + "watch/" + kind.plural(), item(operations, Map.of("get", "watchlist"), event, ""));
      out.put(
          ROOT + "watch/" + kind.plural() + "/{name}",
          item(operations, Map.of("get", "watch"), event, "name"));
    }
    return out;
  }

  private static final Map<String, String> OBJECT =
      Map.of("delete", "delete", "get", "get", "patch", "patch", "put", "put");
  private static final Map<String, String> STATUS =
      Map.of("get", "get", "patch", "patch", "put", "put");

  private static JsonObject item(
      Operations operations, Map<String, String> verbs, String answer, String parameter) {
    Map<String, Json> out = new TreeMap<>();
    verbs.forEach((method, action) -> out.put(method, operations.of(method, action, answer)));
    if (!parameter.isEmpty()) {
      out.put(
          "parameters",
          Json.array(List.of(operations.style().parameter(parameter, "path", "string"))));
    }
    return new JsonObject(out);
  }

  /** The operations of one kind. */
  private record Operations(Style style, Kind<?, ?> kind) {
    JsonObject of(String method, String action, String answer) {
      boolean writes = List.of("post", "put", "patch").contains(method);
      List<Json> parameters = new ArrayList<>();
      if (writes) {
        parameters.add(style.parameter("dryRun", "query", "string"));
        parameters.add(style.parameter("fieldManager", "query", "string"));
        parameters.add(style.parameter("fieldValidation", "query", "string"));
      }
      if (method.equals("patch")) {
        parameters.add(style.parameter("force", "query", "boolean"));
      }
      if (method.equals("delete")) {
        parameters.add(style.parameter("dryRun", "query", "string"));
        parameters.add(style.parameter("propagationPolicy", "query", "string"));
      }
      if (action.equals("list") || action.startsWith("watch")) {
        for (String name :
            List.of("labelSelector", "fieldSelector", "continue", "resourceVersion")) {
          parameters.add(style.parameter(name, "query", "string"));
        }
        parameters.add(style.parameter("limit", "query", "integer"));
        parameters.add(style.parameter("watch", "query", "boolean"));
      }
      List<String> consumes = method.equals("patch") ? PATCH_TYPES : TYPES;
      JsonObject.Builder out =
          JsonObject.builder()
              .put(
                  "operationId",
                  action + "TiltDevV1alpha1" + kind.name() + method.toUpperCase(Locale.ROOT))
              .put("tags", Json.strings(List.of("tiltDev_v1alpha1")));
      if (writes) {
        JsonObject body =
            style.reference(
                method.equals("patch") ? Schemas.metaName("Patch") : Schemas.nameOf(kind));
        if (style.three()) {
          out.put(
              "requestBody",
              JsonObject.builder()
                  .put("content", style.content(consumes, body))
                  .put("required", true)
                  .build());
        } else {
          parameters.add(
              JsonObject.builder()
                  .put("name", "body")
                  .put("in", "body")
                  .put("required", true)
                  .put("schema", body)
                  .build());
          out.put("consumes", Json.strings(consumes));
        }
      }
      if (!style.three()) {
        out.put("produces", Json.strings(TYPES));
      }
      return out.put("parameters", Json.array(parameters))
          .put("responses", style.responses(method.equals("post") ? Schemas.nameOf(kind) : answer))
          .put("x-kubernetes-action", action)
          .put(
              "x-kubernetes-group-version-kind",
              JsonObject.builder()
                  .put("group", Kinds.GROUP)
                  .put("kind", kind.name())
                  .put("version", Kinds.VERSION)
                  .build())
          .build();
    }
  }
}
