package dev.camber.engine.tiltfile;

import dev.camber.engine.build.BuildQueue;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.image.ImageSpecs;
import dev.camber.engine.local.LocalBuilder;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ClusterSpec;
import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.ConfigMapKey;
import dev.camber.model.api.DisableSource;
import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.api.SessionSpec;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.TiltfileStatus;
import dev.camber.model.api.ToggleButtonSpec;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIComponentLocation;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.codec.Time;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import dev.camber.model.text.GoDuration;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects that a run of a Tiltfile wants in the store: a pure function of its result. Source:
 * spec engine, section 1.3; spec CLI and API, section 10.1.
 */
final class TiltfileObjects {
  private final ApiObject<TiltfileSpec, TiltfileStatus> tiltfile;
  private final LoadResult result;
  private final SessionSettings settings;
  private final StoreSnapshot snapshot;
  private final boolean argsChanged;
  private final Instant start;
  private final Map<String, ApiObject<?, ?>> out = new LinkedHashMap<>();

  private TiltfileObjects(
      ApiObject<TiltfileSpec, TiltfileStatus> tiltfile,
      LoadResult result,
      SessionSettings settings,
      StoreSnapshot snapshot,
      boolean argsChanged,
      Instant start) {
    this.tiltfile = tiltfile;
    this.result = result;
    this.settings = settings;
    this.snapshot = snapshot;
    this.argsChanged = argsChanged;
    this.start = start;
  }

  /**
   * All objects, without owner, labels or versions.
   *
   * @param snapshot to keep what people switched on or off
   * @param argsChanged whether the arguments differ from those of the last run: then they decide
   *     anew what is enabled
   * @param start of the session
   */
  static List<ApiObject<?, ?>> of(
      ApiObject<TiltfileSpec, TiltfileStatus> tiltfile,
      LoadResult result,
      SessionSettings settings,
      StoreSnapshot snapshot,
      boolean argsChanged,
      Instant start) {
    TiltfileObjects objects =
        new TiltfileObjects(tiltfile, result, settings, snapshot, argsChanged, start);
    objects.addAll();
    return List.copyOf(objects.out.values());
  }

  private void addAll() {
    result.objects().forEach(this::add);
    add(
        Kinds.UI_RESOURCE.object(
            annotated(tiltfile.name(), tiltfile.name()), new UIResourceSpec()));
    addConfigWatch();
    if (tiltfile.name().equals(GraphView.MAIN_TILTFILE)) {
      add(session(settings, result.settings().ci()));
      addClusters();
    } else {
      add(stopButton(tiltfile.name()));
    }
    for (Manifest manifest : result.manifests()) {
      addManifest(manifest);
    }
    addTargetWatches();
  }

  private void addManifest(Manifest manifest) {
    String name = manifest.name();
    ObjectMeta metadata = annotated(name, name).withLabels(labels(manifest));
    add(Kinds.UI_RESOURCE.object(metadata, new UIResourceSpec()));
    add(
        Kinds.CONFIG_MAP.object(
            ObjectMeta.named(DisableStates.configMapName(name)),
            new ConfigMapData(Map.of(DisableStates.KEY, isDisabled(name)))));
    add(toggle(name));
    add(stopButton(name));
    for (ImageTarget image : manifest.imageTargets()) {
      addImage(manifest, image);
    }
    switch (manifest.deployTarget()) {
      case LocalTarget local -> addLocal(local);
      case KubernetesTarget k8s -> addKubernetes(k8s);
      case ComposeTarget compose -> addCompose(compose);
    }
  }

  private static Map<String, String> labels(Manifest manifest) {
    Map<String, String> out = new TreeMap<>(manifest.labels());
    return out;
  }

  /** What a person switched stays; new resources and new arguments follow the Tiltfile. */
  private String isDisabled(String resource) {
    Optional<String> now =
        snapshot
            .get(Kinds.CONFIG_MAP, DisableStates.configMapName(resource))
            .map(map -> map.spec().data().get(DisableStates.KEY));
    return now.isPresent() && !argsChanged
        ? now.get()
        : Boolean.toString(!result.enabledManifests().contains(resource));
  }

