package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code enable} and {@code disable}. Source: spec CLI and API, section 3.3. */
final class EnableVerb implements Verb {
  private final boolean enable;

  EnableVerb(boolean enable) {
    this.enable = enable;
  }

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    List<String> names = flags.positional();
    boolean all = flags.bool("all");
    boolean only = enable && flags.bool("only");
    List<String> labels = flags.strings("labels");
    if (all && only) {
      throw Refused.error("cannot use --all with --only");
    }
    if (all && !names.isEmpty()) {
      throw Refused.error("cannot use --all with resource names");
    }
    if (!all && names.isEmpty() && labels.isEmpty()) {
      throw Refused.error("must specify at least one resource");
    }
    Api api = Api.of(Session.of(flags, surroundings));
    JsonObject list = api.call("GET", Api.ROOT + "/uiresources", "", "", Map.of());
    Map<String, Json> resources = new LinkedHashMap<>();
    for (Json item : list.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      resources.put(item.stringAt("metadata", "name").orElse(""), item);
    }
    for (String name : names) {
      Json resource = resources.get(name);
      if (resource == null) {
        throw Refused.error("no such resource \"" + name + "\"");
      }
      if (sources(resource).isEmpty()) {
        throw Refused.error(name + " cannot be enabled or disabled");
      }
    }
    for (Map.Entry<String, Json> entry : resources.entrySet()) {
      Optional<Boolean> wanted = wanted(entry.getKey(), entry.getValue(), names, labels, all, only);
      if (wanted.isPresent()) {
        for (Json source : sources(entry.getValue())) {
          set(api, source, wanted.get());
        }
      }
    }
    return 0;
  }

  /**
   * Whether the resource shall be enabled; empty to leave it alone. Names win over labels, labels
   * over --all.
   */
  private Optional<Boolean> wanted(
      String name,
      Json resource,
      List<String> names,
      List<String> labels,
      boolean all,
      boolean only) {
    boolean labelled =
        labels.stream().anyMatch(l -> resource.at("metadata", "labels", l).isPresent());
    if (names.contains(name) || labelled || all) {
      return Optional.of(enable);
    }
    return only ? Optional.of(!enable) : Optional.empty();
  }

  private static JsonArray sources(Json resource) {
    return resource
        .at("status", "disableStatus", "sources")
        .flatMap(Json::asArray)
        .orElse(JsonArray.EMPTY);
  }

  private static void set(Api api, Json source, boolean enabled) throws Refused, IOException {
    String name = source.stringAt("configMap", "name").orElse("");
    String key = source.stringAt("configMap", "key").orElse("");
    if (name.isEmpty()) {
      return;
    }
    String patch =
        JsonObject.builder()
            .put("data", JsonObject.builder().put(key, Boolean.toString(!enabled)).build())
            .build()
            .compact();
    api.call(
        "PATCH",
        api.type("configmaps").path(name),
        "application/merge-patch+json",
        patch,
        Map.of());
  }
}
