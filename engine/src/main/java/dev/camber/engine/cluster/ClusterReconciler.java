package dev.camber.engine.cluster;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.probe.ClusterHealth;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.model.EnvironmentError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ClusterSpec;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.codec.MicroTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Connects Cluster objects and keeps them connected: a cluster that goes away is an error in its
 * status until it is back, and nobody has to restart anything. Source: spec engine, section 9; CLI
 * and API, section 9.12.
 */
public final class ClusterReconciler implements Reconciler, ClusterConnections, AutoCloseable {
  private static final Duration CHECK_EVERY = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int MOST_OWNERS = 20_000;

  private final ObjectStore store;
  private final LogStore log;
  private final Connector connector;
  private final RegistryDiscovery registries;
  private final Supplier<Collection<String>> allowedContexts;

  /** For names that nobody else has; thread-safe. */
  private final RandomGenerator random = RandomGenerator.getDefault();

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  private record Connection(
      KubeApi api, ClusterFacts facts, ObjectWatches watches, OwnerResolver owners) {
    void close() {
      watches.close();
      api.close();
    }
  }

  /** Opens connections to the context that the session was started with. */
  @FunctionalInterface
  public interface Connector {
    /**
     * @throws EnvironmentError if there is no usable context or its credentials cannot be had
     */
    KubeApi open() throws EnvironmentError;
  }

  /**
   * @param allowedContexts the names given to {@code allow_k8s_contexts}, as last loaded
   */
  public ClusterReconciler(
      ObjectStore store,
      LogStore log,
      Connector connector,
      RegistryDiscovery registries,
      Supplier<Collection<String>> allowedContexts) {
    this.store = store;
    this.log = log;
    this.connector = connector;
    this.registries = registries;
    this.allowedContexts = allowedContexts;
  }

  @Override
  public Optional<KubeApi> api(String cluster) {
    return Optional.ofNullable(connections.get(cluster)).map(Connection::api);
  }

  @Override
  public Optional<ObjectWatches> watches(String cluster) {
    return Optional.ofNullable(connections.get(cluster)).map(Connection::watches);
  }

  @Override
  public Optional<ClusterFacts> facts(String cluster) {
    return Optional.ofNullable(connections.get(cluster)).map(Connection::facts);
  }

  @Override
  public Optional<OwnerResolver> owners(String cluster) {
    return Optional.ofNullable(connections.get(cluster)).map(Connection::owners);
  }

  @Override
  public Optional<KubeWrites> writes(String cluster) {
    return api(cluster).flatMap(api -> right(api).map(api::writes));
  }

  @Override
  public Optional<DebugContainers> debug(String cluster) {
    return api(cluster)
        .flatMap(api -> right(api).map(allowed -> new DebugContainers(api, allowed, random)));
  }

  @Override
  public Optional<Deployer> deployer(String cluster) {
    return api(cluster).flatMap(api -> right(api).map(allowed -> new Deployer(api, allowed)));
  }

  private Optional<ContextAccess.Allowed> right(KubeApi api) {
    return ContextAccess.decide(api.context(), allowedContexts.get())
            instanceof ContextAccess.Allowed allowed
        ? Optional.of(allowed)
        : Optional.empty();
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.CLUSTER;
  }

  @Override
  public Result reconcile(String name) throws InterruptedException {
    Optional<ApiObject<ClusterSpec, ClusterStatus>> object = store.get(Kinds.CLUSTER, name);
    if (object.isEmpty()) {
      // The connection stays until the session ends: what the last resource left in the cluster is
      // still to be deleted.
      return Result.done();
    }
    boolean kubernetes =
        object.get().spec().connection().flatMap(ClusterSpec.Connection::kubernetes).isPresent();
    if (!kubernetes) {
      return Result.done();
    }
    try {
      Optional<KubeApi> known = api(name);
      if (known.isEmpty()) {
        KubeApi api = connector.open();
        ClusterFacts facts = ClusterFacts.read(api);
        ClusterStatus connected = status(api, facts);
        connections.put(
            name,
            new Connection(
                api,
                facts,
                new ObjectWatches(api, ObjectWatches.BACKOFF, log.logger("", "cluster")),
                new OwnerResolver(api, MOST_OWNERS)));
        show(name, connected);
        announce(name, connected.registry());
        return Result.again(CHECK_EVERY);
      }
      KubeApi api = known.get();
      Optional<String> problem = ClusterHealth.problem(api);
      if (problem.isPresent()) {
        throw new EnvironmentError(problem.get(), "");
      }
      ClusterStatus before = object.get().status();
      if (!before.error().isEmpty()) {
        log.logger("", "cluster").info("The cluster answers again.");
      }
      if (!before.error().isEmpty() || before.connectedAt().isEmpty()) {
        show(name, status(api, ClusterFacts.read(api)));
      }
      return Result.again(CHECK_EVERY);
    } catch (EnvironmentError e) {
      problem(name, object.get().status(), e);
      return Result.again(RETRY_AFTER);
    }
  }

  private ClusterStatus status(KubeApi api, ClusterFacts facts)
      throws KubeException, InterruptedException {
    RegistryDiscovery.Finding found = registries.find(api, facts);
    found.warnings().forEach(log.logger("", "cluster")::warn);
    KubeContext context = api.context();
    return new ClusterStatus(
        "",
        facts.arch(),
        Optional.of(new MicroTime(store.now())),
        found.registry(),
        Optional.of(
            new ClusterStatus.Connection(
                Optional.of(
                    new ClusterStatus.Kubernetes(
                        context.name(),
                        context.namespace(),
                        context.cluster(),
                        context.product().wireName(),
                        context.configPath())))),
        facts.version());
  }

  private void show(String name, ClusterStatus status) {
    store.editStatus(Kinds.CLUSTER, name, old -> status);
  }

  private void announce(String name, Optional<RegistryHosting> registry) {
    registry
        .filter(r -> !r.host().isEmpty())
        .ifPresent(r ->
            log.logger("", "cluster")
                .info("Auto-detected local registry from environment: " + asWritten(r)));
  }

  /** The reference prints the record as Go does; scripts look for the line. */
  private static String asWritten(RegistryHosting r) {
    return "&{"
        + String.join(
            " ",
            r.host(),
            r.hostFromClusterNetwork(),
            r.hostFromContainerRuntime(),
            r.help(),
            r.singleName())
        + "}";
  }

  /** A lost connection is said once, and what was known of the cluster stays. */
  private void problem(String name, ClusterStatus before, EnvironmentError error) {
    String message = String.valueOf(error.getMessage());
    if (before.error().equals(message)) {
      return;
    }
    log.logger("", "cluster")
        .error(
            "Cluster status error: "
                + message
                + "\nCamber keeps trying; there is no need to restart it."
                + (error.hint().isEmpty() ? "" : "\n" + error.hint()));
    show(
        name,
        new ClusterStatus(
            message,
            before.arch(),
            before.connectedAt(),
            before.registry(),
            before.connection(),
            before.version()));
  }

  @Override
  public void close() {
    connections.values().forEach(Connection::close);
    connections.clear();
  }
}