  private static ApiObject<?, ?> toggle(String resource) {
    String name = DisableStates.configMapName(resource);
    return Kinds.TOGGLE_BUTTON.object(
        ObjectMeta.named(name).withAnnotations(Map.of(Annotations.UI_BUTTON_TYPE, "DisableToggle")),
        new ToggleButtonSpec(
            new UIComponentLocation(resource, "Resource"),
            false,
            new ToggleButtonSpec.State("Enable Resource", "", "", false),
            new ToggleButtonSpec.State("Disable Resource", "", "", true),
            new ToggleButtonSpec.StateSource(
                Optional.of(
                    new ToggleButtonSpec.ConfigMapState(
                        name, DisableStates.KEY, "true", "false")))));
  }

  /** The button that ends a build of a resource or a run of a Tiltfile. */
  static ApiObject<UIButtonSpec, ?> stopButton(String resource) {
    return Kinds.UI_BUTTON.object(
        ObjectMeta.named(BuildQueue.stopButton(resource))
            .withAnnotations(Map.of(Annotations.UI_BUTTON_TYPE, "StopBuild")),
        new UIButtonSpec(
            new UIComponentLocation(resource, "Resource"),
            "Stop Build",
            "cancel",
            "",
            false,
            false,
            List.of()));
  }

  private void addImage(Manifest manifest, ImageTarget image) {
    String resource = manifest.name();
    if (!image.isLiveUpdateOnly()) {
      String map = image.imageMapName();
      add(Kinds.IMAGE_MAP.object(spanned(map, resource, "imagemap:" + map), image.spec()));
      switch (image.buildDetails()) {
        case BuildDetails.DockerBuild docker ->
            add(
                Kinds.DOCKER_IMAGE.object(
                    spanned(
                        image.dockerImageName(),
                        resource,
                        "dockerimage:" + image.dockerImageName()),
                    ImageSpecs.complete(image, docker.spec(), needs(image))));
        case BuildDetails.CustomBuild custom ->
            addCustomBuild(
                resource, image, ImageSpecs.complete(image, custom.spec(), needs(image)));
        case BuildDetails.ComposeBuild compose -> {
          // Compose builds it; there is nothing to look at.
        }
      }
    }
    if (image.liveUpdateSpec().isPresent() && !image.liveUpdateName().isEmpty()) {
      LiveUpdateSpec spec = image.liveUpdateSpec().get();
      add(
          Kinds.LIVE_UPDATE.object(
              annotate(
                  spanned(image.liveUpdateName(), resource, "liveupdate:" + image.liveUpdateName()),
                  Map.of(
                      Annotations.MANAGED_BY,
                      "",
                      Annotations.UPDATE_MODE,
                      manifest.triggerMode().autoOnChange() ? "auto" : "manual")),
              LiveUpdateSpecs.wired(manifest, image, spec)));
    }
  }

  /** An image that only others are built from stays on this machine. */
  private String needs(ImageTarget image) {
    return ImageSpecs.isDeployed(result.manifests(), image) ? "push" : "base-image";
  }

