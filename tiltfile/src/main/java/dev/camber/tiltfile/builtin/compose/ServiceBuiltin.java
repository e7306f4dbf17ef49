package dev.camber.tiltfile.builtin.compose;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.Labels;
import dev.camber.tiltfile.convert.Links;
import dev.camber.tiltfile.state.ComposeDeclarations.DeclaredProject;
import dev.camber.tiltfile.state.DeclaredService;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code dc_resource}. Source: spec Tiltfile, section 5.4. */
final class ServiceBuiltin {
  private ServiceBuiltin() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var name = u.required("name", Converter.STRING);
    var image = u.optional("image", Converter.ANY);
    var triggerMode = u.optional("trigger_mode", Convert.TRIGGER_MODE);
    var resourceDeps = u.optional("resource_deps", Convert.SEQUENCE, List.of());
    var inferLinks = u.optional("infer_links", Convert.OPTIONAL_BOOL, Optional.empty());
    var links = u.optional("links", Links.LINKS, List.of());
    var labels = u.optional("labels", Labels.LABELS, Map.of());
    var autoInit = u.optional("auto_init", Convert.OPTIONAL_BOOL, Optional.empty());
    var projectName = u.optional("project_name", Converter.STRING, "");
    var newName = u.optional("new_name", Converter.STRING, "");
    u.finish();
    if (name.get().isEmpty()) {
      throw new EvalException("dc_resource: `name` must not be empty");
    }
    Optional<ImageReference> reference = image.given().map(ServiceBuiltin::reference);
    DeclaredProject project = find(state, name.get(), projectName.get());
    List<String> deps;
    try {
      deps = Convert.stringElements(resourceDeps.get());
    } catch (EvalException e) {
      throw new EvalException("dc_resource: resource_deps: " + e.getMessage());
    }
    String resource = name.get();
    if (!newName.get().isEmpty()) {
      project.rename(state, resource, newName.get());
      resource = newName.get();
    }
    DeclaredService service = Optional.ofNullable(project.services().get(resource)).orElseThrow();
    service
        .options()
        .add(
            reference,
            triggerMode.toOptional(),
            inferLinks.get(),
            autoInit.get(),
            links.get(),
            labels.get(),
            deps);
    service.addDeps(deps);
    return StarlarkNone.NONE;
  }

  private static ImageReference reference(Value value) {
    if (!(value instanceof StarlarkString text)) {
      throw new EvalException("image arg must be a string; got " + GoType.of(value));
    }
    try {
      return ImageReference.parse(text.text());
    } catch (InvalidReferenceException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private static DeclaredProject find(LoadState state, String name, String projectName) {
    List<DeclaredProject> candidates =
        projectName.isEmpty()
            ? state.compose().projects()
            : state.compose().project(projectName).stream().toList();
    List<DeclaredProject> found = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (DeclaredProject project : candidates) {
      known.addAll(project.services().keySet());
      if (project.services().containsKey(name)) {
        found.add(project);
      }
    }
    if (found.size() > 1) {
      throw new EvalException(
          "found multiple resources named "
              + Quoted.go(name)
              + ", please specify which one with project_name= argument");
    }
    if (found.isEmpty()) {
      throw new EvalException(
          "no Docker Compose service found with name "
              + Quoted.go(name)
              + ". Found these instead:\n\t"
              + String.join("; ", known));
    }
    return found.getFirst();
  }
}
