package dev.camber.server.rest;

import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import dev.camber.server.rest.fields.FieldManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Create, update and patch. Thread-safe: the store refuses what is out of date, and a patch that
 * names no version tries again. A dry run is the same write to a fork of the store. Source: spec
 * CLI and API, section 8.3, with the betters of section 17.
 */
final class Writes {
  private static final int MOST_ATTEMPTS = 100;
  private static final int MOST_NAMES = 8;

  private final ObjectStore store;
  private final Reads reads;
  private final InstantSource clock;
  private final Supplier<String> suffixes;

  /**
   * @param suffixes five random letters or digits per call, for generated names
   */
  Writes(ObjectStore store, Reads reads, InstantSource clock, Supplier<String> suffixes) {
    this.store = store;
    this.reads = reads;
    this.clock = clock;
    this.suffixes = suffixes;
  }

  Response create(Request request, Wanted wanted, Kind<?, ?> kind) throws ApiError {
    WriteOptions options = WriteOptions.of(request, "", clock);
    Bodies.Decoded<ApiObject<?, ?>> body =
        Bodies.decode(Bodies.object(request, kind), kind, options.validation());
    ApiObject<?, ?> stored = create(body.object(), target(options), options);
    return warned(reads.one(request, wanted, 201, stored), body.warnings());
  }

  private ApiObject<?, ?> create(ApiObject<?, ?> object, ObjectStore target, WriteOptions options)
      throws ApiError {
    String prefix = object.metadata().generateName();
    boolean generates = object.name().isEmpty() && !prefix.isEmpty();
    for (int attempt = 1; ; attempt++) {
      ApiObject<?, ?> named =
          generates ? object.editMetadata(m -> m.withName(prefix + suffixes.get())) : object;
      ApiObject<?, ?> managed =
          named.editMetadata(
              m -> m.withManagedFields(FieldManager.created(named, options.writer())));
      try {
        return target.create(managed);
      } catch (StoreException.AlreadyExists e) {
        if (!generates || attempt == MOST_NAMES) {
          throw ApiError.of(e);
        }
      } catch (StoreException e) {
        throw ApiError.of(e);
      }
    }
  }

