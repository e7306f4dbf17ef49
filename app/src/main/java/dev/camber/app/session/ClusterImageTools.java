package dev.camber.app.session;

import dev.camber.engine.image.ImageTools;
import dev.camber.host.env.Environment;
import dev.camber.image.build.CustomImageBuilder;
import dev.camber.image.build.DockerImageBuilder;
import dev.camber.image.build.ImageBuilds;
import dev.camber.image.build.ImagePusher;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.MinikubeDocker;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.model.EnvironmentError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Chooses the Docker engine that builds for a cluster: minikube's own where there is one, so that
 * nothing need be pushed, else the person's. minikube is asked at the first build, and again at the
 * next one if it did not answer. Thread-safe: one lock. Source: spec engine, section 2.4.
 */
final class ClusterImageTools implements ImageTools.Source {
  private final World world;
  private final KubeContext context;
  private final DockerEngine local;
  private final Supplier<Environment> children;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<ImageTools> found = Optional.empty(); // guarded by lock

  /**
   * @param local the person's engine
   * @param children what custom builds inherit
   */
  ClusterImageTools(
      World world, KubeContext context, DockerEngine local, Supplier<Environment> children) {
    this.world = world;
    this.context = context;
    this.local = local;
    this.children = children;
  }

  @Override
  public ImageTools get() throws EnvironmentError, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (found.isEmpty()) {
        found = Optional.of(find());
      }
      return found.get();
    } finally {
      lock.unlock();
    }
  }

  private ImageTools find() throws EnvironmentError, InterruptedException {
    if (context.product() != Product.MINIKUBE) {
      return tools(local, Map.of(), false);
    }
    Environment environment = world.environment();
    Optional<Map<String, String>> variables =
        MinikubeDocker.variables(context.cluster(), world.processes(), environment);
    String host = variables.map(v -> v.getOrDefault("DOCKER_HOST", "")).orElse("");
    boolean chosenByHand =
        environment.firstSet("DOCKER_HOST").filter(h -> !h.equals(host)).isPresent();
    return host.isEmpty() || chosenByHand
        ? tools(local, Map.of(), false)
        : tools(world.docker(environment.with(variables.get())), variables.get(), true);
  }

  private ImageTools tools(DockerEngine engine, Map<String, String> variables, boolean minikube) {
    List<String> entries =
        variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return new ImageTools(
        engine,
        new ImageBuilds(
            new DockerImageBuilder(
                engine, world.environment(), world.surroundings().directory(), world.clock()),
            new CustomImageBuilder(
                engine, world.processes(), children.get(), entries, world.clock())),
        new ImagePusher(
            engine, world.credentials(), world.processes(), world.environment(), world.clock()),
        minikube);
  }
}
