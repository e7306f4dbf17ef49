package dev.camber.engine.store;

import dev.camber.model.api.Kind;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.List;

/**
 * Why a write or a watch was refused. Message, reason and code are those of a Kubernetes {@code
 * Status}, which {@link #toStatus()} makes.
 */
public abstract sealed class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final int code;
  private final transient JsonObject details;

  private StoreException(String message, String reason, int code, JsonObject details) {
    super(message, null, true, false);
    this.reason = reason;
    this.code = code;
    this.details = details;
  }

  /** The machine-readable word, e.g. {@code NotFound}. */
  public String reason() {
    return reason;
  }

  /** The HTTP status. */
  public int code() {
    return code;
  }

  /** The error as a Kubernetes {@code Status} object. */
  public JsonObject toStatus() {
    return JsonObject.builder()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("metadata", JsonObject.EMPTY)
        .put("status", "Failure")
        .put("message", String.valueOf(getMessage()))
        .put("reason", reason)
        .put("details", details)
        .put("code", code)
        .build();
  }

  private static String resource(Kind<?, ?> kind) {
    return kind.plural() + "." + kind.group();
  }

  private static JsonObject.Builder details(Kind<?, ?> kind, String name) {
    return JsonObject.builder()
        .putIfSet("name", name)
        .put("group", kind.group())
        .put("kind", kind.plural());
  }

  /** There is no such object. */
  public static final class NotFound extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotFound(Kind<?, ?> kind, String name) {
      super(
          resource(kind) + " \"" + name + "\" not found",
          "NotFound",
          404,
          details(kind, name).build());
    }
  }

  /** An object of that name exists. */
  public static final class AlreadyExists extends StoreException {
    private static final long serialVersionUID = 1L;

    public AlreadyExists(Kind<?, ?> kind, String name) {
      super(
          resource(kind) + " \"" + name + "\" already exists",
          "AlreadyExists",
          409,
          details(kind, name).build());
    }
  }

  /** The object changed since the version that the writer saw. */
  public static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;

    public Conflict(Kind<?, ?> kind, String name) {
      super(
          "Operation cannot be fulfilled on "
              + resource(kind)
              + " \""
              + name
              + "\": the object has been modified; please apply your changes to the latest version"
              + " and try again",
          "Conflict",
          409,
          details(kind, name).build());
    }
  }

  /** The object breaks rules of its kind. */
  public static final class Invalid extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    public Invalid(Kind<?, ?> kind, String name, List<Violation> violations) {
      super(
          kind.name() + "." + kind.group() + " \"" + name + "\" is invalid: " + join(violations),
          "Invalid",
          422,
          JsonObject.builder()
              .putIfSet("name", name)
              .put("group", kind.group())
              .put("kind", kind.name())
              .put("causes", Json.array(violations.stream().map(Violation::toCause).toList()))
              .build());
      this.violations = List.copyOf(violations);
    }

    /** The broken rules, at least one. */
    public List<Violation> violations() {
      return violations;
    }

    private static String join(List<Violation> violations) {
      return violations.size() == 1
          ? violations.getFirst().toString()
          : "["
              + String.join(", ", violations.stream().map(Violation::toString).distinct().toList())
              + "]";
    }
  }

  /** The version asked for has left the history: list, then watch from the list's version. */
  public static final class Gone extends StoreException {
    private static final long serialVersionUID = 1L;

    public Gone(long version, long oldest) {
      super(
          "too old resource version: " + version + " (" + oldest + ")",
          "Expired",
          410,
          JsonObject.EMPTY);
    }
  }
}
