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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resources of a session with how they are doing, those that want attention first.
 *
 * @param version of the list, to watch from
 */
record ResourceRows(List<ResourceRows.Row> rows, String version) {
  ResourceRows {
    rows = List.copyOf(rows);
  }

  /** One resource. */
  record Row(String name, Json object, UIResourceStatus status, ResourceHealth health) {}

  static ResourceRows of(Api api) throws Refused, IOException {
    JsonObject list = api.call("GET", Api.ROOT + "/uiresources", "", "", Map.of());
    List<Row> rows = new ArrayList<>();
    for (Json item : list.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      rows.add(row(item));
    }
    return sorted(rows, list.stringAt("metadata", "resourceVersion").orElse("0"));
  }

  /** Those that want attention first. */
  static ResourceRows sorted(Collection<Row> rows, String version) {
    return new ResourceRows(
        rows.stream()
            .sorted(
                Comparator.comparing((Row r) -> r.health().state())
                    .thenComparingInt(r -> r.status().order()))
            .toList(),
        version);
  }

  /** A resource as the API server tells it. */
  static Row row(Json item) throws Refused {
    try {
      UIResourceStatus status =
          RecordCodec.decode(UIResourceStatus.class, item.at("status").orElse(JsonObject.EMPTY));
      return new Row(
          item.stringAt("metadata", "name").orElse(""), item, status, ResourceHealth.of(status));
    } catch (CodecException e) {
      throw Refused.error("the session's answer cannot be read: " + e.getMessage());
    }
  }

  /** The names of the resources with some labels. */
  static Set<String> labelled(Api api, String selector) throws Refused, IOException {
    Set<String> out = new LinkedHashSet<>();
    String query = "?labelSelector=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
    try {
      for (JsonObject item : api.list(api.type("uiresources"), query)) {
        out.add(item.stringAt("metadata", "name").orElse(""));
      }
    } catch (Refused e) {
      throw Refused.error("--selector: " + e.getMessage());
    }
    return out;
  }

  /**
   * Those of the given names and those with the labels; at least one.
   *
   * @param selector empty for none
   */
  ResourceRows chosen(List<String> names, String selector, Api api) throws Refused, IOException {
    if (selector.isEmpty()) {
      return named(names);
    }
    named(names);
    Set<String> wanted = labelled(api, selector);
    if (wanted.isEmpty()) {
      throw Refused.error(
          "no resource has the labels "
              + Quoted.go(selector)
              + "; see them with `get uiresources --show-labels`");
    }
    wanted.addAll(names);
    return new ResourceRows(rows.stream().filter(r -> wanted.contains(r.name())).toList(), version);
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
        : new ResourceRows(rows.stream().filter(r -> names.contains(r.name())).toList(), version);
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
