package dev.camber.app.session;

import dev.camber.app.terminal.Console;
import dev.camber.app.terminal.EventConsole;
import dev.camber.app.terminal.PromptConsole;
import dev.camber.app.terminal.SessionEvents;
import dev.camber.app.terminal.Sources;
import dev.camber.app.terminal.StreamConsole;
import dev.camber.engine.ChildEnvironment;
import dev.camber.engine.Engine;
import dev.camber.engine.EngineSetup;
import dev.camber.engine.KubernetesPart;
import dev.camber.engine.Outcome;
import dev.camber.engine.build.BuildReason;
import dev.camber.engine.cmd.HostProbes;
import dev.camber.engine.log.LogLimits;
import dev.camber.host.env.Environment;
import dev.camber.host.watch.HostWatchers;
import dev.camber.kubernetes.client.HttpCluster;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.UISessionStatus;
import dev.camber.model.log.Logger;
import dev.camber.model.session.Version;
import dev.camber.model.text.Paint;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A session from its first line to its last: engine, server, console, signals. For one thread. */
public final class RunningSession {
  /**
   * The reference ends the program this long after a signal, whatever still runs. Ours is a little
   * more patient.
   */
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);

  /** What failed has just ended: its last lines are still on their way from the cluster. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final World world;
  private final SessionOptions options;
  private final PrintStream out;

  public RunningSession(World world, SessionOptions options) {
    this.world = world;
    this.options = options;
    this.out = world.surroundings().out();
  }

  /**
   * How a session ended.
   *
   * @param gently whether everything it ran ended by itself
   * @param unwritten which file could not be written at the end, and why
   * @param events where the last event goes
   */
  public record Ending(
      Outcome outcome, boolean gently, Optional<String> unwritten, Optional<EventConsole> events) {}

  /** Runs the session to its end and says how it ended. */
  public Ending run() throws UserError, EnvironmentError, InterruptedException {
    pointHere();
    Kubeconfig kubeconfig = frozenKubeconfig();
    Supplier<Environment> children =
        () ->
            ChildEnvironment.of(
                world.environment(),
                Optional.of(kubeconfig.context().configPath()).filter(p -> !p.isEmpty()),
                false,
                options.host(),
                options.port());
    Engine engine = new Engine(setup(children), List.of(kubernetes(kubeconfig, children)));
    // Signals are heard before anything is on disk: whatever was written is taken away again.
    try (Signals signals = Signals.on(engine::requestStop);
        SessionServer server = SessionServer.start(world, options, engine)) {
      Surroundings surroundings = world.surroundings();
      List<String> greeting = Greeting.lines(server.url(), surroundings.environment());
      List<String> leftovers = world.endLeftovers();
      if (!leftovers.isEmpty()) {
        greeting.add(
            "Ended "
                + leftovers.size()
                + (leftovers.size() == 1 ? " process" : " processes")
                + " that an earlier session had left behind when it was killed.");
      }
      Instant start = world.clock().instant();
      // A part of the log, so that the page and `logs` show it and filters apply to it.
      Logger log = engine.log().logger("", "");
      greeting.forEach(log::info);
      Console console = console(engine, greeting, server.url());
      EngineEnd end = follow(engine, console);
      return new Ending(
          end.outcome(),
          end.gently(),
          new SessionFiles(options.files(), engine, server).write(end.outcome(), start),
          console instanceof EventConsole events ? Optional.of(events) : Optional.empty());
    } finally {
      engine.close();
    }
  }

  /** What the session starts calls this session, also where the environment named another. */
  private void pointHere() {
    if (options.port() == 0) {
      return;
    }
    String port = Integer.toString(options.port());
    ProcessEnvironment variables = world.tiltfileEnvironment();
    Map.of(
            "CAMBER_PORT",
            port,
            "TILT_PORT",
            port,
            "CAMBER_HOST",
            options.host(),
            "TILT_HOST",
            options.host())
        .forEach((name, value) -> {
          if (variables.get(name).isPresent()) {
            variables.put(name, value);
          }
        });
  }

  private Console console(Engine engine, List<String> greeting, Optional<String> url) {
    Paint paint = world.surroundings().paint();
    if (options.view() == SessionOptions.View.EVENTS) {
      SessionEvents events = new SessionEvents(world.clock());
      return new EventConsole(
          events.started(
              Version.current().stamp(),
              ProcessHandle.current().pid(),
              world.surroundings().directory().toString(),
              options.settings().tiltfile().toString(),
              url.orElse(""),
              greeting.subList(2, greeting.size())),
          events,
          engine.store(),
          engine.log(),
          options.console(),
          out);
    }
    if (options.view() == SessionOptions.View.STREAM) {
      return new StreamConsole(engine.log(), options.console(), paint, out);
    }
    return new PromptConsole(
        new Sources(
            greeting,
            url,
            engine.store(),
            engine.log(),
            options.console(),
            paint,
            out,
            new Sources.Actions() {
              @Override
              public Optional<String> open(String address) {
                return world.open(address);
              }

              @Override
              public void trigger(String resource) {
                engine.trigger(resource, BuildReason.TRIGGER_HUD);
              }
            }),
        options.view() == SessionOptions.View.PROMPT
            ? PromptConsole.Mode.PROMPT
            : PromptConsole.Mode.FULL_SCREEN);
  }

  private record EngineEnd(Outcome outcome, boolean gently) {}

  private static EngineEnd follow(Engine engine, Console shown) throws InterruptedException {
    boolean gently = false;
    Outcome outcome;
    try (Console console = shown) {
      try {
        engine.start();
        outcome = engine.await();
        if (outcome instanceof Outcome.Failed) {
          Thread.sleep(LAST_WORDS);
        }
      } finally {
        console.stopping();
        gently = engine.stop(STOP_GRACE);
      }
    }
    return new EngineEnd(outcome, gently);
  }

  /**
   * The kubeconfig with only this session's context, which is all that child processes get to see.
   */
  private Kubeconfig frozenKubeconfig() throws EnvironmentError {
    Kubeconfig found = world.kubeconfig(options.context(), options.namespace());
    if (!found.context().present()) {
      if (!options.context().isEmpty()) {
        throw new EnvironmentError(
            found.problem(), "See the contexts with: kubectl config get-contexts");
      }
      return found;
    }
    return found.freeze(world.scratch().resolve("kubeconfig.yml"));
  }

  private EngineSetup setup(Supplier<Environment> children) throws EnvironmentError {
    Version version = Version.current();
    Path logs;
    try {
      logs = Files.createDirectories(world.scratch().resolve("log"));
    } catch (IOException e) {
      throw new EnvironmentError("cannot make a directory for the log: " + e.getMessage(), "", e);
    }
    dev.camber.tiltfile.Surroundings forTiltfiles =
        world.forTiltfiles(
            options.context(),
            options.namespace(),
            options.host(),
            options.port(),
            world.surroundings().outTerminal());
    RepoCheckouts checkouts = new RepoCheckouts(forTiltfiles);
    return new EngineSetup(
        options.settings(),
        world.clock(),
        world.random(),
        () -> UUID.randomUUID().toString(),
        new OverridingLoader(
            new StarlarkTiltfileLoader(forTiltfiles, checkouts, false),
            options.limits().liveUpdates(),
            options.limits().portForwards()),
        checkouts,
        world.processes(),
        new HostProbes(world.processes(), children),
        HostWatchers.create(world.clock()),
        children,
        logs,
        LogLimits.DEFAULT,
        options.logLevel(),
        new UISessionStatus.Build(version.version(), "", version.date(), version.development()),
        ProcessHandle.current().pid());
  }

  private KubernetesPart kubernetes(Kubeconfig kubeconfig, Supplier<Environment> children)
      throws EnvironmentError {
    KubeContext context = kubeconfig.context();
    return new KubernetesPart(
        context,
        () -> {
          Optional<String> problem = kubeconfig.connectionProblem();
          if (problem.isPresent()) {
            throw new EnvironmentError(
                problem.get(), "Choose a context with: kubectl config use-context NAME");
          }
          return HttpCluster.open(kubeconfig, world.environment().asMap());
        },
        new RegistryDiscovery(world::localhostIsIpv4),
        new ClusterImageTools(world, context, world.docker(), children),
        world.processes(),
        children,
        world.clock(),
        options.host(),
        options.limits().portForwards());
  }
}
