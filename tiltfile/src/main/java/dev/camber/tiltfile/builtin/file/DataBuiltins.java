package dev.camber.tiltfile.builtin.file;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlDocuments;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.data.GoJson;
import dev.camber.tiltfile.data.StarlarkData;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.Blob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON and YAML. Source: spec Tiltfile, section 5.6. */
public final class DataBuiltins {
  private DataBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("read_json", DataBuiltins::readJson)
        .function("decode_json", DataBuiltins::decodeJson)
        .function("encode_json", DataBuiltins::encodeJson)
        .function("read_yaml", DataBuiltins::readYaml)
        .function("read_yaml_stream", DataBuiltins::readYamlStream)
        .function("decode_yaml", DataBuiltins::decodeYaml)
        .function("decode_yaml_stream", DataBuiltins::decodeYamlStream)
        .function("encode_yaml", DataBuiltins::encodeYaml)
        .function("encode_yaml_stream", DataBuiltins::encodeYamlStream);
  }

  /** The text of a file, or empty if it is missing and there is something to fall back on. */
  private static Optional<String> read(LoadState state, String path, boolean hasDefault) {
    state.configFiles().addFile(path);
    try {
      return Optional.of(new String(state.read(path), StandardCharsets.UTF_8));
    } catch (GoFileException e) {
      if (e.isMissing() && hasDefault) {
        return Optional.empty();
      }
      throw new EvalException(e.getMessage());
    }
  }

  private static Value readJson(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("paths", Convert.path(LoadState.directory(thread)));
    var fallback = u.optional("default", Converter.ANY);
    u.finish();
    Optional<String> text = read(LoadState.of(thread), path.get(), fallback.isGiven());
    return text.map(t -> json(t, " from " + path.get())).orElseGet(fallback::get);
  }

  private static Value decodeJson(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var text = u.required("json", Convert.STRLIKE);
    u.finish();
    return json(text.get(), "");
  }

  private static Value json(String text, String from) {
    Json tree;
    try {
      tree = GoJson.decodeOne(text);
    } catch (GoJson.Invalid e) {
      throw new EvalException("error parsing JSON" + from + ": " + e.getMessage());
    }
    try {
      return StarlarkData.toStarlark(tree, StarlarkData.Numbers.BY_LITERAL);
    } catch (EvalException e) {
      throw new EvalException("error converting JSON to Starlark" + from + ": " + e.getMessage());
    }
  }

  private static Json tree(Value value, String format) {
    try {
      return StarlarkData.toJson(value);
    } catch (EvalException e) {
      throw new EvalException("error converting object from starlark: " + e.getMessage());
    } catch (StarlarkData.Unsupported e) {
      throw new EvalException(
          "error serializing object to "
              + format
              + ": "
              + (format.equals("yaml") ? "error marshaling into JSON: " : "")
              + e.getMessage());
    }
  }

  private static Value encodeJson(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var object = u.required("obj", Converter.ANY);
    u.finish();
    Json tree = tree(object.get(), "json");
    return StarlarkString.of(JsonWriter.prettyHtmlSafe(tree, "  ") + "\n");
  }

  private static Value readYaml(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("paths", Converter.STRING);
    var fallback = u.optional("default", Converter.ANY);
    u.finish();
    String file = GoPath.resolve(LoadState.directory(thread), path.get());
    Optional<String> text = read(LoadState.of(thread), file, fallback.isGiven());
    return text.map(t -> single(yaml(t, " from " + path.get()))).orElseGet(fallback::get);
  }

  private static Value readYamlStream(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("paths", Converter.STRING);
    var fallback = u.optional("default", Converter.LIST);
    u.finish();
    String file = GoPath.resolve(LoadState.directory(thread), path.get());
    Optional<String> text = read(LoadState.of(thread), file, fallback.isGiven());
    return text.<Value>map(t -> StarlarkList.of(yaml(t, " from " + path.get())))
        .orElseGet(fallback::get);
  }

  private static Value decodeYaml(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var text = u.required("yaml", Convert.STRLIKE);
    u.finish();
    return single(yaml(text.get(), ""));
  }

  private static Value decodeYamlStream(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var text = u.required("yaml", Convert.STRLIKE);
    u.finish();
    return StarlarkList.of(yaml(text.get(), ""));
  }

  private static Value single(List<Value> documents) {
    return switch (documents.size()) {
      case 0 -> StarlarkNone.NONE;
      case 1 -> documents.getFirst();
      default ->
          throw new EvalException(
              "expected a yaml document but found a yaml stream (documents separated by `---`)."
                  + " use decode_yaml_stream instead to decode a yaml stream");
    };
  }

  private static List<Value> yaml(String text, String from) {
    List<Value> values = new ArrayList<>();
    YamlDocuments documents = new YamlDocuments(text);
    while (true) {
      Optional<String> document;
      try {
        document = documents.next();
      } catch (YamlException e) {
        throw new EvalException("error reading YAML stream" + from + ": " + e.getMessage());
      }
      if (document.isEmpty()) {
        return values;
      }
      Json tree;
      try {
        tree = Yaml.readKubernetes(document.get());
      } catch (YamlException e) {
        throw new EvalException("error parsing YAML" + from + ": " + e.getMessage());
      }
      if (tree instanceof JsonNull) {
        continue;
      }
      try {
        values.add(StarlarkData.toStarlark(tree, StarlarkData.Numbers.BY_VALUE));
      } catch (EvalException e) {
        throw new EvalException("error converting YAML to Starlark" + from + ": " + e.getMessage());
      }
    }
  }

  private static Value encodeYaml(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var object = u.required("obj", Converter.ANY);
    u.finish();
    return Blob.of(yamlText(object.get()), "encode_yaml");
  }

  private static Value encodeYamlStream(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var objects = u.required("objs", Converter.LIST);
    u.finish();
    List<String> texts = new ArrayList<>();
    Starlark.elements(objects.get()).forEach(value -> texts.add(yamlText(value)));
    return Blob.of(String.join("---\n", texts), "encode_yaml_stream");
  }

  private static String yamlText(Value value) {
    try {
      return YamlWriter.kubernetes(tree(value, "yaml"));
    } catch (YamlException e) {
      throw new EvalException("error serializing object to yaml: " + e.getMessage());
    }
  }
}
