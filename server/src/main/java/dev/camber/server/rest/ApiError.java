package dev.camber.server.rest;

import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Kind;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.List;

/** A request that is refused; carries the Kubernetes {@code Status} that says why. */
final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient JsonObject status;

  private ApiError(int code, JsonObject status) {
    super(status.stringAt("message").orElse(""), null, true, false);
    this.code = code;
    this.status = status;
  }

  int code() {
    return code;
  }

  JsonObject status() {
    return status;
  }

  static ApiError of(StoreException e) {
    return new ApiError(e.code(), e.toStatus());
  }

  /** 400: the request makes no sense. */
  static ApiError badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  /** 415 for the body of a create or update. */
  static ApiError unsupportedBody() {
    return of(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
  }

  /** 415 for the body of a patch. */
  static ApiError unsupportedPatch() {
    return of(415, "UnsupportedMediaType", "415: Unsupported Media Type", JsonObject.EMPTY);
  }

  static ApiError notAcceptable() {
    return of(
        406,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml,"
            + " application/vnd.kubernetes.protobuf",
        JsonObject.EMPTY);
  }

  static ApiError tooLarge(int limit) {
    return of(
        413,
        "RequestEntityTooLarge",
        "Request entity too large: limit is " + limit,
        JsonObject.EMPTY);
  }

  static ApiError noSuchResource() {
    return of(
        404, "NotFound", "the server could not find the requested resource", JsonObject.EMPTY);
  }

  static ApiError methodNotAllowed() {
    return of(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        JsonObject.EMPTY);
  }

  static ApiError forbiddenPath(String verb, String path) {
    return of(
        403,
        "Forbidden",
        "forbidden: User \"system:anonymous\" cannot "
            + verb
            + " path \""
            + path
            + "\": Everything is forbidden.",
        JsonObject.EMPTY);
  }

  static ApiError forbiddenResource(
      String verb, String group, String resource, String subresource, String name) {
    String what = subresource.isEmpty() ? resource : resource + "/" + subresource;
    String of = name.isEmpty() ? "" : " \"" + name + "\"";
    return of(
        403,
        "Forbidden",
        resource
            + "."
            + group
            + of
            + " is forbidden: User \"system:anonymous\" cannot "
            + verb
            + " resource \""
            + what
            + "\" in API group \""
            + group
            + "\" at the cluster scope: Everything is forbidden.",
        JsonObject.builder()
            .putIfSet("name", name)
            .put("group", group)
            .put("kind", resource)
            .build());
  }

  /** 403: the object is there to stay. */
  static ApiError forbiddenObject(Kind<?, ?> kind, String name, String why) {
    return of(
        403,
        "Forbidden",
        kind.plural() + "." + kind.group() + " \"" + name + "\" is forbidden: " + why,
        details(kind, name));
  }

  /** 409: a precondition does not hold. */
  static ApiError conflict(Kind<?, ?> kind, String name, String why) {
    return of(
        409,
        "Conflict",
        "Operation cannot be fulfilled on "
            + kind.plural()
            + "."
            + kind.group()
            + " \""
            + name
            + "\": "
            + why,
        details(kind, name));
  }

  /** 409: other managers own what an apply wants to change. */
  static ApiError applyConflict(String message, List<JsonObject> causes) {
    return of(
        409,
        "Conflict",
        "Apply failed with "
            + causes.size()
            + (causes.size() == 1 ? " conflict: " : " conflicts: ")
            + message,
        JsonObject.builder().put("causes", Json.array(causes)).build());
  }

  /** 422: the patch does not fit the object. */
  static ApiError patchDoesNotFit() {
    return of(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        JsonObject.EMPTY);
  }

  /** 422: one field of an object or of the options is wrong. */
  static ApiError invalid(
      String kind, String group, String name, String field, String reason, String message) {
    return of(
        422,
        "Invalid",
        kind + "." + group + " \"" + name + "\" is invalid: " + field + ": " + message,
        JsonObject.builder()
            .putIfSet("name", name)
            .put("group", group)
            .put("kind", kind)
            .put(
                "causes",
                Json.array(
                    List.of(
                        JsonObject.builder()
                            .put("reason", reason)
                            .put("message", message)
                            .put("field", field)
                            .build())))
            .build());
  }

  /** 410: what is asked for has left the history. */
  static ApiError expired(String message) {
    return of(410, "Expired", message);
  }

  static ApiError internal(String message) {
    return of(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        JsonObject.builder()
            .put(
                "causes", Json.array(List.of(JsonObject.builder().put("message", message).build())))
            .build());
  }

  private static JsonObject details(Kind<?, ?> kind, String name) {
    return JsonObject.builder()
        .putIfSet("name", name)
        .put("group", kind.group())
        .put("kind", kind.plural())
        .build();
  }

  private static ApiError of(int code, String reason, String message, JsonObject details) {
    return new ApiError(
        code, head(message, reason).put("details", details).put("code", code).build());
  }

  private static ApiError of(int code, String reason, String message) {
    return new ApiError(code, head(message, reason).put("code", code).build());
  }

  private static JsonObject.Builder head(String message, String reason) {
    return JsonObject.builder()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("metadata", JsonObject.EMPTY)
        .put("status", "Failure")
        .put("message", message)
        .put("reason", reason);
  }
}
