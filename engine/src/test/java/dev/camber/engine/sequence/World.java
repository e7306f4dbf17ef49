package dev.camber.engine.sequence;

import dev.camber.engine.apply.DeployCommands;
import dev.camber.engine.apply.KubernetesApplier;
import dev.camber.engine.apply.KubernetesApplyReconciler;
import dev.camber.engine.apply.KubernetesBuilder;
import dev.camber.engine.build.BuildException;
import dev.camber.engine.build.BuildJournal;
import dev.camber.engine.build.BuildQueue;
import dev.camber.engine.build.BuildReason;
import dev.camber.engine.build.BuildRequest;
import dev.camber.engine.build.Builder;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.ResourceReconciler;
import dev.camber.engine.build.Retries;
import dev.camber.engine.build.TargetResult;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.filewatch.FileWatchReconciler;
import dev.camber.engine.image.ImageSteps;
import dev.camber.engine.image.ImageTools;
import dev.camber.engine.image.SharedRuntime;
import dev.camber.engine.live.ContainerUpdater;
import dev.camber.engine.live.LiveUpdatePlan;
import dev.camber.engine.live.LiveUpdateReconciler;
import dev.camber.engine.live.TargetContainer;
import dev.camber.engine.local.LocalBuilder;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.rules.SpecRules;
import dev.camber.engine.tiltfile.SessionObjects;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.engine.tiltfile.TiltfileReconciler;
import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.host.watch.fake.InMemoryWatcher;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.build.BuiltImage;
import dev.camber.image.build.ImageBuild;
import dev.camber.image.build.ImageDependency;
import dev.camber.image.build.ImagePusher;
import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.model.UserError;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.image.TaggedRefs;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** An engine on fakes: files, an image store, a cluster with pods, a Tiltfile. For one thread. */
final class World implements AutoCloseable {
  private static final Path TILTFILE = Path.of("/p/Tiltfile");

  final ManualLoop loop = new ManualLoop(SpecRules.standard());
  final Kubelet kubelet;
  private final LogStore log;
  private final InMemoryWatcher watcher;
  private final InMemoryDockerEngine docker;
  private final FakeCluster cluster;
  private final Map<String, Integer> files = new TreeMap<>();
  private final Map<String, Map<String, Integer>> images = new HashMap<>();
  private final Map<String, Integer> toolSaw = new TreeMap<>();
  private final Set<String> failing = new HashSet<>();
  private final List<String> editsInBuild = new ArrayList<>();
  private boolean syncFails;
  private int versions;
  private Project project;
  private Project loaded;

  World(Path directory, Project project) throws Exception {
    this.project = project;
    this.loaded = project.empty();
    for (String file : project.files()) {
      files.put(file, ++versions);
    }
    log = new LogStore(loop, loop, directory, dev.camber.engine.log.LogLimits.DEFAULT);
    watcher = new InMemoryWatcher(loop);
    docker = new InMemoryDockerEngine(loop);
    cluster = new FakeCluster(new LoopClock());
    kubelet = new Kubelet(loop, cluster, name -> images.getOrDefault(name, Map.of()));
    BuildJournal journal = new BuildJournal(loop.store, log, Path.of("/p"));
    InMemoryProcesses processes = new InMemoryProcesses();
    ClusterConnections connections = new Connections();
    KubernetesApplier applier =
        new KubernetesApplier(
            loop.store,
            connections,
            new DeployCommands(processes, () -> Environment.of(Map.of()), Path.of("/p")));
    ImageTools tools =
        new ImageTools(
            docker,
            (build, logger, stages) -> build(build),
            new ImagePusher(
                docker, CredentialSource.NONE, processes, Environment.of(Map.of()), loop),
            false);
    ImageSteps steps =
        new ImageSteps(
            loop.store,
            () -> tools,
            new SharedRuntime(FakeCluster.KIND, connections),
            Optional::empty);
    SessionSettings settings = SessionSettings.up(TILTFILE, Path.of("/p"), List.of());
    loop.start(
        new TiltfileReconciler(loop.store, log, this::load, settings, loop::execute),
        new FileWatchReconciler(loop.store, log, watcher),
        new ResourceReconciler(loop.store, log),
        new KubernetesApplyReconciler(loop.store, log, applier),
        new LiveUpdateReconciler(loop.store, log, journal, this::sync, new Files()),
        kubelet,
        new ConnectedCluster(),
        new BuildQueue(
            loop.store,
            log,
            journal,
            List.of(new ToolBuilder(), new KubernetesBuilder(steps, applier, loop)),
            loop::execute,
            new Retries(journal, log, loop, true)));
    SessionObjects.create(loop.store, settings);
  }

