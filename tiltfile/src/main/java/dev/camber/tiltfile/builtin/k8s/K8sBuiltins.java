package dev.camber.tiltfile.builtin.k8s;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkFunction;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.KubernetesDeclarations;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.GoType;

/** Kubernetes objects and resources. Source: spec Tiltfile, section 5.2. */
public final class K8sBuiltins {
  private K8sBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("k8s_yaml", YamlBuiltins::k8sYaml)
        .function("filter_yaml", YamlBuiltins::filterYaml)
        .function("k8s_kind", KindBuiltins::k8sKind)
        .function("k8s_image_json_path", KindBuiltins::k8sImageJsonPath)
        .function("k8s_resource", ResourceBuiltin::call)
        .function("k8s_custom_deploy", CustomDeployBuiltin::call)
        .function("port_forward", PortForwards::portForward)
        .function("workload_to_resource_function", K8sBuiltins::workloadToResourceFunction)
        .function("k8s_context", K8sBuiltins::context)
        .function("k8s_namespace", K8sBuiltins::namespace)
        .function("allow_k8s_contexts", K8sBuiltins::allowContexts);
  }

  private static Value workloadToResourceFunction(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var func = u.required("func", Converter.typed(StarlarkFunction.class, "function"));
    u.finish();
    int parameters = func.get().parameterCount();
    if (parameters != 1) {
      throw new EvalException(
          "workload_to_resource_function arg must take 1 argument. "
              + func.get().name()
              + " takes "
              + parameters);
    }
    LoadState.of(thread)
        .kubernetes()
        .setNaming(new KubernetesDeclarations.WorkloadNaming(func.get(), func.get().position()));
    return StarlarkNone.NONE;
  }

  private static Value context(StarlarkThread thread, Arguments arguments) {
    return StarlarkString.of(LoadState.of(thread).kubeContext().name());
  }

  private static Value namespace(StarlarkThread thread, Arguments arguments) {
    return StarlarkString.of(LoadState.of(thread).kubeContext().namespace());
  }

  private static Value allowContexts(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var contexts = u.required("contexts", Converter.ANY);
    u.finish();
    for (Value value : Convert.oneOrMany(contexts.get())) {
      if (!(value instanceof StarlarkString name)) {
        throw new EvalException(
            "allow_k8s_contexts contexts must be a string or a sequence of strings; found a "
                + GoType.of(value));
      }
      LoadState.of(thread).settings().allowedContexts.add(name.text());
    }
    return StarlarkNone.NONE;
  }
}
