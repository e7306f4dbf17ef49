package dev.camber.model.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON value. Immutable; equality is structural and, for objects, independent of member order.
 */
public sealed interface Json
    permits JsonArray, JsonBool, JsonNull, JsonNumber, JsonObject, JsonString {

  /** The null value. */
  static Json ofNull() {
    return JsonNull.NULL;
  }

  static JsonString of(String value) {
    return new JsonString(value);
  }

  static JsonNumber of(long value) {
    return JsonNumber.of(value);
  }

  static JsonBool of(boolean value) {
    return value ? JsonBool.TRUE : JsonBool.FALSE;
  }

  static JsonArray array(List<? extends Json> items) {
    return new JsonArray(List.copyOf(items));
  }

  static JsonArray strings(List<String> items) {
    return new JsonArray(items.stream().<Json>map(JsonString::new).toList());
  }

  static JsonObject object(Map<String, ? extends Json> members) {
    return JsonObject.copyOf(members);
  }

  /** Parses one JSON document. */
  static Json parse(String text) throws JsonSyntaxException {
    return JsonReader.read(text);
  }

  /** This value as an object, if it is one. */
  default Optional<JsonObject> asObject() {
    return this instanceof JsonObject o ? Optional.of(o) : Optional.empty();
  }

  /** This value as an array, if it is one. */
  default Optional<JsonArray> asArray() {
    return this instanceof JsonArray a ? Optional.of(a) : Optional.empty();
  }

  /** The text of this value, if it is a string. */
  default Optional<String> asString() {
    return this instanceof JsonString s ? Optional.of(s.value()) : Optional.empty();
  }

  /**
   * Follows member names from here; empty if a step is missing or not an object. A null at the end
   * is returned as {@link JsonNull}.
   */
  default Optional<Json> at(String... path) {
    Json here = this;
    for (String step : path) {
      if (!(here instanceof JsonObject o) || !o.has(step)) {
        return Optional.empty();
      }
      here = o.members().get(step);
      if (here == null) {
        return Optional.empty();
      }
    }
    return Optional.of(here);
  }

  /** {@link #at} narrowed to strings. */
  default Optional<String> stringAt(String... path) {
    return at(path).flatMap(Json::asString);
  }

  /** What this kind of value is called in messages. */
  String typeName();

  /** Compact text: no spaces, members in their order. */
  default String compact() {
    return JsonWriter.compact(this);
  }

  /**
   * Text indented by two spaces, as Go's and kubectl's printers lay it out, without a final
   * newline.
   */
  default String pretty() {
    return JsonWriter.pretty(this, "  ");
  }
}
