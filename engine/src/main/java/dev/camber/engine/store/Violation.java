package dev.camber.engine.store;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A broken rule of an object, in the words of Kubernetes field errors.
 *
 * @param field path to it, e.g. {@code spec.inputs[1].id}
 * @param type what kind of error
 * @param detail the rest of the message: type, value and what is wrong. Source: spec Tiltfile API,
 *     section 3.6
 */
public record Violation(String field, Type type, String detail) {
  /** Kinds of field errors: the word on the wire and its prose. */
  public enum Type {
    REQUIRED("FieldValueRequired"),
    INVALID("FieldValueInvalid"),
    UNSUPPORTED("FieldValueNotSupported"),
    DUPLICATE("FieldValueDuplicate"),
    TOO_LONG("FieldValueTooLong");

    private final String reason;

    Type(String reason) {
      this.reason = reason;
    }
  }

  public static Violation required(String field, String detail) {
    return new Violation(field, Type.REQUIRED, "Required value" + suffix(detail));
  }

  public static Violation invalid(String field, Json value, String detail) {
    return new Violation(field, Type.INVALID, "Invalid value: " + value.compact() + suffix(detail));
  }

  public static Violation duplicate(String field, Json value) {
    return new Violation(field, Type.DUPLICATE, "Duplicate value: " + value.compact());
  }

  public static Violation unsupported(String field, String value, List<String> supported) {
    return new Violation(
        field,
        Type.UNSUPPORTED,
        "Unsupported value: "
            + Json.of(value).compact()
            + ": supported values: "
            + supported.stream().map(s -> Json.of(s).compact()).collect(Collectors.joining(", ")));
  }

  public static Violation tooLong(String field, int max) {
    return new Violation(field, Type.TOO_LONG, "Too long: may not be more than " + max + " bytes");
  }

  private static String suffix(String detail) {
    return detail.isEmpty() ? "" : ": " + detail;
  }

  JsonObject toCause() {
    return JsonObject.builder()
        .put("reason", type.reason)
        .put("message", detail)
        .put("field", field)
        .build();
  }

  /** {@code field: Kind of error: value: detail}. */
  @Override
  public String toString() {
    return field + ": " + detail;
  }
}
