package dev.camber.tiltfile.builtin.k8s;

import dev.camber.model.api.Forward;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.Labels;
import dev.camber.tiltfile.convert.Links;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceOptions;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code k8s_resource}. Source: spec Tiltfile, section 5.2. */
final class ResourceBuiltin {
  private ResourceBuiltin() {}

  private static final Converter<String> DISCOVERY_STRATEGY =
      value -> {
        String text =
            Convert.textOf(value)
                .orElseThrow(() -> new EvalException("Must be a string. Got: " + value.type()));
        if (!List.of("", "default", "selectors-only").contains(text)) {
          throw new EvalException("Invalid. Must be one of: \"default\", \"selectors-only\"");
        }
        return text;
      };

  static Value call(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var workload = u.optional("workload", Convert.NAME, "");
    var newName = u.optional("new_name", Convert.NAME, "");
    var portForwards = u.optional("port_forwards", Converter.ANY);
    var selectors = u.optional("extra_pod_selectors", Converter.ANY);
    var triggerMode = u.optional("trigger_mode", Convert.TRIGGER_MODE);
    var resourceDeps = u.optional("resource_deps", Convert.SEQUENCE, List.of());
    var objects = u.optional("objects", Convert.SEQUENCE, List.of());
    var autoInit = u.optional("auto_init", Convert.OPTIONAL_BOOL, Optional.empty());
    var readiness = u.optional("pod_readiness", KindBuiltins.POD_READINESS, PodReadinessMode.NONE);
    var links = u.optional("links", Links.LINKS, List.of());
    var labels = u.optional("labels", Labels.LABELS, Map.of());
    var discovery = u.optional("discovery_strategy", DISCOVERY_STRATEGY, "");
    u.finish();
    String name = workload.get().isEmpty() ? newName.get() : workload.get();
    if (name.isEmpty()) {
      throw new EvalException(
          "Resource name missing. Must give a name for an existing resource or a new_name to"
              + " create a new resource.");
    }
    List<Forward> forwards;
    try {
      forwards = PortForwards.of(portForwards.given());
    } catch (EvalException e) {
      throw new EvalException("k8s_resource \"" + name + "\": " + e.getMessage());
    }
    List<Map<String, String>> podSelectors = podSelectors(selectors.given());
    List<String> deps = strings(resourceDeps.get());
    List<String> fragments = strings(objects.get());
    if (workload.get().isEmpty() && fragments.isEmpty()) {
      throw new EvalException(
          "k8s_resource doesn't specify a workload or any objects. All non-workload resources must"
              + " specify 1 or more objects");
    }
    LoadState.of(thread)
        .kubernetes()
        .options()
        .add(
            new ResourceOptions(
                workload.get(),
                newName.get(),
                forwards,
                podSelectors,
                triggerMode.toOptional(),
                deps,
                fragments,
                autoInit.get(),
                readiness.get(),
                links.get(),
                labels.get(),
                discovery.get(),
                LoadState.position(thread)));
    return StarlarkNone.NONE;
  }

  private static List<String> strings(List<Value> values) {
    try {
      return Convert.stringElements(values);
    } catch (EvalException e) {
      throw new EvalException("k8s_resource: resource_deps: " + e.getMessage());
    }
  }

  private static List<Map<String, String>> podSelectors(Optional<Value> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    Value value = given.get();
    List<Value> elements =
        switch (value) {
          case StarlarkDict dict -> List.of(dict);
          case StarlarkList list -> Starlark.elements(list);
          default ->
              throw new EvalException(
                  "pod labels must be a dict or a list; got " + GoType.of(value));
        };
    List<Map<String, String>> out = new ArrayList<>();
    for (Value element : elements) {
      if (!(element instanceof StarlarkDict dict)) {
        throw new EvalException("pod labels elements must be dicts; got " + GoType.of(element));
      }
      Map<String, String> selector = new LinkedHashMap<>();
      dict.forEach((k, v) -> selector.put(label("keys", k), label("values", v)));
      if (!selector.isEmpty()) {
        out.add(selector);
      }
    }
    return out;
  }

  private static String label(String what, Value value) {
    if (value instanceof StarlarkString text) {
      return text.text();
    }
    throw new EvalException(
        "pod label "
            + what
            + " must be strings; got '"
            + Starlark.str(value)
            + "' of type "
            + GoType.of(value));
  }
}
