package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.cli.Suggestions;
import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Quoted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The resources of a session with how they are doing, those that want attention first. */
record ResourceRows(List<ResourceRows.Row> rows) {
  ResourceRows {
    rows = List.copyOf(rows);
  }

  /** One resource. */
  record Row(String name, Json object, UIResourceStatus status, ResourceHealth health) {}

  static ResourceRows of(Api api) throws Refused, IOException {
    JsonObject list = api.call("GET", Api.ROOT + "/uiresources", "", "", Map.of());
    List<Row> rows = new ArrayList<>();
    for (Json item : list.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      try {
        UIResourceStatus status =
            RecordCodec.decode(UIResourceStatus.class, item.at("status").orElse(JsonObject.EMPTY));
        rows.add(
            new Row(
                item.stringAt("metadata", "name").orElse(""),
                item,
                status,
                ResourceHealth.of(status)));
      } catch (CodecException e) {
        throw Refused.error("the session's answer cannot be read: " + e.getMessage());
      }
    }
    rows.sort(
        Comparator.comparing((Row r) -> r.health().state())
            .thenComparingInt(r -> r.status().order()));
    return new ResourceRows(rows);
  }

  /** Those of the given names; all without names. */
  ResourceRows named(List<String> names) throws Refused {
    List<String> known = rows.stream().map(Row::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        List<String> near = Suggestions.near(name, known);
        throw Refused.error(
            "no such resource "
                + Quoted.go(name)
                + (near.isEmpty() ? "" : "; did you mean " + Quoted.go(near.getFirst()) + "?"));
      }
    }
    return names.isEmpty()
        ? this
        : new ResourceRows(rows.stream().filter(r -> names.contains(r.name())).toList());
  }

  /** {@code 5s}, {@code 3m}, {@code 2h}, {@code 4d}. */
  static String age(Instant since, Instant now) {
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? seconds / 60 + "m"
        : seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }
}