  Response update(Request request, Wanted wanted, Kind<?, ?> kind, String name, String subresource)
      throws ApiError {
    WriteOptions options = WriteOptions.of(request, subresource, clock);
    Bodies.Decoded<ApiObject<?, ?>> body =
        Bodies.decode(Bodies.object(request, kind), kind, options.validation());
    checkName(body.object(), name);
    ApiObject<?, ?> stored = update(body.object(), target(options), options);
    return warned(reads.one(request, wanted, 200, stored), body.warnings());
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> update(
      ApiObject<S, T> next, ObjectStore target, WriteOptions options) throws ApiError {
    try {
      if (!options.writer().subresource().isEmpty()) {
        return target.updateStatus(next);
      }
      Optional<ApiObject<S, T>> live = target.get(next.kind(), next.name());
      if (live.isEmpty()) {
        throw ApiError.of(new StoreException.NotFound(next.kind(), next.name()));
      }
      return target.update(managed(live.get(), next, options));
    } catch (StoreException e) {
      throw ApiError.of(e);
    }
  }

  private static <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> managed(
      ApiObject<S, T> live, ApiObject<S, T> next, WriteOptions options) {
    ApiObject<S, T> seen = next.withStatus(live.status());
    List<Json> before = live.metadata().managedFields();
    List<Json> after = FieldManager.updated(live, seen, options.writer());
    boolean untouched = before.isEmpty() && after.equals(FieldManager.shown(live));
    return seen.editMetadata(m -> m.withManagedFields(untouched ? before : after));
  }

  private static void checkName(ApiObject<?, ?> object, String name) throws ApiError {
    if (object.name().isEmpty()) {
      throw ApiError.badRequest("name must be provided");
    }
    if (!object.name().equals(name)) {
      throw ApiError.badRequest(
          "the name of the object ("
              + object.name()
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
  }

  Response patch(Request request, Wanted wanted, Kind<?, ?> kind, String name, String subresource)
      throws ApiError {
    WriteOptions options = WriteOptions.of(request, subresource, clock);
    Patches patch = Patches.of(request, kind, name, options);
    ObjectStore target = target(options);
    for (int attempt = 1; ; attempt++) {
      try {
        return patchOnce(request, wanted, kind, name, patch, target, options);
      } catch (ApiError e) {
        // Somebody else was quicker, and the patch is about no version: it fits the next one, too.
        boolean again = isStale(e) && !patch.namesVersion() && attempt < MOST_ATTEMPTS;
        if (!again) {
          throw e;
        }
      }
    }
  }

  private static boolean isStale(ApiError e) {
    String reason = e.status().stringAt("reason").orElse("");
    boolean created = reason.equals("AlreadyExists");
    return created
        || e.status().stringAt("message").orElse("").contains("the object has been modified");
  }

  private <S extends Record & Spec, T extends Record & Status> Response patchOnce(
      Request request,
      Wanted wanted,
      Kind<S, T> kind,
      String name,
      Patches patch,
      ObjectStore target,
      WriteOptions options)
      throws ApiError {
    Optional<ApiObject<S, T>> live = target.get(kind, name);
    if (live.isEmpty() && !patch.isApply()) {
      throw ApiError.of(new StoreException.NotFound(kind, name));
    }
    if (live.isEmpty() && !options.writer().subresource().isEmpty()) {
      throw ApiError.of(new StoreException.NotFound(kind, name));
    }
    JsonObject tree = patch.result(live);
    Bodies.Decoded<ApiObject<?, ?>> decoded =
        Bodies.decode(tree, kind, patch.isApply() ? "Ignore" : options.validation());
    // decode() makes objects of the kind it is given.
    @SuppressWarnings("unchecked")
    ApiObject<S, T> next = (ApiObject<S, T>) decoded.object();
    List<String> warnings = patch.isApply() ? patch.configurationWarnings() : decoded.warnings();
    if (live.isEmpty()) {
      try {
        ApiObject<S, T> created = target.create(next.editMetadata(m -> m.withName(name)));
        return warned(reads.one(request, wanted, 201, created), warnings);
      } catch (StoreException e) {
        throw ApiError.of(e);
      }
    }
    checkIdentity(live.get(), next);
    return warned(
        reads.one(request, wanted, 200, store(live.get(), next, patch, target, options)), warnings);
  }

  private static <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> store(
      ApiObject<S, T> live,
      ApiObject<S, T> next,
      Patches patch,
      ObjectStore target,
      WriteOptions options)
      throws ApiError {
    try {
      if (!options.writer().subresource().isEmpty()) {
        return target.updateStatus(
            live.withStatus(next.status())
                .editMetadata(m -> m.withResourceVersion(next.metadata().resourceVersion())));
      }
      return target.update(patch.isApply() ? next : managed(live, next, options));
    } catch (StoreException e) {
      throw ApiError.of(e);
    }
  }

  private static void checkIdentity(ApiObject<?, ?> live, ApiObject<?, ?> next) throws ApiError {
    if (!next.name().equals(live.name())) {
      throw ApiError.badRequest(
          "the name of the object ("
              + next.name()
              + ") does not match the name on the URL ("
              + live.name()
              + ")");
    }
    String uid = next.metadata().uid();
    if (!uid.isEmpty() && !uid.equals(live.metadata().uid())) {
      throw ApiError.conflict(
          live.kind(),
          live.name(),
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + live.metadata().uid());
    }
  }

  private ObjectStore target(WriteOptions options) {
    return options.dry() ? store.fork() : store;
  }

  private static Response warned(Response response, List<String> warnings) {
    Response out = response;
    for (String warning : warnings) {
      out =
          out.with(
              "Warning", "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
    return out;
  }
}
