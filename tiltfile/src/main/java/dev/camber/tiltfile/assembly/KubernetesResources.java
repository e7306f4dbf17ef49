package dev.camber.tiltfile.assembly;

import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.KindOrder;
import dev.camber.kubernetes.entity.PodReadiness;
import dev.camber.kubernetes.entity.UniqueNames;
import dev.camber.model.api.Forward;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.LabelSelector;
import dev.camber.model.api.ObjectSelector;
import dev.camber.model.api.PodLogStreamTemplate;
import dev.camber.model.api.PortForwardTemplate;
import dev.camber.model.api.RestartOn;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.TriggerMode;
import dev.camber.model.text.GoDuration;
import dev.camber.model.yaml.YamlException;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.Settings;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.KubernetesResource;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kubernetes resources as manifests. Source: spec Tiltfile, sections 7.6 and 7.9. */
final class KubernetesResources {
  private static final List<String> SIDECARS =
      List.of("istio-init", "istio-proxy", "linkerd-proxy", "linkerd-init");

  private final LoadState state;
  private final ImageTargets images;

  KubernetesResources(LoadState state, ImageTargets images) {
    this.state = state;
    this.images = images;
  }

  Manifest manifest(KubernetesResource resource) {
    List<DeclaredImage> direct =
        resource.images().stream().map(r -> state.images().declared(r).orElseThrow()).toList();
    List<String> imageMaps = direct.stream().map(ImageGraph::mapName).toList();
    PodReadinessMode readiness =
        PodReadiness.of(
            resource.podReadiness(),
            state.kubernetes().kinds(),
            resource.objects(),
            resource.grouped()
                && resource.extraPodSelectors().isEmpty()
                && resource.images().isEmpty());
    return new Manifest(
        resource.name(),
        images.of(resource.name(), direct),
        target(resource, withoutLiveUpdateOnly(resource, direct, imageMaps), readiness),
        TriggerModes.of(state, resource.triggerMode(), resource.autoInit()),
        resource.resourceDeps(),
        state.request().owner(),
        resource.labels());
  }

  /** The image that only stands for containers to update is not waited for. */
  private static List<String> withoutLiveUpdateOnly(
      KubernetesResource resource, List<DeclaredImage> direct, List<String> imageMaps) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < direct.size(); i++) {
      if (!ImageTargets.isLiveUpdateOnly(direct.get(i))) {
        out.add(imageMaps.get(i));
      }
    }
    return out;
  }

  /** The resource of everything that belongs nowhere else. */
  Manifest leftovers(List<K8sEntity> objects) {
    KubernetesResource resource =
        new KubernetesResource(EnabledResources.UNCATEGORIZED, Optional.empty(), true);
    resource.objects().addAll(objects);
    return new Manifest(
        resource.name(),
        List.of(),
        target(resource, List.of(), PodReadinessMode.IGNORE),
        TriggerMode.AUTO,
        List.of(),
        state.request().owner(),
        Map.of());
  }

  private KubernetesTarget target(
      KubernetesResource resource, List<String> imageMaps, PodReadinessMode readiness) {
    List<K8sEntity> ordered =
        resource.customDeploy().isPresent() ? List.of() : KindOrder.forApply(resource.objects());
    Optional<KubernetesResource.CustomDeploy> deploy = resource.customDeploy();
    Settings.Updates updates = state.settings().updates;
    KubernetesApplySpec spec =
        new KubernetesApplySpec(
            yaml(ordered),
            imageMaps,
            locators(ordered),
            GoDuration.format(updates.upsertTimeout()),
            portForwards(resource),
            Optional.of(new PodLogStreamTemplate(Optional.empty(), List.of(), SIDECARS)),
            discovery(resource),
            resource.discoveryStrategy(),
            deploy.map(KubernetesResource.CustomDeploy::apply),
            deploy.map(KubernetesResource.CustomDeploy::delete),
            deploy.map(d -> new RestartOn(List.of(resource.name() + ":apply"), List.of())),
            Optional.empty(),
            "default",
            updates.serverSideApply().equals("true"));
    return new KubernetesTarget(
        resource.name(),
        spec,
        readiness,
        resource.links(),
        UniqueNames.of(ordered, 2),
        deploy.map(KubernetesResource.CustomDeploy::deps).orElse(List.of()),
        deploy.map(this::ignores).orElse(List.of()));
  }

  private List<IgnoreDef> ignores(KubernetesResource.CustomDeploy deploy) {
    List<IgnoreDef> out = new ArrayList<>(new IgnoreRules(state).gitDirectories(deploy.deps()));
    if (!deploy.ignorePatterns().isEmpty()) {
      out.add(new IgnoreDef(deploy.ignoreBase(), deploy.ignorePatterns()));
    }
    return out;
  }

  private static String yaml(List<K8sEntity> objects) {
    if (objects.isEmpty()) {
      return "";
    }
    try {
      return K8sEntity.yaml(objects);
    } catch (YamlException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private List<KubernetesApplySpec.ImageLocator> locators(List<K8sEntity> objects) {
    return state.kubernetes().locators().stream()
        .filter(locator -> objects.stream().anyMatch(locator::matches))
        .map(locator -> ignoringCase(locator.toSpec()))
        .toList();
  }

  /** Selectors ignore case; readers of the object must know that without knowing us. */
  private static KubernetesApplySpec.ImageLocator ignoringCase(
      KubernetesApplySpec.ImageLocator locator) {
    ObjectSelector s = locator.objectSelector();
    return new KubernetesApplySpec.ImageLocator(
        new ObjectSelector(
            ignoringCase(s.apiVersionRegexp()),
            ignoringCase(s.kindRegexp()),
            ignoringCase(s.nameRegexp()),
            ignoringCase(s.namespaceRegexp())),
        locator.path(),
        locator.object());
  }

  private static String ignoringCase(String regexp) {
    return regexp.isEmpty() ? "" : "(?i)" + regexp;
  }

  private Optional<PortForwardTemplate> portForwards(KubernetesResource resource) {
    if (resource.portForwards().isEmpty()) {
      return Optional.empty();
    }
    String webHost = state.surroundings().webHost();
    return Optional.of(
        new PortForwardTemplate(
            resource.portForwards().stream()
                .map(f ->
                    f.host().isEmpty()
                        ? new Forward(f.localPort(), f.containerPort(), webHost, f.name(), f.path())
                        : f)
                .toList()));
  }

  private static Optional<KubernetesApplySpec.DiscoveryTemplate> discovery(
      KubernetesResource resource) {
    if (resource.extraPodSelectors().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new KubernetesApplySpec.DiscoveryTemplate(
            resource.extraPodSelectors().stream()
                .map(labels -> new LabelSelector(labels, List.of()))
                .toList()));
  }
}
