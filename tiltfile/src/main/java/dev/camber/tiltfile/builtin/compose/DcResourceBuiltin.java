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
import dev.camber.tiltfile.state.ComposeDeclarations;
import dev.camber.tiltfile.state.ComposeService;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceNames;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code dc_resource}. Source: spec Tiltfile, section 5.4. */
final class DcResourceBuiltin {
  private DcResourceBuiltin() {}

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
    Optional<ImageReference> override = image.given().map(DcResourceBuiltin::image);
    List<String> deps;
    try {
      deps = Convert.stringElements(resourceDeps.get());
    } catch (EvalException e) {
      throw new EvalException("dc_resource: resource_deps: " + e.getMessage());
    }
    ComposeDeclarations.Found found = find(state, name.get(), projectName.get());
    ComposeService service = found.service();
    override.ifPresent(service::overrideImage);
    triggerMode.toOptional().ifPresent(service::setTriggerMode);
    inferLinks.get().ifPresent(service::setInferLinks);
    autoInit.get().ifPresent(service::setAutoInit);
    service.links().addAll(links.get());
    service.labels().putAll(labels.get());
    for (String dep : deps) {
      if (!service.resourceDeps().contains(dep)) {
        service.resourceDeps().add(dep);
      }
    }
    if (!newName.get().isEmpty()) {
      rename(state, found, newName.get());
    }
    return StarlarkNone.NONE;
  }

  private static ImageReference image(Value value) {
    if (!(value instanceof StarlarkString text)) {
      throw new EvalException("image arg must be a string; got " + GoType.of(value));
    }
    try {
      return ImageReference.parse(text.text());
    } catch (InvalidReferenceException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private static ComposeDeclarations.Found find(LoadState state, String name, String project) {
    List<ComposeDeclarations.Found> found =
        state.compose().named(name).stream()
            .filter(f -> project.isEmpty() || f.project().spec().name().equals(project))
            .toList();
    if (found.size() > 1) {
      throw new EvalException(
          "found multiple resources named "
              + Quoted.go(name)
              + ", please specify which one with project_name= argument");
    }
    if (!found.isEmpty()) {
      return found.getFirst();
    }
    List<String> known = new ArrayList<>();
    for (ComposeDeclarations.Project p : state.compose().projects().values()) {
      if (project.isEmpty() || p.spec().name().equals(project)) {
        p.services().values().forEach(s -> known.add(s.resourceName()));
      }
    }
    throw new EvalException(
        "no Docker Compose service found with name "
            + Quoted.go(name)
            + ". Found these instead:\n\t"
            + String.join("; ", known));
  }

  /** Gives a service another name; the others of its project that need it follow. */
  private static void rename(LoadState state, ComposeDeclarations.Found found, String newName) {
    ComposeService service = found.service();
    String oldName = service.resourceName();
    state.names().take(newName, ResourceNames.Owner.COMPOSE);
    state.names().release(oldName);
    service.rename(newName);
    for (ComposeService other : found.project().services().values()) {
      if (other.model().dependsOn().contains(service.model().name())) {
        other.resourceDeps().replaceAll(dep -> dep.equals(oldName) ? newName : dep);
      }
    }
  }
}
