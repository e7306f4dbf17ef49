package dev.camber.tiltfile.assembly;

import dev.camber.kubernetes.entity.FragmentSelector;
import dev.camber.kubernetes.entity.ImageFinder;
import dev.camber.kubernetes.entity.ImageLocator;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ObjectId;
import dev.camber.kubernetes.entity.PodReadiness;
import dev.camber.kubernetes.entity.UniqueNames;
import dev.camber.kubernetes.entity.Workloads;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.ExitSignal;
import dev.camber.tiltfile.state.KubernetesDeclarations;
import dev.camber.tiltfile.state.KubernetesResource;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceNames;
import dev.camber.tiltfile.state.ResourceOptions;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.K8sObjectIdValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts objects into resources. One evaluation's thread. Source: spec Tiltfile, sections 7.4 and
 * 7.5.
 */
final class KubernetesGrouping {
  private final LoadState state;
  private final KubernetesDeclarations declared;
  private final List<K8sEntity> free;
  private final List<ImageSelector> inEnvironment = new ArrayList<>();

  KubernetesGrouping(LoadState state) {
    this.state = state;
    this.declared = state.kubernetes();
    this.free = new ArrayList<>(declared.entities());
    for (DeclaredImage image : state.images().all()) {
      if (image.matchInEnvVars()) {
        inEnvironment.add(image.selector());
      }
    }
  }

