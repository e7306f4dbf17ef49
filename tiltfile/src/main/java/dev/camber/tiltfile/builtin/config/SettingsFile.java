package dev.camber.tiltfile.builtin.config;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.data.StarlarkData;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.state.ConfigState;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings from {@code tilt_config.json}. Source: spec Tiltfile, section 9.3. */
final class SettingsFile {
  private SettingsFile() {}

  /** The settings of the file, none if it is not there. */
  static Map<String, Value> read(LoadState state, String path) {
    String text;
    try {
      text = new String(state.read(path), StandardCharsets.UTF_8);
    } catch (GoFileException e) {
      if (e.isMissing()) {
        return Map.of();
      }
      if (state.isDirectory(path)) {
        throw new EvalException("error parsing json from " + path + ": EOF");
      }
      throw new EvalException("error reading settings from " + path + ": " + e.getMessage());
    }
    Map<String, Json> members;
    try {
      members = IteratorJson.object(text);
    } catch (IteratorJson.Invalid e) {
      throw new EvalException("error parsing json from " + path + ": " + e.getMessage());
    }
    Map<String, Value> values = new TreeMap<>();
    members.forEach((name, json) -> {
      ConfigState.Setting setting = state.config().settings().get(name);
      if (setting == null) {
        throw new EvalException(path + " specified unknown setting name '" + name + "'");
      }
      try {
        values.put(name, value(setting.type(), json));
      } catch (EvalException e) {
        throw new EvalException(
            path + " specified invalid value for setting " + name + ": " + e.getMessage());
      }
    });
    return values;
  }

  private static Value value(ConfigState.Type type, Json json) {
    return switch (type) {
      case STRING -> {
        if (json instanceof JsonNull) {
          yield StarlarkString.EMPTY;
        }
        if (!(json instanceof JsonString s)) {
          throw new EvalException("expected string, found " + goType(json));
        }
        yield StarlarkString.of(s.value());
      }
      case BOOL -> {
        if (json instanceof JsonNull) {
          yield StarlarkBool.of(false);
        }
        if (!(json instanceof JsonBool b)) {
          throw new EvalException("expected bool, found " + goType(json));
        }
        yield StarlarkBool.of(b.value());
      }
      case STRING_LIST -> {
        if (json instanceof JsonNull) {
          yield StarlarkList.empty();
        }
        if (!(json instanceof JsonArray a)) {
          throw new EvalException("expected array");
        }
        List<Value> items = new ArrayList<>();
        for (Json item : a.items()) {
          if (!(item instanceof JsonString s)) {
            throw new EvalException("expected string, got " + goType(item));
          }
          items.add(StarlarkString.of(s.value()));
        }
        yield StarlarkList.of(items);
      }
      case OBJECT ->
          json instanceof JsonNull
              ? StarlarkNone.NONE
              : StarlarkData.toStarlark(json, StarlarkData.Numbers.FLOATS);
    };
  }

  private static String goType(Json json) {
    return switch (json) {
      case JsonNull n -> "<nil>";
      case JsonBool b -> "bool";
      case JsonNumber n -> "float64";
      case JsonString s -> "string";
      case JsonArray a -> "[]interface {}";
      case JsonObject o -> "map[string]interface {}";
    };
  }
}
