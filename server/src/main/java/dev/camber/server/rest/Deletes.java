package dev.camber.server.rest;

import dev.camber.engine.store.ObjectKey;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Delete one or many, with preconditions and propagation. Thread-safe. */
final class Deletes {
  /** The session's own Tiltfile: without it there would be no session. */
  private static final String MAIN_TILTFILE = "(Tiltfile)";

  private final ObjectStore store;
  private final Reads reads;

  Deletes(ObjectStore store, Reads reads) {
    this.store = store;
    this.reads = reads;
  }

  /**
   * What a deletion depends on.
   *
   * @param uid the uid the object must have, empty for any
   * @param version the version it must have, empty for any
   * @param orphan whether what it owns stays
   * @param dry whether nothing shall be deleted
   */
  private record Options(String uid, String version, boolean orphan, boolean dry) {
    static Options of(Request request) throws ApiError {
      JsonObject body = body(request);
      String propagation =
          body.stringAt("propagationPolicy").orElse(request.query().get("propagationPolicy"));
      if (!List.of("", "Orphan", "Background", "Foreground").contains(propagation)) {
        throw ApiError.invalid(
            "DeleteOptions",
            "meta.k8s.io",
            "",
            "propagationPolicy",
            "FieldValueNotSupported",
            "Unsupported value: \""
                + propagation
                + "\": supported values: \"Foreground\", \"Background\", \"Orphan\"");
      }
      boolean bodyIsDry =
          !body.get("dryRun").flatMap(Json::asArray).orElse(JsonArray.EMPTY).isEmpty();
      return new Options(
          body.stringAt("preconditions", "uid").orElse(""),
          body.stringAt("preconditions", "resourceVersion").orElse(""),
          propagation.equals("Orphan"),
          bodyIsDry || request.query().has("dryRun"));
    }

    private static JsonObject body(Request request) throws ApiError {
      byte[] bytes = Bodies.bytes(request);
      if (bytes.length == 0) {
        return JsonObject.EMPTY;
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      try {
        Json value =
            switch (Bodies.mediaType(request)) {
              case "application/json" -> Json.parse(text);
              case "application/yaml" -> Yaml.readKubernetes(text);
              default -> throw ApiError.unsupportedBody();
            };
        return value.asObject().orElse(JsonObject.EMPTY);
      } catch (JsonSyntaxException | YamlException e) {
        throw ApiError.badRequest("these are no DeleteOptions: " + e.getMessage());
      }
    }
  }

  Response one(Request request, Wanted wanted, Kind<?, ?> kind, String name) throws ApiError {
    Options options = Options.of(request);
    if (isMain(kind, name)) {
      throw ApiError.forbiddenObject(
          kind, name, "the main Tiltfile is the session itself; end the session to be rid of it");
    }
    ObjectStore target = options.dry() ? store.fork() : store;
    return reads.one(request, wanted, 200, delete(target, kind, name, options));
  }

  private static <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> delete(
      ObjectStore target, Kind<S, T> kind, String name, Options options) throws ApiError {
    while (true) {
      Optional<ApiObject<S, T>> live = target.get(kind, name);
      if (live.isEmpty()) {
        throw ApiError.of(new StoreException.NotFound(kind, name));
      }
      check(live.get(), options);
      try {
        if (options.orphan()) {
          for (ObjectKey key : target.ownedBy(live.get().metadata())) {
            disown(target, key, live.get().metadata().uid());
          }
        }
        return target.delete(live.get());
      } catch (StoreException.Conflict e) {
        // It changed since it was looked at: look again, and check the preconditions again.
        Thread.onSpinWait();
      } catch (StoreException e) {
        throw ApiError.of(e);
      }
    }
  }

  private static void check(ApiObject<?, ?> live, Options options) throws ApiError {
    if (!options.uid().isEmpty() && !options.uid().equals(live.metadata().uid())) {
      throw ApiError.conflict(
          live.kind(),
          live.name(),
          "the UID in the precondition ("
              + options.uid()
              + ") does not match the UID in record ("
              + live.metadata().uid()
              + "). The object might have been deleted and then recreated");
    }
    String version = live.metadata().resourceVersion();
    if (!options.version().isEmpty() && !options.version().equals(version)) {
      throw ApiError.conflict(
          live.kind(),
          live.name(),
          "the ResourceVersion in the precondition ("
              + options.version()
              + ") does not match the ResourceVersion in record ("
              + version
              + "). The object might have been modified");
    }
  }

  private static void disown(ObjectStore target, ObjectKey key, String uid)
      throws StoreException.Invalid {
    target.edit(
        key.kind(),
        key.name(),
        object ->
            object.editMetadata(m ->
                m.withOwnerReferences(
                    m.ownerReferences().stream().filter(o -> !o.uid().equals(uid)).toList())));
  }

  Response many(Request request, Wanted wanted, Kind<?, ?> kind) throws ApiError {
    Options options = Options.of(request);
    ListOptions selection = ListOptions.of(request.query());
    ObjectStore target = options.dry() ? store.fork() : store;
    List<ApiObject<?, ?>> gone = new ArrayList<>();
    for (ApiObject<?, ?> object : target.list(kind, selection.selector())) {
      if (isMain(kind, object.name())) {
        continue;
      }
      try {
        gone.add(delete(target, kind, object.name(), options));
      } catch (ApiError e) {
        if (e.code() != 404) {
          throw e;
        }
      }
    }
    JsonObject metadata =
        JsonObject.builder()
            .put("resourceVersion", Long.toString(target.snapshot().version()))
            .build();
    return reads.many(request, wanted, kind, gone, metadata);
  }

  private static boolean isMain(Kind<?, ?> kind, String name) {
    return kind == Kinds.TILTFILE && name.equals(MAIN_TILTFILE);
  }
}
