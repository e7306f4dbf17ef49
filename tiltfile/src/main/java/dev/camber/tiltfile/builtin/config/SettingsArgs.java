package dev.camber.tiltfile.builtin.config;

import dev.camber.model.flags.Flag;
import dev.camber.model.flags.FlagException;
import dev.camber.model.flags.FlagSet;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.data.GoJson;
import dev.camber.tiltfile.data.StarlarkData;
import dev.camber.tiltfile.state.ConfigState;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings from the Tiltfile's arguments. Source: spec Tiltfile, section 9.3. */
final class SettingsArgs {
  private static final String WRONG = "invalid Tiltfile config args: ";

  private SettingsArgs() {}

  /** The settings that the arguments name. */
  static Map<String, Value> parse(LoadState state) {
    Map<String, ConfigState.Setting> settings = state.config().settings();
    List<ConfigState.Setting> named =
        settings.values().stream().filter(s -> !s.positional()).toList();
    Map<String, Value> values = new LinkedHashMap<>();
    ParsedFlags parsed;
    try {
      FlagSet flags = new FlagSet(named.stream().map(SettingsArgs::flag).toList(), true);
      parsed =
          flags.parse(
              state.request().args(),
              (flag, text) ->
                  Optional.ofNullable(settings.get(flag.name()))
                      .flatMap(setting -> set(setting, text, values)));
    } catch (FlagException e) {
      throw new EvalException(WRONG + e.getMessage() + UsageText.block(named));
    } catch (FlagSet.HelpWanted e) {
      state.info("Usage of :\n" + UsageText.lines(named));
      throw new EvalException(WRONG + "pflag: help requested" + UsageText.block(named));
    }
    positional(state, parsed.positional(), values);
    return values;
  }

  private static Flag flag(ConfigState.Setting setting) {
    return switch (setting.type()) {
      case BOOL -> Flag.stringArray(setting.name(), "", setting.usage()).alone("true");
      case STRING, STRING_LIST, OBJECT -> Flag.stringArray(setting.name(), "", setting.usage());
    };
  }

  private static void positional(LoadState state, List<String> words, Map<String, Value> values) {
    if (words.isEmpty()) {
      return;
    }
    Optional<ConfigState.Setting> taker = state.config().positional();
    if (taker.isEmpty()) {
      throw new EvalException(
          WRONG
              + "positional CLI args (\""
              + String.join(" ", words)
              + "\") were specified, but none were expected.\n"
              + "See https://docs.tilt.dev/tiltfile_config.html#positional-arguments for"
              + " examples.");
    }
    for (String word : words) {
      set(taker.get(), word, values)
          .ifPresent(problem -> {
            throw new EvalException(
                WRONG + "invalid positional args (" + taker.get().name() + "): " + problem);
          });
    }
  }

  /** Takes one use of a setting; returns what is wrong with it. */
  private static Optional<String> set(
      ConfigState.Setting setting, String text, Map<String, Value> values) {
    Value known = values.get(setting.name());
    String once = " settings can only be specified once. multiple values found (last value: ";
    switch (setting.type()) {
      case STRING_LIST -> {
        List<Value> items =
            known instanceof StarlarkList list ? Starlark.elements(list) : new ArrayList<>();
        items.add(StarlarkString.of(text));
        values.put(setting.name(), StarlarkList.of(items));
      }
      case STRING -> {
        if (known != null) {
          return Optional.of("string" + once + text + ")");
        }
        values.put(setting.name(), StarlarkString.of(text));
      }
      case BOOL -> {
        if (known != null) {
          return Optional.of("bool" + once + text + ")");
        }
        switch (text) {
          case "1", "t", "T", "true", "TRUE", "True" ->
              values.put(setting.name(), StarlarkBool.of(true));
          case "0", "f", "F", "false", "FALSE", "False" ->
              values.put(setting.name(), StarlarkBool.of(false));
          default -> {
            return Optional.of(
                "strconv.ParseBool: parsing " + Quoted.go(text) + ": invalid syntax");
          }
        }
      }
      case OBJECT -> {
        if (known != null) {
          return Optional.of("object" + once + Starlark.str(known) + ")");
        }
        try {
          Json json = GoJson.unmarshal(text);
          values.put(setting.name(), StarlarkData.toStarlark(json, StarlarkData.Numbers.FLOATS));
        } catch (GoJson.Invalid e) {
          return Optional.of("decoding JSON, got " + Quoted.go(text) + ": " + e.getMessage());
        }
      }
    }
    if (values.get(setting.name()) == null) {
      values.put(setting.name(), StarlarkNone.NONE);
    }
    return Optional.empty();
  }
}
