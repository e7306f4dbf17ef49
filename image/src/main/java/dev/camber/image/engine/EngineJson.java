package dev.camber.image.engine;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading of the engine's answers; members that are missing or null are as good as empty. */
final class EngineJson {
  private EngineJson() {}

  static String text(Json value, String... path) {
    return value.stringAt(path).orElse("");
  }

  static long number(Json value, String... path) {
    return value.at(path).orElse(Json.ofNull()) instanceof JsonNumber number
        ? number.asLong().orElse((long) number.doubleValue())
        : 0;
  }

  static List<String> texts(Json value, String... path) {
    return value.at(path).flatMap(Json::asArray).map(JsonArray::items).orElse(List.of()).stream()
        .map(Json::asString)
        .flatMap(Optional::stream)
        .toList();
  }

  static List<JsonObject> objects(Json value) {
    return value.asArray().map(JsonArray::items).orElse(List.of()).stream()
        .map(Json::asObject)
        .flatMap(Optional::stream)
        .toList();
  }

  static Map<String, String> textMap(Json value, String... path) {
    Map<String, String> map = new LinkedHashMap<>();
    value
        .at(path)
        .flatMap(Json::asObject)
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, v) -> v.asString().ifPresent(s -> map.put(name, s)));
    return map;
  }

  /** A moment; the engine writes the year 1 for none. */
  static Instant instant(Json value, String... path) {
    try {
      Instant instant = OffsetDateTime.parse(text(value, path)).toInstant();
      return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
