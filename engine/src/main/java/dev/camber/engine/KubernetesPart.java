package dev.camber.engine;

import dev.camber.engine.apply.DeployCommands;
import dev.camber.engine.apply.KubernetesApplier;
import dev.camber.engine.apply.KubernetesApplyReconciler;
import dev.camber.engine.apply.KubernetesBuilder;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.cluster.ClusterReconciler;
import dev.camber.engine.discovery.DiscoveryReconciler;
import dev.camber.engine.exec.ClusterExec;
import dev.camber.engine.forward.PortForwardReconciler;
import dev.camber.engine.image.ImageSteps;
import dev.camber.engine.image.ImageTools;
import dev.camber.engine.image.SharedRuntime;
import dev.camber.engine.live.Archives;
import dev.camber.engine.live.KubeContainerUpdater;
import dev.camber.engine.live.LiveUpdatePlan;
import dev.camber.engine.live.LiveUpdateReconciler;
import dev.camber.engine.podlog.PodLogReconciler;
import dev.camber.engine.prune.PruneInputs;
import dev.camber.engine.prune.PruneReconciler;
import dev.camber.engine.restart.KubernetesRestarter;
import dev.camber.engine.store.ObjectStore;
import dev.camber.host.archive.MappedTar;
import dev.camber.host.env.Environment;
import dev.camber.host.process.Processes;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.tiltfile.LoadResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an engine needs for resources that run in a cluster. */
public final class KubernetesPart implements EnginePart {
  private final KubeContext context;
  private final ClusterReconciler.Connector connector;
  private final RegistryDiscovery registries;
  private final ImageTools.Source images;
  private final Processes processes;
  private final Supplier<Environment> environment;
  private final InstantSource clock;
  private final String webHost;
  private final boolean forwards;

  /**
   * @param context the one that the session was started with
   * @param images what builds and pushes for it
   * @param environment of deploy commands
   * @param webHost where forwards are opened that name no host
   * @param forwards whether ports are forwarded
   */
  public KubernetesPart(
      KubeContext context,
      ClusterReconciler.Connector connector,
      RegistryDiscovery registries,
      ImageTools.Source images,
      Processes processes,
      Supplier<Environment> environment,
      InstantSource clock,
      String webHost,
      boolean forwards) {
    this.context = context;
    this.connector = connector;
    this.registries = registries;
    this.images = images;
    this.processes = processes;
    this.environment = environment;
    this.clock = clock;
    this.webHost = webHost;
    this.forwards = forwards;
  }

  @Override
  public void install(EngineServices services, Registration registration) {
    ObjectStore store = services.store();
    Instant start = clock.instant();
    ClusterReconciler clusters =
        new ClusterReconciler(
            store, services.log(), connector, registries, () -> allowedContexts(store));
    KubernetesApplier applier =
        new KubernetesApplier(
            store,
            clusters,
            new DeployCommands(processes, environment, services.settings().directory()));
    DiscoveryReconciler discoveries =
        new DiscoveryReconciler(store, services.log(), clusters, start);
    PodLogReconciler logs = new PodLogReconciler(store, services.log(), clusters);
    ImageSteps steps =
        new ImageSteps(
            store, images, new SharedRuntime(context, clusters), () -> defaultRegistry(store));
    registration.add(clusters);
    registration.add(new KubernetesApplyReconciler(store, services.log(), applier));
    registration.add(discoveries);
    registration.add(logs);
    if (forwards) {
      PortForwardReconciler ports =
          new PortForwardReconciler(store, services.log(), clusters, webHost);
      registration.add(ports);
      registration.closeAtEnd(ports);
    }
    registration.add(
        new LiveUpdateReconciler(
            store,
            services.log(),
            services.journal(),
            new KubeContainerUpdater(clusters, archives()),
            files()));
    registration.add(new KubernetesBuilder(steps, applier, clock));
    registration.add(new PruneReconciler(store, services.log(), images, clock));
    registration.add(new KubernetesRestarter(store, services.log(), clusters));
    registration.add(new ClusterExec(store, clusters));
    registration.closeAtEnd(clusters);
    registration.closeAtEnd(logs);
    registration.closeAtEnd(discoveries);
  }

  private static Optional<LoadResult> lastLoad(ObjectStore store) {
    return store
        .get(EngineKinds.TILTFILE_RUN, GraphView.MAIN_TILTFILE)
        .flatMap(run -> run.status().result());
  }

  /** A load with Kubernetes objects succeeds only if the Tiltfile may deploy to this context. */
  private Collection<String> allowedContexts(ObjectStore store) {
    boolean deploys =
        lastLoad(store)
            .filter(LoadResult::success)
            .map(r ->
                r.manifests().stream().anyMatch(m -> m.deployTarget() instanceof KubernetesTarget))
            .orElse(false);
    return deploys ? List.of(context.name()) : List.of();
  }

  private static Optional<RegistryHosting> defaultRegistry(ObjectStore store) {
    return lastLoad(store).flatMap(PruneInputs::defaultRegistry);
  }

  private static Archives archives() {
    return (mappings, out) ->
        MappedTar.write(
            mappings.stream().map(m -> new MappedTar.Mapping(m.local(), m.container())).toList(),
            out);
  }

  private static LiveUpdatePlan.Files files() {
    return new LiveUpdatePlan.Files() {
      @Override
      public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      }

      @Override
      public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
      }
    };
  }
}