  /** Groups everything and returns the objects that are left over. */
  List<K8sEntity> group() {
    try {
      consumeImageDeps();
      workloads();
      leftoversWithPods();
      List<K8sEntity> all = List.copyOf(declared.entities());
      for (ResourceOptions options : declared.options()) {
        apply(options, all);
      }
      for (KubernetesResource resource : declared.resources().values()) {
        findImages(resource);
        if (resource.objects().isEmpty() && resource.customDeploy().isEmpty()) {
          throw new EvalException(
              "resource \""
                  + resource.name()
                  + "\": could not associate any k8s_yaml() or k8s_custom_deploy() with this"
                  + " resource");
        }
      }
      return List.copyOf(free);
    } catch (ManifestException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private void consumeImageDeps() {
    for (KubernetesResource resource : declared.resources().values()) {
      resource
          .customDeploy()
          .ifPresent(deploy -> {
            deploy
                .liveUpdateImage()
                .flatMap(state.images()::declared)
                .ifPresent(image -> {
                  state.images().markUsed(image);
                  resource.images().add(image.reference());
                });
            for (ImageReference name : deploy.imageDeps()) {
              DeclaredImage image =
                  state
                      .images()
                      .consume(name)
                      .orElseThrow(() ->
                          new EvalException(
                              "resource \""
                                  + resource.name()
                                  + "\": image build \""
                                  + name.familiar()
                                  + "\" not found"));
              resource.images().add(image.reference());
            }
          });
    }
  }

  private void workloads() throws ManifestException {
    List<K8sEntity> workloads =
        Workloads.find(
            free,
            declared.kinds().stream().map(PodReadiness.Rule::matcher).toList(),
            declared.locators(),
            inEnvironment);
    List<String> names = names(workloads);
    for (int i = 0; i < workloads.size(); i++) {
      K8sEntity workload = workloads.get(i);
      KubernetesResource resource;
      try {
        resource = make(names.get(i), false);
      } catch (EvalException e) {
        throw new EvalException(
            "error making resource for workload " + ObjectId.of(workload) + ": " + e.getMessage());
      }
      take(resource, workload);
      List<K8sEntity> others = free.stream().filter(e -> !contains(workloads, e)).toList();
      Workloads.attached(workload, others).forEach(service -> take(resource, service));
    }
  }

  private static boolean contains(List<K8sEntity> entities, K8sEntity entity) {
    return entities.stream().anyMatch(e -> e == entity);
  }

  private List<String> names(List<K8sEntity> workloads) {
    if (declared.naming().isEmpty()) {
      return UniqueNames.of(workloads, 1);
    }
    KubernetesDeclarations.WorkloadNaming naming = declared.naming().get();
    try {
      return names(naming, workloads);
    } catch (EvalException e) {
      throw new EvalException(
          naming.position() + ": error applying workload_to_resource_function: " + e.getMessage());
    }
  }

  private List<String> names(
      KubernetesDeclarations.WorkloadNaming naming, List<K8sEntity> workloads) {
    List<String> names = new ArrayList<>();
    Map<String, ObjectId> taken = new HashMap<>();
    for (K8sEntity workload : workloads) {
      ObjectId id = ObjectId.of(workload);
      String name = name(naming, id);
      ObjectId other = taken.putIfAbsent(name, id);
      if (other != null) {
        throw new EvalException(
            "both '" + other + "' and '" + id + "' mapped to resource name '" + name + "'");
      }
      names.add(name);
    }
    return names;
  }

  /** Calls the function on a thread of its own, which knows nothing of the evaluation. */
  private String name(KubernetesDeclarations.WorkloadNaming naming, ObjectId id) {
    StarlarkThread thread =
        new StarlarkThread(
            (t, text) -> state.info(text),
            (t, path) -> {
              throw new EvalException(
                  "cannot load '"
                      + path
                      + "' while a resource is named: load it at the top of the Tiltfile");
            });
    state.request().cancellation().onCancel(() -> thread.cancel("the load was cancelled"));
    Value result;
    try {
      result = thread.call(naming.function(), new K8sObjectIdValue(id));
    } catch (EvalException e) {
      throw new EvalException(
          "error determining resource name for '" + id + "': " + e.getMessage());
    } catch (ExitSignal e) {
      throw new EvalException("error determining resource name for '" + id + "': stop execution");
    }
    if (result instanceof StarlarkString name) {
      return name.text();
    }
    throw new EvalException(
        "error determining resource name for '"
            + id
            + "': "
            + naming.function().name()
            + ": invalid return value. wanted: string. got: "
            + GoType.of(result));
  }

  private KubernetesResource make(String name, boolean grouped) {
    state.names().take(name, ResourceNames.Owner.KUBERNETES);
    KubernetesResource resource = new KubernetesResource(name, Optional.empty(), grouped);
    declared.resources().put(name, resource);
    return resource;
  }

  private void take(KubernetesResource resource, K8sEntity entity) {
    free.removeIf(e -> e == entity);
    resource.objects().add(entity);
  }

  private void leftoversWithPods() {
    for (K8sEntity entity : Workloads.withPods(List.copyOf(free))) {
      KubernetesResource resource = declared.resources().get(entity.name());
      if (resource == null) {
        resource = make(entity.name(), false);
      }
      take(resource, entity);
      for (K8sEntity service : Workloads.attached(entity, List.copyOf(free))) {
        take(resource, service);
      }
    }
  }

  private void apply(ResourceOptions options, List<K8sEntity> all) throws ManifestException {
    List<FragmentSelector> selectors = options.selectors();
    KubernetesResource resource;
    if (options.workload().isEmpty()) {
      resource = make(options.newName(), true);
    } else {
      KubernetesResource found = declared.resources().get(options.workload());
      if (found == null) {
        throw new EvalException(
            options.position()
                + ": k8s_resource specified unknown resource \""
                + options.workload()
                + "\". known k8s resources: "
                + String.join(", ", declared.resources().keySet()));
      }
      resource = found;
    }
    for (FragmentSelector selector : selectors) {
      take(resource, selector.choose(all, free));
    }
    resource.apply(options);
    if (!options.workload().isEmpty()
        && !options.newName().isEmpty()
        && !options.newName().equals(resource.name())) {
      rename(resource, options);
    }
  }

  private void rename(KubernetesResource resource, ResourceOptions options) {
    String oldName = resource.name();
    try {
      state.names().take(options.newName(), ResourceNames.Owner.KUBERNETES);
    } catch (EvalException e) {
      throw new EvalException(
          options.position()
              + ": k8s_resource specified to rename \""
              + oldName
              + "\" to \""
              + options.newName()
              + "\": "
              + e.getMessage());
    }
    state.names().release(oldName);
    resource.rename(options.newName());
    // The order of making stays: all are put anew.
    List<KubernetesResource> ordered = List.copyOf(declared.resources().values());
    declared.resources().clear();
    ordered.forEach(r -> declared.resources().put(r.name(), r));
  }

  private void findImages(KubernetesResource resource) throws ManifestException {
    for (K8sEntity object : resource.objects()) {
      List<ImageLocator> locators = declared.locators();
      for (ImageReference name : ImageFinder.find(object, locators, inEnvironment)) {
        state.images().consume(name).ifPresent(image -> resource.images().add(image.reference()));
      }
    }
  }
}