  // What happens.

  void happens(Event event) throws Exception {
    switch (event.kind()) {
      case EDIT -> edit(event.about());
      case DELETE -> {
        files.remove(event.about());
        watcher.change(Path.of(event.about()));
      }
      case TRIGGER -> trigger(event.about());
      case DISABLE -> disable(event.about(), "true");
      case ENABLE -> disable(event.about(), "false");
      case POD_DIES -> kubelet.podDies(event.about());
      case CONTAINER_DIES -> kubelet.containerDies(event.about());
      case DECLARE -> write(project.toggled(event.about()));
      case YAML -> write(project.withYaml(event.about()));
      case ARGUMENT -> write(project.withArgument(event.about()));
      case BREAK -> write(project.withMistake(true));
      case REPAIR -> write(project.withMistake(false));
      case BUILD_FAILS -> failing.add(event.about());
      case EDIT_IN_BUILD -> editsInBuild.add(event.about());
      case SYNC_FAILS -> syncFails = true;
      case PASS -> loop.advance(java.time.Duration.ofSeconds(event.number()));
      case RUN, REST -> throw new IllegalArgumentException(event.toString());
    }
  }

  private void edit(String path) {
    files.put(path, ++versions);
    watcher.change(Path.of(path));
  }

  private void write(Project next) {
    project = next;
    watcher.change(TILTFILE);
  }

  /** As the trigger end point: a resource that is disabled is left alone. */
  private void trigger(String resource) {
    boolean there = loop.store.get(EngineKinds.RESOURCE, resource).isPresent();
    if (there
        && !DisableStates.ofResource(loop.store.snapshot(), resource)
            .equals(DisableStates.DISABLED)) {
      TriggerQueue.add(loop.store, resource, BuildReason.TRIGGER_CLI);
    }
  }

  private void disable(String resource, String value) throws Exception {
    loop.store.edit(
        Kinds.CONFIG_MAP,
        DisableStates.configMapName(resource),
        map -> map.withSpec(new ConfigMapData(Map.of(DisableStates.KEY, value))));
  }

  /** What was to fail or to change does so no more. */
  void calm() {
    failing.clear();
    editsInBuild.clear();
    syncFails = false;
  }

  // What is seen.

  Project loaded() {
    return loaded;
  }

  Project project() {
    return project;
  }

  boolean isDisabled(String resource) {
    return DisableStates.ofResource(loop.store.snapshot(), resource).equals(DisableStates.DISABLED);
  }

  /** What a container of a resource must hold if it is up to date. */
  Map<String, Integer> wanted(String resource) {
    Map<String, Integer> out = new TreeMap<>();
    for (String directory : Project.directories(resource)) {
      out.putAll(filesOf(directory));
      if (!Project.isLocal(resource)) {
        out.put("argument " + directory, loaded.arguments().getOrDefault(directory, 0));
      }
    }
    return out;
  }

  /** The versions of files that the local resource last ran with. */
  Map<String, Integer> toolSaw() {
    return toolSaw;
  }

  String console() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  private Map<String, Integer> filesOf(String directory) {
    Map<String, Integer> out = new TreeMap<>();
    String below = "/p/" + directory + "/";
    files.forEach((path, version) -> {
      if (path.startsWith(below)) {
        out.put(path, version);
      }
    });
    return out;
  }

  // The fakes.

  private LoadResult load(LoadRequest request) {
    Project now = project;
    if (!now.broken() && !now.declared().isEmpty()) {
      loaded = now;
    }
    List<Manifest> manifests = now.broken() ? List.of() : now.manifests();
    return new LoadResult(
        manifests,
        manifests.stream().map(Manifest::name).toList(),
        IgnoreSet.NONE,
        List.of(TILTFILE.toString()),
        new Settings(
            Map.of(),
            "",
            Settings.Telemetry.NONE,
            Settings.DockerPrune.DEFAULT,
            0,
            Map.of(),
            true,
            Settings.Updates.DEFAULT,
            List.of(),
            Optional.empty(),
            Settings.Ci.DEFAULT,
            true),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        now.broken() ? Optional.of(new UserError("a mistake")) : Optional.empty());
  }

