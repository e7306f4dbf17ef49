package dev.camber.tiltfile.builtin.object;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.GoDuration;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Unpacker;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.builtin.object.Shape.ListOf;
import dev.camber.tiltfile.builtin.object.Shape.Nested;
import dev.camber.tiltfile.builtin.object.Shape.Scalar;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.FieldErrors;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.NestedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The module {@code v1alpha1}. Source: spec Tiltfile, section 5.14. */
public final class ObjectBuiltins {
  private static final String MODULE = "v1alpha1.";

  private ObjectBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    object(builtins, Kinds.CMD, "cmd", ObjectBuiltins::cmd, ObjectChecks::none);
    object(builtins, Kinds.CONFIG_MAP, "config_map", ObjectBuiltins::configMap, ObjectChecks::none);
    object(builtins, Kinds.EXTENSION, "extension", ObjectBuiltins::extension, ObjectChecks::none);
    object(
        builtins,
        Kinds.EXTENSION_REPO,
        "extension_repo",
        ObjectBuiltins::extensionRepo,
        ObjectChecks::extensionRepo);
    object(
        builtins,
        Kinds.FILE_WATCH,
        "file_watch",
        ObjectBuiltins::fileWatch,
        ObjectChecks::fileWatch);
    object(
        builtins,
        Kinds.KUBERNETES_APPLY,
        "kubernetes_apply",
        ObjectBuiltins::kubernetesApply,
        ObjectChecks::kubernetesApply);
    object(
        builtins,
        Kinds.KUBERNETES_DISCOVERY,
        "kubernetes_discovery",
        ObjectBuiltins::kubernetesDiscovery,
        ObjectChecks::kubernetesDiscovery);
    object(
        builtins, Kinds.UI_BUTTON, "ui_button", ObjectBuiltins::uiButton, ObjectChecks::uiButton);
    for (Shape shape : Shapes.CONSTRUCTORS) {
      builtins.function(MODULE + shape.builtin(), (t, a) -> nested(t, a, shape));
    }
  }

  /** Reads the parameters of one constructor behind name, labels and annotations. */
  private static final class Fields {
    private final Unpacker unpacker;
    private final String directory;
    private final NestedValues known;
    private final Map<String, Unpacker.Param<Json>> params = new LinkedHashMap<>();
    private final Map<String, Json> defaults = new LinkedHashMap<>();

    Fields(Unpacker unpacker, StarlarkThread thread) {
      this.unpacker = unpacker;
      this.directory = LoadState.directory(thread);
      this.known = LoadState.of(thread).nestedValues();
    }

    Fields text(String name) {
      return put(name, value -> Json.of(Converter.STRING.convert(value)));
    }

    Fields bool(String name) {
      return put(name, value -> Json.of(Converter.BOOL.convert(value)));
    }

    Fields duration(String name, String fallback) {
      defaults.put(Shape.camel(name), Json.of(fallback));
      return put(name, value -> Json.of(GoDuration.format(Convert.DURATION.convert(value))));
    }

    Fields workingDirectory(String name) {
      defaults.put(Shape.camel(name), Json.of(directory));
      return put(name, value -> Json.of(Convert.path(directory).convert(value)));
    }

    Fields paths(String name) {
      return put(name, value -> Json.strings(Convert.paths(directory).convert(value)));
    }

    Fields composite(String name, Shape.Type type) {
      return put(name, value -> Shape.composite(type, value, directory, known));
    }

    private Fields put(String name, Converter<Json> converter) {
      String member = name.equals("icon_svg") ? "iconSVG" : Shape.camel(name);
      params.put(member, unpacker.optional(name, converter));
      return this;
    }

    JsonObject tree() {
      Map<String, Json> members = new LinkedHashMap<>(defaults);
      params.forEach((member, param) -> param.toOptional().ifPresent(v -> members.put(member, v)));
      return new JsonObject(members);
    }
  }

  private interface Parameters {
    void declare(Fields fields);
  }

  private static <S extends Record & Spec, T extends Record & Status> void object(
      Builtins builtins,
      Kind<S, T> kind,
      String name,
      Parameters parameters,
      Function<S, List<String>> checks) {
    builtins.function(
        MODULE + name,
        (thread, arguments) -> {
          var u = arguments.unpacker();
          var objectName = u.required("name", Converter.STRING);
          var labels = u.optional("labels", Convert.STRING_MAP, Map.of());
          var annotations = u.optional("annotations", Convert.STRING_MAP, Map.of());
          Fields fields = new Fields(u, thread);
          parameters.declare(fields);
          u.finish();
          S spec = decode(kind, fields.tree());
          List<String> problems = checks.apply(spec);
          if (!problems.isEmpty()) {
            throw new EvalException(FieldErrors.join(problems));
          }
          ObjectMeta metadata =
              ObjectMeta.named(objectName.get())
                  .withLabels(labels.get())
                  .withAnnotations(annotations.get());
          ApiObject<S, T> object = kind.object(metadata, spec);
          LoadState.of(thread).objects().add(object);
          return StarlarkNone.NONE;
        });
  }

  private static <S extends Record & Spec> S decode(Kind<S, ?> kind, JsonObject tree) {
    try {
      return RecordCodec.decode(kind.specType(), tree);
    } catch (CodecException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void cmd(Fields fields) {
    fields
        .composite("args", Scalar.STRINGS)
        .workingDirectory("dir")
        .composite("env", Scalar.STRINGS)
        .composite("readiness_probe", new Nested(Shapes.PROBE_DICT))
        .composite("restart_on", new Nested(Shapes.RESTART_ON_SPEC))
        .composite("start_on", new Nested(Shapes.START_ON_SPEC))
        .composite("disable_source", new Nested(Shapes.DISABLE_SOURCE));
  }

  private static void configMap(Fields fields) {
    fields.composite("data", Scalar.STRING_MAP);
  }

  private static void extension(Fields fields) {
    fields.text("repo_name").text("repo_path").composite("args", Scalar.STRINGS);
  }

  private static void extensionRepo(Fields fields) {
    fields.text("url").text("ref").text("load_host").text("git_subpath");
  }

  private static void fileWatch(Fields fields) {
    fields
        .paths("watched_paths")
        .composite("ignores", new ListOf(Shapes.IGNORE_DEF))
        .composite("disable_source", new Nested(Shapes.DISABLE_SOURCE));
  }

  private static void kubernetesApply(Fields fields) {
    fields
        .text("yaml")
        .composite("image_maps", Scalar.STRINGS)
        .composite("image_locators", new ListOf(Shapes.KUBERNETES_IMAGE_LOCATOR))
        .duration("timeout", "0s")
        .composite(
            "kubernetes_discovery_template_spec",
            new Nested(Shapes.KUBERNETES_DISCOVERY_TEMPLATE_SPEC))
        .composite("port_forward_template_spec", new Nested(Shapes.PORT_FORWARD_TEMPLATE_SPEC))
        .composite("pod_log_stream_template_spec", new Nested(Shapes.POD_LOG_STREAM_TEMPLATE_SPEC))
        .text("discovery_strategy")
        .composite("disable_source", new Nested(Shapes.DISABLE_SOURCE))
        .composite("apply_cmd", new Nested(Shapes.KUBERNETES_APPLY_CMD))
        .composite("restart_on", new Nested(Shapes.RESTART_ON_SPEC))
        .composite("delete_cmd", new Nested(Shapes.KUBERNETES_APPLY_CMD))
        .text("cluster")
        .bool("server_side_apply");
  }

  private static void kubernetesDiscovery(Fields fields) {
    fields
        .composite("watches", new ListOf(Shapes.KUBERNETES_WATCH_REF))
        .composite("extra_selectors", new ListOf(Shapes.LABEL_SELECTOR))
        .composite("port_forward_template_spec", new Nested(Shapes.PORT_FORWARD_TEMPLATE_SPEC))
        .composite("pod_log_stream_template_spec", new Nested(Shapes.POD_LOG_STREAM_TEMPLATE_SPEC))
        .text("cluster");
  }

  private static void uiButton(Fields fields) {
    fields
        .composite("location", new Nested(Shapes.UI_COMPONENT_LOCATION))
        .text("text")
        .text("icon_name")
        .text("icon_svg")
        .bool("disabled")
        .bool("requires_confirmation")
        .composite("inputs", new ListOf(Shapes.UI_INPUT_SPEC));
  }

  /** A constructor of a nested value: what is given, as a frozen dict. */
  private static Value nested(StarlarkThread thread, Arguments arguments, Shape shape) {
    var u = arguments.unpacker();
    List<Unpacker.Param<Value>> params = new ArrayList<>();
    for (Shape.Field field : shape.fields()) {
      params.add(u.optional(field.name(), Converter.ANY));
    }
    u.finish();
    StarlarkDict dict = StarlarkDict.empty();
    for (Unpacker.Param<Value> param : params) {
      param.given().ifPresent(value -> dict.put(param.name(), value));
    }
    NestedValues known = LoadState.of(thread).nestedValues();
    JsonObject tree = shape.read(dict, LoadState.directory(thread), known);
    known.put(dict, tree);
    return dict;
  }
}
