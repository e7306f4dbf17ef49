package dev.camber.tiltfile.builtin.k8s;

import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.kubernetes.entity.ObjectMatcher;
import dev.camber.model.api.ObjectSelector;
import dev.camber.model.yaml.YamlException;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.CallFrame;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.StarlarkTuple;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.Blob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code k8s_yaml} and {@code filter_yaml}. Source: spec Tiltfile, section 5.2. */
final class YamlBuiltins {
  private YamlBuiltins() {}

  static Value k8sYaml(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var yaml = u.required("yaml", Converter.ANY);
    var allowDuplicates = u.optional("allow_duplicates", Converter.BOOL, false);
    u.finish();
    List<K8sEntity> entities = read(thread, yaml.get());
    if (entities.isEmpty() && !startsWithPath(yaml.get())) {
      throw new EvalException("Empty YAML passed to k8s_yaml");
    }
    LoadState.of(thread).kubernetes().add(entities, allowDuplicates.get(), trace(thread));
    return StarlarkNone.NONE;
  }

  /** Files without objects are fine, as long as a file comes first. */
  private static boolean startsWithPath(Value yaml) {
    List<Value> values = Convert.oneOrMany(yaml);
    return !values.isEmpty()
        && values.getFirst() instanceof StarlarkString path
        && !path.text().isEmpty();
  }

  private static String trace(StarlarkThread thread) {
    StringBuilder out = new StringBuilder("Traceback (most recent call last):\n");
    for (CallFrame frame : thread.callStack()) {
      out.append("  ").append(frame).append('\n');
    }
    return out.toString();
  }

  /** The objects of Blobs and files. */
  private static List<K8sEntity> read(StarlarkThread thread, Value yaml) {
    LoadState state = LoadState.of(thread);
    List<K8sEntity> entities = new ArrayList<>();
    for (Value value : Convert.oneOrMany(yaml)) {
      if (value instanceof Blob blob) {
        try {
          entities.addAll(ManifestReader.read(blob.text()));
        } catch (ManifestException e) {
          throw new EvalException(
              "Error reading yaml from " + blob.source() + ": " + e.getMessage());
        }
      } else {
        entities.addAll(file(state, Convert.path(LoadState.directory(thread)).convert(value)));
      }
    }
    return entities;
  }

  private static List<K8sEntity> file(LoadState state, String path) {
    state.configFiles().addFile(path);
    String text;
    try {
      text = new String(state.read(path), StandardCharsets.UTF_8);
    } catch (GoFileException e) {
      throw new EvalException("error reading yaml file: " + e.getMessage());
    }
    try {
      return ManifestReader.read(text);
    } catch (ManifestException e) {
      throw new EvalException(
          e.isNoManifest()
              ? path + " is not a valid YAML file: " + e.getMessage()
              : String.valueOf(e.getMessage()));
    }
  }

  static Value filterYaml(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var yaml = u.required("yaml", Converter.ANY);
    var labels = u.optional("labels", Convert.STRING_MAP, Map.of());
    var name = u.optional("name", Converter.STRING, "");
    var namespace = u.optional("namespace", Converter.STRING, "");
    var kind = u.optional("kind", Converter.STRING, "");
    var apiVersion = u.optional("api_version", Converter.STRING, "");
    u.finish();
    List<K8sEntity> matching = new ArrayList<>();
    List<K8sEntity> rest = new ArrayList<>();
    List<K8sEntity> all = read(thread, yaml.get());
    try {
      ObjectMatcher matcher =
          ObjectMatcher.of(
              new ObjectSelector(apiVersion.get(), kind.get(), name.get(), namespace.get()));
      for (K8sEntity entity : all) {
        boolean matches =
            matcher.matches(entity)
                && entity.labels().entrySet().containsAll(labels.get().entrySet());
        (matches ? matching : rest).add(entity);
      }
      String source = yaml.get() instanceof Blob blob ? blob.source() : "filter_yaml";
      return StarlarkTuple.of(
          Blob.of(K8sEntity.yaml(matching), source), Blob.of(K8sEntity.yaml(rest), source));
    } catch (ManifestException | YamlException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }
}
