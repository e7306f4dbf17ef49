package dev.camber.tiltfile.builtin.k8s;

import dev.camber.kubernetes.entity.ImageLocator;
import dev.camber.kubernetes.entity.JsonPath;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ObjectMatcher;
import dev.camber.kubernetes.entity.PodReadiness;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.ObjectSelector;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code k8s_kind} and {@code k8s_image_json_path}. Source: spec Tiltfile, section 5.2. */
final class KindBuiltins {
  private static final String IMAGE_OBJECT =
      "Expected dict of the form {'json_path': str, 'repo_field': str, 'tag_field': str}";

  private KindBuiltins() {}

  /** A value of {@code pod_readiness}. */
  static final Converter<PodReadinessMode> POD_READINESS =
      value -> {
        Optional<String> text = Convert.textOf(value);
        if (text.isEmpty()) {
          throw new EvalException("Must be a string. Got: " + value.type());
        }
        for (PodReadinessMode mode : PodReadinessMode.values()) {
          if (mode.wireValue().equals(text.get())) {
            return mode;
          }
        }
        throw new EvalException("Invalid value. Allowed: {ignore, wait}. Got: " + text.get());
      };

  static Value k8sKind(StarlarkThread thread, Arguments arguments) {
    if (arguments.count() > 1) {
      throw new EvalException("k8s_kind: got " + arguments.count() + " arguments, want at most 1");
    }
    var u = arguments.unpacker();
    var kind = u.required("kind", Converter.STRING);
    var paths = u.optional("image_json_path", PATHS, List.of());
    var apiVersion = u.optional("api_version", Converter.STRING, "");
    var object = u.optional("image_object", IMAGE_OBJECT_FIELDS);
    var readiness = u.optional("pod_readiness", POD_READINESS, PodReadinessMode.NONE);
    u.finish();
    List<ImageLocator> locators = new ArrayList<>();
    List<String> texts = paths.get();
    ObjectMatcher matcher = matcher(new ObjectSelector(apiVersion.get(), kind.get(), "", ""));
    if (object.isGiven()) {
      if (!texts.isEmpty()) {
        throw new EvalException("Cannot specify both image_json_path and image_object");
      }
      locators.add(imageObject(matcher, object.get()));
    }
    for (String text : texts) {
      locators.add(new ImageLocator(matcher, path(text), Optional.empty()));
    }
    var kubernetes = LoadState.of(thread).kubernetes();
    kubernetes.kinds().add(new PodReadiness.Rule(matcher, readiness.get()));
    kubernetes.locators().addAll(locators);
    return StarlarkNone.NONE;
  }

  static Value k8sImageJsonPath(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var paths = u.required("paths", PATHS);
    var apiVersion = u.optional("api_version", Converter.STRING, "");
    var kind = u.optional("kind", Converter.STRING, "");
    var name = u.optional("name", Converter.STRING, "");
    var namespace = u.optional("namespace", Converter.STRING, "");
    u.finish();
    if (kind.get().isEmpty() && name.get().isEmpty() && namespace.get().isEmpty()) {
      throw new EvalException("at least one of kind, name, or namespace must be specified");
    }
    List<String> texts = paths.get();
    ObjectMatcher matcher =
        matcher(new ObjectSelector(apiVersion.get(), kind.get(), name.get(), namespace.get()));
    for (String text : texts) {
      LoadState.of(thread)
          .kubernetes()
          .locators()
          .add(new ImageLocator(matcher, path(text), Optional.empty()));
    }
    return StarlarkNone.NONE;
  }

  private static ObjectMatcher matcher(ObjectSelector selector) {
    try {
      return ObjectMatcher.of(selector);
    } catch (ManifestException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private static JsonPath path(String text) {
    try {
      return JsonPath.parse(text);
    } catch (ManifestException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private static final Converter<List<String>> PATHS =
      value -> {
        List<String> out = new ArrayList<>();
        for (Value element : Convert.oneOrMany(value)) {
          if (!(element instanceof StarlarkString text)) {
            throw new EvalException("Expected string, got: " + Starlark.repr(element));
          }
          out.add(text.text());
        }
        return out;
      };

  private static final Converter<Map<String, String>> IMAGE_OBJECT_FIELDS =
      KindBuiltins::imageObjectFields;

  private static Map<String, String> imageObjectFields(Value value) {
    if (!(value instanceof StarlarkDict dict)) {
      throw new EvalException(IMAGE_OBJECT + ". Actual: " + Starlark.repr(value));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    dict.forEach((key, field) -> {
      String name = key instanceof StarlarkString s ? s.text() : Starlark.str(key);
      if (!List.of("json_path", "repo_field", "tag_field").contains(name)) {
        throw new EvalException(IMAGE_OBJECT + ": Unexpected key: " + Quoted.go(name));
      }
      if (!(field instanceof StarlarkString text)) {
        throw new EvalException(
            IMAGE_OBJECT
                + ": Expected string at key "
                + Quoted.go(Quoted.go(name))
                + ". Got: "
                + field.type());
      }
      fields.put(name, text.text());
    });
    if (fields.size() != 3) {
      throw new EvalException(
          IMAGE_OBJECT
              + ": Missing keys. Actual keys: ["
              + String.join(" ", fields.keySet().stream().map(Quoted::go).toList())
              + "]");
    }
    return fields;
  }

  private static ImageLocator imageObject(ObjectMatcher matcher, Map<String, String> fields) {
    return new ImageLocator(
        matcher,
        path(fields.getOrDefault("json_path", "")),
        Optional.of(
            new KubernetesApplySpec.ImageObject(
                fields.getOrDefault("repo_field", ""), fields.getOrDefault("tag_field", ""))));
  }
}