  private BuiltImage build(ImageBuild build) throws UserError {
    BuildDetails.DockerBuild docker = (BuildDetails.DockerBuild) build.details();
    String name = docker.spec().ref();
    Instant start = loop.instant();
    Map<String, Integer> content = new TreeMap<>();
    for (ImageDependency dependency : build.dependencies()) {
      content.putAll(images.getOrDefault(dependency.local().familiar(), Map.of()));
    }
    content.putAll(filesOf(name));
    content.put(
        "argument " + name,
        Integer.parseInt(docker.spec().args().getFirst().replace("VERSION=", "")));
    List.copyOf(editsInBuild).forEach(this::edit);
    editsInBuild.clear();
    if (failing.remove(name)) {
      throw new UserError("the build of " + name + " fails");
    }
    try {
      UUID hash = UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8));
      ImageReference reference =
          ImageReference.parse(
              "localhost:5000/%s:tilt-%016x".formatted(name, hash.getMostSignificantBits()));
      images.put(reference.familiar(), content);
      docker(reference);
      return new BuiltImage(new TaggedRefs(reference, reference), "sha256:" + hash, "", start);
    } catch (InvalidReferenceException e) {
      throw new IllegalStateException(e);
    }
  }

  private void docker(ImageReference reference) {
    docker.images().put("sha256:" + reference.tag(), Map.of(), List.of(reference.familiar()));
  }

  private ContainerUpdater.Outcome sync(
      String connection, TargetContainer target, LiveUpdatePlan plan, Logger to) {
    if (syncFails) {
      syncFails = false;
      return new ContainerUpdater.Impossible("cannot be brought in");
    }
    Optional<Kubelet.Running> pod = kubelet.byContainer(target.container().id());
    if (pod.isEmpty()) {
      return new ContainerUpdater.Impossible("the container is gone");
    }
    for (LiveUpdatePlan.Mapping copy : plan.copies()) {
      String path = copy.container().substring("/in".length());
      Integer version = files.get(path);
      if (version != null) {
        pod.get().content().put(path, version);
      }
    }
    plan.removals()
        .forEach(m -> pod.get().content().remove(m.container().substring("/in".length())));
    return new ContainerUpdater.Updated(Optional.empty());
  }

  private final class Files implements LiveUpdatePlan.Files {
    @Override
    public boolean exists(Path path) {
      return files.containsKey(path.toString()) || isDirectory(path);
    }

    @Override
    public boolean isDirectory(Path path) {
      return files.keySet().stream().anyMatch(f -> f.startsWith(path + "/"));
    }
  }

  /** Runs the local resource: it takes note of its files. */
  private final class ToolBuilder implements Builder {
    @Override
    public boolean builds(Manifest manifest) {
      return manifest.deployTarget() instanceof LocalTarget;
    }

    @Override
    public Map<TargetId, TargetResult> build(BuildRequest request) throws BuildException {
      toolSaw.clear();
      toolSaw.putAll(filesOf("tool"));
      List.copyOf(editsInBuild).forEach(World.this::edit);
      editsInBuild.clear();
      return Map.of(request.manifest().deployTarget().id(), new LocalBuilder.Ran());
    }
  }

  /** The cluster answers from the first moment. */
  private final class ConnectedCluster implements Reconciler {
    @Override
    public Kind<?, ?> kind() {
      return Kinds.CLUSTER;
    }

    @Override
    public Result reconcile(String name) {
      loop.store.editStatus(
          Kinds.CLUSTER,
          name,
          old ->
              old.connectedAt().isPresent()
                  ? old
                  : new ClusterStatus(
                      "",
                      "amd64",
                      Optional.of(new MicroTime(loop.instant())),
                      Optional.empty(),
                      Optional.empty(),
                      "v1"));
      return Result.done();
    }
  }

  private final class Connections implements ClusterConnections {
    private final ContextAccess.Allowed right =
        (ContextAccess.Allowed) ContextAccess.decide(FakeCluster.KIND, List.of());

    @Override
    public Optional<KubeApi> api(String name) {
      return Optional.of(cluster);
    }

    @Override
    public Optional<KubeWrites> writes(String name) {
      return Optional.of(cluster.writes(right));
    }

    @Override
    public Optional<ObjectWatches> watches(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<OwnerResolver> owners(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<DebugContainers> debug(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<ClusterFacts> facts(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Deployer> deployer(String name) {
      return Optional.of(new Deployer(cluster, right));
    }
  }

  /** The loop's time. */
  private final class LoopClock extends Clock {
    @Override
    public Instant instant() {
      return loop.instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the loop's clock has one zone");
    }
  }

  @Override
  public void close() {
    loop.runner.close(java.time.Duration.ZERO);
    log.close();
  }
}
