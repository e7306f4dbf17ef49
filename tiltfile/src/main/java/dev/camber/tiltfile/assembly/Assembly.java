package dev.camber.tiltfile.assembly;

import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.model.UserError;
import dev.camber.model.manifest.Manifest;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.DeclaredLocal;
import dev.camber.tiltfile.state.KubernetesResource;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes resources of what one evaluation declared. One evaluation's thread. Source: spec Tiltfile,
 * section 7; the order of the steps is that of section 1.1.
 */
public final class Assembly {
  private final LoadState state;

  public Assembly(LoadState state) {
    this.state = state;
  }

  /** The resources in the order of the result. */
  public List<Manifest> manifests() throws UserError {
    try {
      return assemble();
    } catch (EvalException e) {
      throw new UserError(e.getMessage());
    }
  }

  private List<Manifest> assemble() {
    ImageGraph graph = new ImageGraph(state.images());
    List<K8sEntity> leftovers = new KubernetesGrouping(state).group();
    ComposeResources compose = new ComposeResources(state);
    compose.findImages();
    UnusedImages.warn(state, state.compose().hasServices());
    ImageTargets images = new ImageTargets(state, graph);
    KubernetesResources kubernetes = new KubernetesResources(state, images);
    List<Manifest> manifests = new ArrayList<>();
    Map<String, Set<String>> directImages = new HashMap<>();
    for (KubernetesResource resource : state.kubernetes().resources().values()) {
      manifests.add(kubernetes.manifest(resource));
      Set<String> names = new LinkedHashSet<>();
      resource
          .images()
          .forEach(r -> names.add(ImageGraph.mapName(state.images().declared(r).orElseThrow())));
      directImages.put(resource.name(), names);
    }
    if (!state.kubernetes().resources().isEmpty() || !leftovers.isEmpty()) {
      checkContext();
    }
    compose.checkVersion();
    manifests.addAll(compose.manifests(images, directImages));
    LiveUpdateChecks.check(manifests, directImages);
    state
        .steps()
        .complaint()
        .ifPresent(text -> {
          throw new EvalException(text);
        });
    LocalResources locals = new LocalResources(state);
    for (DeclaredLocal local : state.locals().values()) {
      manifests.add(locals.manifest(local));
    }
    if (!leftovers.isEmpty()) {
      manifests.add(kubernetes.leftovers(leftovers));
    }
    List<Manifest> checked = Dependencies.check(state, manifests);
    checked.forEach(Assembly::validate);
    return checked;
  }

  private void checkContext() {
    if (state.contextAllowed()) {
      return;
    }
    String name = state.kubeContext().name();
    throw new EvalException(
        "Stop! "
            + name
            + " might be production.\n"
            + "If you're sure you want to deploy there, add:\n"
            + "\tallow_k8s_contexts('"
            + name
            + "')\n"
            + "to your Tiltfile. Otherwise, switch k8s contexts and restart Tilt.");
  }

  private static void validate(Manifest manifest) {
    if (manifest.name().isEmpty()) {
      throw new EvalException("[validate] manifest missing name: " + manifest.deployTarget());
    }
    String problem = Convert.nameProblem(manifest.name());
    if (!problem.isEmpty()) {
      throw new EvalException(
          "invalid value " + dev.camber.model.text.Quoted.go(manifest.name()) + ": " + problem);
    }
  }
}
