package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.app.session.World;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.image.build.BuilderChoice;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.EngineVersion;
import dev.camber.kubernetes.client.HttpCluster;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import dev.camber.model.session.Version;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * {@code doctor}: what Camber sees of this machine. Always exits with 0: the answers are the
 * result. Source: spec CLI and API, section 5.
 */
public final class DoctorCommand implements AppCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    PrintStream out = surroundings.out();
    try (World world = World.ofCommand(surroundings)) {
      out.println("Tilt: " + Version.current().stamp());
      out.println("System: " + system());
      out.println("---");
      docker(world, out);
      out.println("---");
      kubernetes(world, flags.string("context"), out);
      out.println("---");
      out.println("Thanks for seeing the doctor!");
      out.println("Please send the lines above along when you report a fault.");
      return 0;
    }
  }

  private static String system() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    String goOs = os.contains("mac") ? "darwin" : os.contains("windows") ? "windows" : "linux";
    String goArch = arch.equals("aarch64") ? "arm64" : arch;
    return goOs + "-" + goArch;
  }

  private static void docker(World world, PrintStream out) throws InterruptedException {
    out.println("Docker");
    String given = world.environment().get("DOCKER_HOST").orElse("");
    DockerEngine docker;
    EngineVersion version;
    try {
      docker = world.docker();
      out.println("- Host: " + (given.isEmpty() ? docker.endpoint().host() : given));
      version = docker.version(PATIENCE);
    } catch (EnvironmentError e) {
      out.println("- Server Version: Error: " + e.getMessage());
      return;
    }
    out.println("- Server Version: " + version.version());
    out.println("- API Version: " + version.apiVersion());
    row(out, "Builder", () -> BuilderChoice.useBuildKit(version, world.environment()) ? "2" : "1");
    compose(world).ifPresent(v -> out.println("- Compose Version: " + v));
  }

  private static Optional<String> compose(World world) throws InterruptedException {
    for (List<String> argv :
        List.of(
            List.of("docker-compose", "version", "--short"),
            List.of("docker", "compose", "version", "--short"))) {
      try {
        ProcessResult result =
            world
                .processes()
                .run(
                    ProcessSpec.of(argv, world.surroundings().directory(), world.environment()),
                    PATIENCE);
        if (result.success()) {
          String text = result.stdoutText().strip();
          return Optional.of(text.startsWith("v") ? text : "v" + text);
        }
      } catch (ProcessStartException missing) {
        // The next way of calling it.
      }
    }
    return Optional.empty();
  }

  private static void kubernetes(World world, String context, PrintStream out)
      throws InterruptedException {
    out.println("Kubernetes");
    Kubeconfig config = world.kubeconfig(context, "");
    out.println("- Env: " + config.context().product().wireName());
    out.println("- Context: " + config.context().name());
    out.println(
        "- Cluster Name: " + (config.context().present() ? config.context().cluster() : "Unknown"));
    out.println("- Namespace: " + config.context().namespace());
    Optional<String> problem = config.connectionProblem();
    if (problem.isPresent()) {
      out.println("- Version: Error: " + problem.get());
      return;
    }
    try (KubeApi api = HttpCluster.open(config, world.environment().asMap())) {
      row(out, "Container Runtime", () -> runtime(api));
      row(out, "Version", () -> api.getRaw("/version").stringAt("gitVersion").orElse(""));
      row(out, "Cluster Local Registry", () -> registry(api));
    } catch (EnvironmentError e) {
      out.println("- Version: Error: " + e.getMessage());
    }
  }

  private static String runtime(KubeApi api) throws EnvironmentError, InterruptedException {
    for (JsonObject node : api.list(ResourceType.NODE, "", ListQuery.ALL).items()) {
      String version = node.stringAt("status", "nodeInfo", "containerRuntimeVersion").orElse("");
      return version.replaceFirst("://.*", "");
    }
    return "unknown";
  }

  private static String registry(KubeApi api) throws EnvironmentError, InterruptedException {
    return api.get(ResourceType.CONFIG_MAP, "kube-public", "local-registry-hosting")
        .flatMap(map -> map.stringAt("data", "localRegistryHosting.v1"))
        .map(text -> text.strip().replaceAll("\\s*\\n\\s*", ", "))
        .orElse("none");
  }

  /** Prints an answer, or why there is none; one that takes too long is an error, too. */
  private static void row(PrintStream out, String label, Callable<String> answer)
      throws InterruptedException {
    try {
      out.println("- " + label + ": " + answer.call());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      out.println("- " + label + ": Error: " + e.getMessage());
    }
  }
}
