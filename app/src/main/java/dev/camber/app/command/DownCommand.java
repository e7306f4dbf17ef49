package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.app.session.World;
import dev.camber.host.env.Environment;
import dev.camber.host.process.LineSplitter;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.kubernetes.apply.DeleteFailure;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.client.HttpCluster;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.KindOrder;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.CommandSpec;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code down}: deletes what the Tiltfile names. Errors are collected; the rest goes on. Source:
 * spec CLI and API, section 2.3.
 */
public final class DownCommand implements AppCommand {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    try (World world = World.ofCommand(surroundings)) {
      Logger log =
          (level, text, fields) -> {
            surroundings.out().print(text);
            surroundings.out().flush();
          };
      LoadResult result = load(flags, world, log);
      List<Manifest> manifests = dependentsFirst(enabled(result));
      List<String> problems = new ArrayList<>();
      kubernetes(
          flags, world, manifests, result.settings().updates().upsertTimeout(), log, problems);
      for (String problem : problems) {
        surroundings.err().println("Error: " + problem);
      }
      return problems.isEmpty() ? 0 : 1;
    }
  }

  private static LoadResult load(ParsedFlags flags, World world, Logger log)
      throws UserError, InterruptedException {
    LoadResult result =
        new StarlarkTiltfileLoader(
                world.forTiltfiles(
                    flags.string("context"),
                    flags.string("namespace"),
                    "localhost",
                    0,
                    world.surroundings().errTerminal()),
                false)
            .load(LoadRequest.main(flags.string("file"), flags.positional(), "down", log));
    if (result.error().isPresent()) {
      throw result.error().get();
    }
    return result;
  }

  private static List<Manifest> enabled(LoadResult result) {
    Set<String> names = Set.copyOf(result.enabledManifests());
    return result.manifests().stream().filter(m -> names.contains(m.name())).toList();
  }

  /** Reverse order of definition, and every resource after all that depend on it. */
  private static List<Manifest> dependentsFirst(List<Manifest> manifests) {
    List<Manifest> out = new ArrayList<>();
    Set<String> placed = new LinkedHashSet<>();
    List<Manifest> rest = new ArrayList<>(manifests.reversed());
    while (!rest.isEmpty()) {
      Manifest next =
          rest.stream()
              .filter(m ->
                  manifests.stream()
                      .filter(d -> d.resourceDependencies().contains(m.name()))
                      .allMatch(d -> placed.contains(d.name())))
              .findFirst()
              .orElse(rest.getFirst());
      rest.remove(next);
      placed.add(next.name());
      out.add(next);
    }
    return out;
  }

  private static void kubernetes(
      ParsedFlags flags,
      World world,
      List<Manifest> manifests,
      Duration timeout,
      Logger log,
      List<String> problems)
      throws EnvironmentError, InterruptedException {
    List<K8sEntity> objects = new ArrayList<>();
    List<KubernetesTarget> commands = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (manifest.deployTarget() instanceof KubernetesTarget target) {
        if (target.spec().deleteCmd().isPresent()) {
          commands.add(target);
        } else {
          try {
            objects.addAll(KindOrder.forDelete(ManifestReader.read(target.spec().yaml())));
          } catch (ManifestException e) {
            problems.add("Deleting k8s entities: " + e.getMessage());
          }
        }
      }
    }
    List<K8sEntity> doomed = doomed(objects, flags.bool("delete-namespaces"), log);
    if (doomed.isEmpty() && commands.isEmpty()) {
      return;
    }
    Kubeconfig kubeconfig =
        world
            .kubeconfig(flags.string("context"), flags.string("namespace"))
            .freeze(world.scratch().resolve("kubeconfig.yml"));
    if (!doomed.isEmpty()) {
      delete(world, kubeconfig, doomed, timeout, log, problems);
    }
    for (KubernetesTarget target : commands) {
      runDelete(world, kubeconfig, target.spec().deleteCmd().orElseThrow(), timeout, log, problems);
    }
  }

  private static List<K8sEntity> doomed(
      List<K8sEntity> objects, boolean withNamespaces, Logger log) {
    List<K8sEntity> out = new ArrayList<>();
    Set<String> namespaces = new TreeSet<>();
    for (K8sEntity object : objects) {
      boolean kept =
          object
              .tree()
              .stringAt("metadata", "annotations", "tilt.dev/down-policy")
              .map(v -> v.equals("keep"))
              .orElse(false);
      if (kept) {
        continue;
      }
      if (object.kind().equals("Namespace") && !withNamespaces) {
        namespaces.add(object.name());
        continue;
      }
      out.add(object);
    }
    if (!namespaces.isEmpty()) {
      log.info("Not deleting namespaces: " + String.join(", ", namespaces));
      log.info("Run with --delete-namespaces to delete namespaces as well.");
    }
    return out;
  }

  private static void delete(
      World world,
      Kubeconfig kubeconfig,
      List<K8sEntity> objects,
      Duration timeout,
      Logger log,
      List<String> problems)
      throws EnvironmentError, InterruptedException {
    // The Tiltfile was evaluated for this context: had it not allowed it, there would be no
    // manifest to take down.
    ContextAccess access =
        ContextAccess.decide(kubeconfig.context(), List.of(kubeconfig.context().name()));
    if (!(access instanceof ContextAccess.Allowed allowed)) {
      throw new EnvironmentError(
          "the context " + kubeconfig.context().name() + " may not be written to", "");
    }
    try (KubeApi api = HttpCluster.open(kubeconfig, world.environment().asMap())) {
      List<DeleteFailure> failures =
          new Deployer(api, allowed)
              .delete(objects.stream().map(o -> ObjectRef.of(o.tree())).toList(), timeout, log);
      if (!failures.isEmpty()) {
        problems.add(
            "Deleting k8s entities: "
                + String.join(
                    "; ",
                    failures.stream()
                        .map(f -> f.ref().kindAndName() + ": " + f.error().getMessage())
                        .toList()));
      }
    }
  }

  private static void runDelete(
      World world,
      Kubeconfig kubeconfig,
      CommandSpec command,
      Duration timeout,
      Logger log,
      List<String> problems)
      throws InterruptedException {
    List<String> argv = command.args();
    String shown =
        argv.size() == 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c")
            ? argv.get(2)
            : String.join(" ", argv);
    String prefix = "Deleting k8s entities for cmd: " + shown + ": ";
    Environment environment =
        world
            .environment()
            .with(Map.of("KUBECONFIG", kubeconfig.context().configPath()))
            .withEntries(command.env());
    Path directory =
        command.dir().isEmpty() ? world.surroundings().directory() : Path.of(command.dir());
    try {
      ProcessResult result =
          world
              .processes()
              .run(
                  ProcessSpec.of(argv, directory, environment),
                  Output.merged(new LineSplitter(log::info)),
                  timeout);
      if (!result.success()) {
        problems.add(prefix + (result.timedOut() ? "timed out" : result.exit().describe()));
      }
    } catch (ProcessStartException e) {
      problems.add(prefix + e.getMessage());
    }
  }
}
