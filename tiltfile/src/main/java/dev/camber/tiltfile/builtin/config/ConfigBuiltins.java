package dev.camber.tiltfile.builtin.config;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.ConfigState;
import dev.camber.tiltfile.state.LoadState;
import java.util.Map;
import java.util.TreeMap;

/** The module {@code config}. Source: spec Tiltfile, sections 5.10 and 9. */
public final class ConfigBuiltins {
  private static final String SETTINGS_FILE = "tilt_config.json";

  private ConfigBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins, LoadState state) {
    define(builtins, "config.define_string_list", ConfigState.Type.STRING_LIST);
    define(builtins, "config.define_string", ConfigState.Type.STRING);
    define(builtins, "config.define_bool", ConfigState.Type.BOOL);
    define(builtins, "config.define_object", ConfigState.Type.OBJECT);
    builtins
        .function("config.parse", ConfigBuiltins::parse)
        .function("config.set_enabled_resources", ConfigBuiltins::setEnabledResources)
        .function("config.clear_enabled_resources", ConfigBuiltins::clearEnabledResources)
        .value("config.tilt_subcommand", StarlarkString.of(state.request().subcommand()))
        .value("config.main_path", StarlarkString.of(state.mainPath()))
        .value("config.main_dir", StarlarkString.of(GoPath.dir(state.mainPath())));
  }

  private static void define(Builtins builtins, String name, ConfigState.Type type) {
    builtins.function(
        name,
        (thread, arguments) -> {
          ConfigState config = LoadState.of(thread).config();
          if (config.parsed()) {
            throw new EvalException(name + " cannot be called after config.parse is called");
          }
          var u = arguments.unpacker();
          var setting = u.required("name", Converter.STRING);
          var args = u.optional("args", Converter.BOOL, false);
          var usage = u.optional("usage", Converter.STRING, "");
          u.finish();
          config.define(
              name, new ConfigState.Setting(setting.get(), type, args.get(), usage.get()));
          return StarlarkNone.NONE;
        });
  }

  private static Value parse(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    LoadState state = LoadState.of(thread);
    String directory = LoadState.directory(thread);
    state.config().parsing(directory);
    String path = GoPath.join(directory, SETTINGS_FILE);
    state.configFiles().addFile(path);
    Map<String, Value> values = new TreeMap<>(SettingsFile.read(state, path));
    values.putAll(SettingsArgs.parse(state));
    StarlarkDict out = StarlarkDict.empty();
    values.forEach(out::put);
    return out;
  }

  private static Value setEnabledResources(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var resources = u.required("resources", Convert.SEQUENCE);
    u.finish();
    try {
      LoadState.of(thread).config().enable(Convert.stringElements(resources.get()));
    } catch (EvalException e) {
      throw new EvalException("resources must be a list of string: " + e.getMessage());
    }
    return StarlarkNone.NONE;
  }

  private static Value clearEnabledResources(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    LoadState.of(thread).config().clearEnabled();
    return StarlarkNone.NONE;
  }
}