  private void addCustomBuild(String resource, ImageTarget image, CmdImageSpec spec) {
    String name = image.cmdImageName();
    ObjectMeta metadata = spanned(name, resource, "cmdimage:" + name);
    add(Kinds.CMD_IMAGE.object(metadata, spec));
    add(
        Kinds.CMD.object(
            annotate(metadata, Map.of(Annotations.MANAGED_BY, Annotations.MANAGED_BY_CMD_IMAGE)),
            new CmdSpec(
                spec.args(),
                spec.dir(),
                spec.env(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(DisableStates.sourceOf(resource)))));
  }

  private void addLocal(LocalTarget local) {
    if (local.updateCmd().isEmpty()) {
      return;
    }
    add(
        Kinds.CMD.object(
            annotate(
                spanned(
                    LocalBuilder.updateCmd(local.name()),
                    local.name(),
                    LocalBuilder.updateSpan(local.name())),
                Map.of(Annotations.MANAGED_BY, Annotations.MANAGED_BY_LOCAL_RESOURCE)),
            new CmdSpec(
                local.updateCmd().argv(),
                local.updateCmd().dir(),
                local.updateCmd().env(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(DisableStates.sourceOf(local.name())))));
  }

  private void addKubernetes(KubernetesTarget target) {
    add(
        Kinds.KUBERNETES_APPLY.object(
            annotate(
                spanned(target.name(), target.name(), "kubernetesapply:" + target.name()),
                Map.of(Annotations.MANAGED_BY, Annotations.MANAGED_BY_BUILD_CONTROL)),
            ApplySpecs.complete(
                target.spec(), DisableStates.sourceOf(target.name()), new Time(start))));
  }

  private void addCompose(ComposeTarget target) {
    add(
        Kinds.DOCKER_COMPOSE_SERVICE.object(
            annotate(
                spanned(target.name(), target.name(), "dockercompose:" + target.name()),
                Map.of(Annotations.MANAGED_BY, Annotations.MANAGED_BY_BUILD_CONTROL)),
            ApplySpecs.withDisableSource(target.spec(), DisableStates.sourceOf(target.name()))));
  }

  private void addClusters() {
    boolean kubernetes =
        result.manifests().stream().anyMatch(m -> m.deployTarget() instanceof KubernetesTarget);
    boolean compose =
        result.manifests().stream().anyMatch(m -> m.deployTarget() instanceof ComposeTarget);
    if (kubernetes) {
      add(
          Kinds.CLUSTER.object(
              ObjectMeta.named("default"),
              new ClusterSpec(
                  Optional.of(
                      new ClusterSpec.Connection(
                          Optional.of(new ClusterSpec.Kubernetes("", "")), Optional.empty())),
                  result.settings().defaultRegistry().map(TiltfileObjects::registry))));
    }
    if (compose) {
      add(
          Kinds.CLUSTER.object(
              ObjectMeta.named("docker"),
              new ClusterSpec(
                  Optional.of(
                      new ClusterSpec.Connection(
                          Optional.empty(), Optional.of(new ClusterSpec.Docker("")))),
                  Optional.empty())));
    }
  }

  private static RegistryHosting registry(Settings.Registry registry) {
    return new RegistryHosting(
        registry.host(), "", registry.hostFromContainerRuntime(), "", registry.singleName());
  }

  /** The session as the main Tiltfile and the command line want it. */
  static ApiObject<SessionSpec, ?> session(SessionSettings settings, Settings.Ci ci) {
    return Kinds.SESSION.object(
        ObjectMeta.named("Tiltfile"),
        new SessionSpec(
            settings.tiltfile().toString(),
            settings.ci() ? "ci" : "manual",
            Optional.of(
                new SessionSpec.CI(
                    ci.k8sGracePeriod().map(GoDuration::format).orElse(""),
                    GoDuration.format(ciTimeout(settings, ci)),
                    GoDuration.format(ci.readinessTimeout())))));
  }

  /** What the Tiltfile says wins over the command line, if it says anything. */
  private static java.time.Duration ciTimeout(SessionSettings settings, Settings.Ci ci) {
    return ci.timeout().equals(Settings.Ci.DEFAULT.timeout()) ? settings.ciTimeout() : ci.timeout();
  }

  private void addConfigWatch() {
    if (settings.ci() || result.configFiles().isEmpty()) {
      return;
    }
    add(configWatch(tiltfile.name(), result.configFiles(), globalIgnores(result)));
  }

  /** The watch of a Tiltfile's config files. */
  static ApiObject<FileWatchSpec, ?> configWatch(
      String tiltfile, List<String> files, List<IgnoreDef> ignores) {
    TargetId id = new TargetId(TargetId.Type.CONFIGS, tiltfile);
    return Kinds.FILE_WATCH.object(
        annotate(
            annotated(TiltfilePending.configWatch(tiltfile), tiltfile),
            Map.of(Annotations.TARGET_ID, id.toString())),
        new FileWatchSpec(files, ignores, Optional.empty()));
  }

  private void addTargetWatches() {
    if (settings.ci()) {
      return;
    }
    Map<TargetId, Set<String>> owners = new LinkedHashMap<>();
    Map<TargetId, FileWatchSpec> specs = new LinkedHashMap<>();
    for (Manifest manifest : result.manifests()) {
      for (ImageTarget image : manifest.imageTargets()) {
        addWatch(
            owners,
            specs,
            manifest.name(),
            image.id(),
            image.watchedPaths(),
            image.fileWatchIgnores());
      }
      switch (manifest.deployTarget()) {
        case LocalTarget local ->
            addWatch(
                owners, specs, manifest.name(), local.id(), local.deps(), local.fileWatchIgnores());
        case KubernetesTarget k8s ->
            addWatch(owners, specs, manifest.name(), k8s.id(), k8s.deps(), k8s.fileWatchIgnores());
        case ComposeTarget compose -> {
          // Its files belong to its images.
        }
      }
    }
    owners.forEach((id, resources) -> {
      FileWatchSpec spec = specs.get(id);
      if (spec != null) {
        add(
            Kinds.FILE_WATCH.object(
                annotate(
                    annotated(GraphView.watchName(id), resources.iterator().next()),
                    Map.of(Annotations.TARGET_ID, id.toString())),
                new FileWatchSpec(
                    spec.watchedPaths(), spec.ignores(), Optional.of(source(resources)))));
      }
    });
  }

  private void addWatch(
      Map<TargetId, Set<String>> owners,
      Map<TargetId, FileWatchSpec> specs,
      String resource,
      TargetId id,
      List<String> paths,
      List<IgnoreDef> ignores) {
    if (paths.isEmpty()) {
      return;
    }
    List<IgnoreDef> all = new ArrayList<>(ignores);
    globalIgnores(result).stream().filter(i -> !all.contains(i)).forEach(all::add);
    owners.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(resource);
    specs.putIfAbsent(id, new FileWatchSpec(paths, all, Optional.empty()));
  }

  /** Disabled only if all are whose files these are. */
  private static DisableSource source(Set<String> resources) {
    if (resources.size() == 1) {
      return DisableStates.sourceOf(resources.iterator().next());
    }
    return new DisableSource(
        Optional.empty(),
        resources.stream()
            .map(r -> new ConfigMapKey(DisableStates.configMapName(r), DisableStates.KEY))
            .toList());
  }

  /** What no watch looks at: {@code .tiltignore} and {@code watch_settings}. */
  static List<IgnoreDef> globalIgnores(LoadResult result) {
    List<IgnoreDef> out = new ArrayList<>();
    List<IgnoreSet> sets = new ArrayList<>(result.settings().watchIgnores());
    sets.add(result.tiltignore());
    for (IgnoreSet set : sets) {
      if (!set.isEmpty()) {
        out.add(new IgnoreDef(set.localPath(), set.patterns()));
      }
    }
    return out;
  }

  /** Of two objects of one kind and name the engine's own stays. */
  private void add(ApiObject<?, ?> object) {
    out.put(object.kind().name() + "/" + object.name(), complete(object));
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> complete(
      ApiObject<S, T> object) {
    Kind<S, T> kind = object.kind();
    Map<String, String> labels = new TreeMap<>(tiltfile.spec().labels());
    labels.putAll(object.metadata().labels());
    Map<String, String> annotations = new TreeMap<>(object.metadata().annotations());
    annotations.putIfAbsent(Annotations.RESOURCE, tiltfile.name());
    return kind.object(
        object.metadata().withLabels(labels).withAnnotations(annotations), object.spec());
  }

  private static ObjectMeta annotated(String name, String resource) {
    return ObjectMeta.named(name).withAnnotations(Map.of(Annotations.RESOURCE, resource));
  }

  private static ObjectMeta spanned(String name, String resource, String span) {
    return annotate(
        annotated(ObjectNames.sanitize(name), resource), Map.of(Annotations.LOG_SPAN_ID, span));
  }

  private static ObjectMeta annotate(ObjectMeta metadata, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(metadata.annotations());
    all.putAll(more);
    return metadata.withAnnotations(all);
  }
}
