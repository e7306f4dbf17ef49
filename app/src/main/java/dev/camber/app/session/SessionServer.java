package dev.camber.app.session;

import dev.camber.engine.Engine;
import dev.camber.engine.build.BuildReason;
import dev.camber.engine.store.StoreException;
import dev.camber.model.EnvironmentError;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import dev.camber.model.session.Version;
import dev.camber.server.Settings;
import dev.camber.server.jetty.Limits;
import dev.camber.server.web.Controls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The servers of a session, tied to its engine. */
final class SessionServer implements AutoCloseable {
  private final dev.camber.server.SessionServer server;
  private final Optional<String> url;

  private SessionServer(dev.camber.server.SessionServer server, Optional<String> url) {
    this.server = server;
    this.url = url;
  }

  static SessionServer start(World world, SessionOptions options, Engine engine)
      throws EnvironmentError {
    dev.camber.server.SessionServer server =
        new dev.camber.server.SessionServer(
            engine.store(),
            engine.log(),
            controls(engine),
            settings(world, options),
            world.clock(),
            new SecureRandom());
    try {
      SessionFile file = server.start();
      return new SessionServer(
          server,
          options.port() == 0
              ? Optional.empty()
              : Optional.of(shown(options, file.webUrl(), server.webToken())));
    } catch (IOException e) {
      throw cannotListen(options, world, e);
    }
  }

  /** Beyond loopback the address carries the token: without it the page answers nobody. */
  private static String shown(SessionOptions options, String webUrl, String token) {
    boolean plain = webUrl.startsWith("http://");
    if (!plain) {
      return webUrl + "/?token=" + token + " (listening on " + options.host() + ")";
    }
    String host = options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + options.port() + "/";
  }

  private static EnvironmentError cannotListen(SessionOptions options, World world, IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean taken =
        e instanceof java.net.BindException
            || e.getCause() instanceof java.net.BindException
            || message.contains("in use");
    if (!taken) {
      return new EnvironmentError(message, "", e);
    }
    String host = options.host().equals("localhost") ? "127.0.0.1" : options.host();
    return new EnvironmentError(
        "Tilt cannot start because you already have another process on port "
            + options.port()
            + "\nIf you want to run multiple Tilt instances simultaneously,\n"
            + "use the --port flag or TILT_PORT env variable to set a custom port\n"
            + "Original error: listen tcp "
            + host
            + ":"
            + options.port()
            + ": bind: address already in use",
        "",
        e);
  }

  private static Controls controls(Engine engine) {
    return new Controls(
        (resource, reason) -> engine.trigger(resource, new BuildReason(reason)),
        engine::restart,
        (resources, mode) -> TriggerModeOverride.apply(engine.store(), resources, mode),
        args -> {
          try {
            engine.setTiltfileArgs(args);
          } catch (StoreException.Invalid e) {
            throw new IllegalStateException(e);
          }
        },
        () -> EngineDump.of(engine.store()),
        engine.exec());
  }

  private static Settings settings(World world, SessionOptions options) {
    Map<String, String> environment = world.surroundings().environment();
    StateDirectory state = world.state();
    return new Settings(
        options.host(),
        options.port(),
        state,
        List.of(state.registry(environment)),
        List.of(),
        cache(environment).resolve("certs"),
        runtime(world, environment),
        machineNames(),
        world.surroundings().directory().toString(),
        options.settings().tiltfile().toString(),
        ProcessHandle.current().pid(),
        Version.current(),
        Limits.DEFAULT);
  }

  private static Path cache(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        xdg.isEmpty() ? Path.of(environment.getOrDefault("HOME", "/"), ".cache") : Path.of(xdg);
    return base.resolve("camber");
  }

  private static Path runtime(World world, Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return xdg.isEmpty() ? world.scratch().resolve("run") : Path.of(xdg, "camber");
  }

  private static Set<String> machineNames() {
    Set<String> names = new TreeSet<>();
    try {
      InetAddress own = InetAddress.getLocalHost();
      names.add(own.getHostName());
      names.add(own.getHostAddress());
    } catch (UnknownHostException e) {
      // A machine that does not know its own name is reached by address.
    }
    return names;
  }

  /** What the page shows now, as a file that `snapshot view` serves. */
  String snapshot() {
    return server.snapshot();
  }

  /** Where the page is, if there is one. */
  Optional<String> url() {
    return url;
  }

  @Override
  public void close() {
    server.close();
  }
}
