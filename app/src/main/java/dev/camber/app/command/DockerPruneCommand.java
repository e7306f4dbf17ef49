package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.app.session.Terminal;
import dev.camber.app.session.World;
import dev.camber.engine.prune.PruneInputs;
import dev.camber.image.prune.DockerPruner;
import dev.camber.kubernetes.client.HttpCluster;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import java.util.List;
import java.util.Optional;

/**
 * {@code docker-prune}: removes at once what a session would remove in time. Source: spec CLI and
 * API, section 5; engine, section 9.5.
 */
public final class DockerPruneCommand implements AppCommand {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    LogLevel shown = flags.bool("debug") ? LogLevel.DEBUG : LogLevel.VERBOSE;
    Logger log =
        (level, text, fields) -> {
          if (level.compareTo(shown) >= 0) {
            surroundings.out().print(text);
            surroundings.out().flush();
          }
        };
    try (World world = World.ofCommand(surroundings)) {
      LoadResult result =
          new StarlarkTiltfileLoader(
                  world.forTiltfiles("", "", "localhost", 0, Terminal.NONE), false)
              .load(LoadRequest.main(flags.string("file"), List.of(), "docker-prune", log));
      if (result.error().isPresent()) {
        throw result.error().get();
      }
      Optional<RegistryHosting> registry =
          announced(world).or(() -> PruneInputs.defaultRegistry(result));
      new DockerPruner(world.docker(), world.clock())
          .prune(
              PruneInputs.settings(result),
              PruneInputs.names(result.manifests(), registry),
              log,
              true);
      return 0;
    }
  }

  /** The registry that the cluster announces; none when there is no cluster to ask. */
  private static Optional<RegistryHosting> announced(World world)
      throws EnvironmentError, InterruptedException {
    Kubeconfig kubeconfig = world.kubeconfig("", "");
    if (kubeconfig.connectionProblem().isPresent()) {
      return Optional.empty();
    }
    try (KubeApi api = HttpCluster.open(kubeconfig, world.environment().asMap())) {
      return new RegistryDiscovery(world::localhostIsIpv4)
          .find(api, ClusterFacts.read(api))
          .registry();
    } catch (KubeException e) {
      return Optional.empty();
    }
  }
}
