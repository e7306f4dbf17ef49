package dev.camber.server.rest;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.patch.JsonPatch;
import dev.camber.model.patch.MergePatch;
import dev.camber.model.patch.PatchException;
import dev.camber.model.patch.StrategicMergePatch;
import dev.camber.model.text.Quoted;
import dev.camber.model.yaml.GoJsonScanner;
import dev.camber.server.http.Request;
import dev.camber.server.rest.fields.FieldManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One patch, whatever its type: from the object as it is to the object as it shall be. */
final class Patches {
  private enum Type {
    JSON,
    MERGE,
    STRATEGIC,
    APPLY
  }

  private final Type type;
  private final Json document;
  private final Kind<?, ?> kind;
  private final WriteOptions options;
  private final List<String> warnings;

  private Patches(
      Type type, Json document, Kind<?, ?> kind, WriteOptions options, List<String> warnings) {
    this.type = type;
    this.document = document;
    this.kind = kind;
    this.options = options;
    this.warnings = List.copyOf(warnings);
  }

  /** Reads a patch. */
  static Patches of(Request request, Kind<?, ?> kind, String name, WriteOptions options)
      throws ApiError {
    Type type =
        switch (Bodies.mediaType(request)) {
          case "application/json-patch+json" -> Type.JSON;
          case "application/merge-patch+json" -> Type.MERGE;
          case "application/strategic-merge-patch+json" -> Type.STRATEGIC;
          case "application/apply-patch+yaml" -> Type.APPLY;
          default -> throw ApiError.unsupportedPatch();
        };
    if (type == Type.APPLY) {
      return apply(request, kind, name, options);
    }
    String text = new String(Bodies.bytes(request), StandardCharsets.UTF_8);
    try {
      if (type == Type.STRATEGIC) {
        GoJsonScanner.endOfValue(text, 0);
      }
      Json document = Json.parse(text);
      return new Patches(type, document, kind, options, List.of());
    } catch (GoJsonScanner.SyntaxException e) {
      throw ApiError.badRequest(String.valueOf(e.getMessage()));
    } catch (JsonSyntaxException e) {
      throw ApiError.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  private static Patches apply(Request request, Kind<?, ?> kind, String name, WriteOptions options)
      throws ApiError {
    if (!options.named()) {
      throw ApiError.invalid(
          "PatchOptions",
          "meta.k8s.io",
          "",
          "fieldManager",
          "FieldValueRequired",
          "Required value: is required for apply patch");
    }
    JsonObject given = Bodies.yaml(Bodies.bytes(request), kind);
    for (String required : List.of("kind", "apiVersion")) {
      if (given.stringAt(required).orElse("").isEmpty()) {
        throw ApiError.badRequest(
            "an apply patch must say its "
                + required
                + ": wanted "
                + (required.equals("kind") ? kind.name() : kind.apiVersion()));
      }
    }
    String named = given.stringAt("metadata", "name").orElse(name);
    if (!named.equals(name)) {
      throw ApiError.badRequest(
          "the name of the object ("
              + named
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
    if (given.at("metadata", "managedFields").isPresent()) {
      throw ApiError.badRequest("metadata.managedFields must be nil");
    }
    List<String> warnings = Bodies.decode(given, kind, options.validation()).warnings();
    return new Patches(Type.APPLY, given, kind, options, warnings);
  }

  boolean isApply() {
    return type == Type.APPLY;
  }

  /** What was odd about the configuration of an apply. */
  List<String> configurationWarnings() {
    return warnings;
  }

  /** Whether it is meant for one version of the object only. */
  boolean namesVersion() {
    return switch (type) {
      case JSON -> document.compact().contains("/metadata/resourceVersion");
      default -> document.at("metadata", "resourceVersion").flatMap(Json::asString).isPresent();
    };
  }

  /** The object after the patch. */
  JsonObject result(Optional<? extends ApiObject<?, ?>> live) throws ApiError {
    if (type == Type.APPLY) {
      return applied(live);
    }
    JsonObject before = ObjectTexts.tree(live.orElseThrow());
    try {
      Json after =
          switch (type) {
            case JSON -> JsonPatch.apply(before, document);
            case MERGE -> MergePatch.apply(before, document);
            default -> StrategicMergePatch.apply(before, document);
          };
      return after
          .asObject()
          .orElseThrow(() -> ApiError.badRequest("the patch does not leave an object"));
    } catch (PatchException e) {
      throw e.isMalformed()
          ? ApiError.badRequest(String.valueOf(e.getMessage()))
          : ApiError.patchDoesNotFit();
    }
  }

  private JsonObject applied(Optional<? extends ApiObject<?, ?>> live) throws ApiError {
    JsonObject configuration = document.asObject().orElse(JsonObject.EMPTY);
    if (live.isPresent()) {
      checkVersion(live.get(), configuration);
    }
    boolean status = !options.writer().subresource().isEmpty();
    JsonObject scoped = status ? configuration.without("spec") : configuration.without("status");
    FieldManager.Applied out =
        FieldManager.applied(kind, live, scoped, options.force(), options.writer());
    if (!out.conflicts().isEmpty()) {
      throw conflict(out.conflicts());
    }
    return out.object();
  }

  private void checkVersion(ApiObject<?, ?> live, JsonObject configuration) throws ApiError {
    String version =
        configuration
            .stringAt("metadata", "resourceVersion")
            .orElse(live.metadata().resourceVersion());
    if (!version.equals(live.metadata().resourceVersion())) {
      throw ApiError.conflict(
          kind,
          live.name(),
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
    String uid = configuration.stringAt("metadata", "uid").orElse(live.metadata().uid());
    if (!uid.equals(live.metadata().uid())) {
      throw ApiError.conflict(
          kind,
          live.name(),
          "uid mismatch: the provided object specified uid "
              + uid
              + ", and the existing one has "
              + Quoted.go(live.metadata().uid()));
    }
  }

  private static ApiError conflict(List<FieldManager.Conflict> conflicts) {
    List<JsonObject> causes =
        conflicts.stream()
            .map(c ->
                JsonObject.builder()
                    .put("reason", "FieldManagerConflict")
                    .put("message", "conflict with " + c.manager())
                    .put("field", c.path())
                    .build())
            .toList();
    if (conflicts.size() == 1) {
      FieldManager.Conflict only = conflicts.getFirst();
      return ApiError.applyConflict("conflict with " + only.manager() + ": " + only.path(), causes);
    }
    StringBuilder message = new StringBuilder();
    conflicts.stream()
        .map(FieldManager.Conflict::manager)
        .distinct()
        .sorted()
        .forEach(manager -> {
          message
              .append(message.isEmpty() ? "" : "\n")
              .append("conflicts with ")
              .append(manager)
              .append(':');
          conflicts.stream()
              .filter(c -> c.manager().equals(manager))
              .forEach(c -> message.append("\n- ").append(c.path()));
        });
    return ApiError.applyConflict(message.toString(), causes);
  }
}
