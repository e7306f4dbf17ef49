package dev.camber.app.command;

import dev.camber.app.session.RunningSession;
import dev.camber.app.session.SessionOptions;
import dev.camber.app.session.Surroundings;
import dev.camber.app.session.World;
import dev.camber.engine.log.LogFilter;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.host.env.Environment;
import dev.camber.host.process.LineSplitter;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.cli.Browser;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.log.LogLevel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code demo}: the sample project, as processes of this machine or on Kubernetes. */
public final class DemoCommand implements AppCommand {
  private static final Duration BROWSER = Duration.ofSeconds(10);

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    if (flags.wasGiven("repo") && flags.wasGiven("file")) {
      throw new UserError("cannot specify both a custom repo and Tiltfile path");
    }
    if (flags.wasGiven("repo")) {
      throw new UserError(
          "--repo is not supported: clone " + flags.string("repo") + " and run `up` in it");
    }
    if (flags.wasGiven("file")) {
      throw new UserError(
          "--file is not supported: run `up -f " + flags.string("file") + "` instead");
    }
    if (flags.bool("teardown")) {
      return 0; // no cluster is ever made for it
    }
    boolean onCluster = flags.bool("cluster");
    Path shop = shop(surroundings.home());
    Surroundings inShop =
        new Surroundings(
            environment(surroundings, onCluster),
            shop,
            surroundings.programName(),
            surroundings.home(),
            surroundings.out(),
            surroundings.err(),
            surroundings.argv(),
            surroundings.executable(),
            surroundings.inTerminal(),
            surroundings.outTerminal(),
            surroundings.errTerminal());
    try (World world = World.ofSession(inShop)) {
      if (onCluster) {
        requireLocalCluster(world);
      }
      tell(surroundings, shop, onCluster);
      SessionOptions options =
          new SessionOptions(
              SessionSettings.up(
                  shop.resolve("Tiltfile"), shop, onCluster ? List.of("--cluster") : List.of()),
              flags.string("host"),
              (int) flags.integer("port"),
              "",
              "",
              LogLevel.INFO,
              LogFilter.ALL,
              SessionOptions.View.STREAM,
              SessionOptions.Limits.NONE,
              SessionOptions.Files.NONE);
      if (!flags.bool("no-open") && options.port() != 0) {
        open("http://" + options.host() + ":" + options.port() + "/", world);
      }
      new RunningSession(world, options).run();
      return 0;
    }
  }

  /** Beside a checkout's build, or inside a distribution. */
  private static Path shop(Path home) throws EnvironmentError {
    for (Path root : List.of(home, home.resolve("../.."))) {
      Path shop = root.resolve("examples/shop").normalize();
      if (Files.exists(shop.resolve("Tiltfile"))) {
        return shop;
      }
    }
    throw new EnvironmentError(
        "the sample project examples/shop is not there: looked beside " + home,
        "Unpack the distribution again, or start camber from a checkout.");
  }

  /** The services are Java: they run on the JDK that runs Camber, whatever is first on the path. */
  private static Map<String, String> environment(Surroundings surroundings, boolean onCluster)
      throws EnvironmentError, InterruptedException {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    Path jdk = Path.of(System.getProperty("java.home"), "bin");
    environment.put("PATH", jdk + File.pathSeparator + environment.getOrDefault("PATH", ""));
    if (onCluster && !hasLocalCluster(environment, surroundings)) {
      environment.putAll(testCluster(surroundings, environment));
    }
    return environment;
  }

  private static boolean hasLocalCluster(
      Map<String, String> environment, Surroundings surroundings) {
    KubeContext context = context(environment, surroundings);
    return context.present() && context.product().local();
  }

  private static KubeContext context(Map<String, String> environment, Surroundings surroundings) {
    return new dev.camber.kubernetes.kubeconfig.KubeconfigLoader(
            environment, Path.of(environment.getOrDefault("HOME", "/")), surroundings.directory())
        .load("", "")
        .context();
  }

  /** Brings up the checkout's own cluster where it can run, and takes over what it sets. */
  private static Map<String, String> testCluster(
      Surroundings surroundings, Map<String, String> environment)
      throws EnvironmentError, InterruptedException {
    Path script = surroundings.home().resolve("../../dev/cluster").normalize();
    boolean debian = Files.exists(Path.of("/etc/debian_version"));
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!Files.isExecutable(script) || !debian || !root) {
      throw new EnvironmentError(
          "there is no local Kubernetes cluster: the current kubeconfig context is "
              + Optional.of(context(environment, surroundings).name())
                  .filter(n -> !n.isEmpty())
                  .map(n -> "\"" + n + "\", which is not a development cluster")
                  .orElse("not set"),
          "Install one of Docker Desktop (turn on its Kubernetes), kind, k3d, minikube, Rancher Desktop, colima or"
              + " OrbStack, make it the current context, and start again. On Debian as root, from a checkout, Camber"
              + " brings up a cluster of its own.");
    }
    surroundings.out().println("No local cluster found: bringing up the one of dev/cluster.");
    surroundings.out().flush();
    Processes processes = dev.camber.host.process.HostProcesses.create();
    Environment env = Environment.of(environment);
    try {
      ProcessResult up =
          processes.run(
              ProcessSpec.of(List.of(script.toString(), "up"), surroundings.directory(), env),
              Output.merged(new LineSplitter(surroundings.out()::println)),
              Processes.NO_LIMIT);
      if (!up.success()) {
        throw new EnvironmentError(
            "dev/cluster up failed: " + up.exit().describe(), "Its output is above.");
      }
      ProcessResult lines =
          processes.run(
              ProcessSpec.of(
                  List.of("sh", "-c", "eval \"$('" + script + "' env)\"; env"),
                  surroundings.directory(),
                  env));
      Map<String, String> out = new HashMap<>();
      for (String line : lines.stdoutText().lines().toList()) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals);
        if (List.of("KUBECONFIG", "DOCKER_HOST").contains(name)) {
          out.put(name, line.substring(equals + 1));
        }
      }
      return out;
    } catch (ProcessStartException e) {
      throw new EnvironmentError("cannot run " + script + ": " + e.getMessage(), "", e);
    }
  }

  private static void requireLocalCluster(World world) throws EnvironmentError {
    KubeContext context = world.kubeconfig("", "").context();
    if (!context.present() || !context.product().local()) {
      throw new EnvironmentError(
          "the cluster of the context \"" + context.name() + "\" is not a development cluster",
          "Choose a local one with: kubectl config use-context NAME");
    }
  }

  private static void tell(Surroundings surroundings, Path shop, boolean onCluster) {
    String me = surroundings.programName();
    surroundings
        .out()
        .println(
            "The tea shop: four services, one of them a worker, and a job, "
                + (onCluster ? "on Kubernetes" : "as processes of this machine")
                + ".\n\n  the shop     http://localhost:8100\n  the project  "
                + shop
                + "\n\nTry, from another terminal:\n"
                + "  change a price in catalog/Catalog.java and save: the shop shows it\n"
                + "  take a semicolon away: the update fails and says where, the old one keeps serving\n"
                + "  change storefront/www/index.html: it is simply there\n"
                + "  "
                + me
                + " trigger seed      two more orders\n  "
                + me
                + " logs -f packer    watch them being packed\n  "
                + me
                + " get uiresources   what there is\n\nCtrl-C ends it.\n");
    surroundings.out().flush();
  }

  /** Opens the page once it answers; a machine without a browser just goes on. */
  private static void open(String url, World world) {
    Optional<List<String>> command =
        Browser.opening(url, world.surroundings().environment(), System.getProperty("os.name", ""));
    command.ifPresent(argv ->
        Thread.ofVirtual()
            .name("browser")
            .start(() -> {
              try {
                awaitListening(url);
                world
                    .processes()
                    .run(
                        ProcessSpec.of(argv, world.surroundings().directory(), world.environment()),
                        BROWSER);
              } catch (ProcessStartException | InterruptedException noBrowser) {
                // The address stands in the first line of the session.
              }
            }));
  }

  private static void awaitListening(String url) throws InterruptedException {
    java.net.URI uri = java.net.URI.create(url);
    for (int i = 0; i < 100; i++) {
      try (java.net.Socket socket = new java.net.Socket()) {
        socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()), 200);
        return;
      } catch (java.io.IOException notYet) {
        Thread.sleep(Duration.ofMillis(100));
      }
    }
  }
}
