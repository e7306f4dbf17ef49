package dev.camber.engine;

import dev.camber.engine.cmd.HostProbes;
import dev.camber.engine.log.ConsoleLog;
import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.host.env.Environment;
import dev.camber.host.process.HostProcesses;
import dev.camber.host.process.Processes;
import dev.camber.host.watch.HostWatchers;
import dev.camber.model.api.UISessionStatus;
import dev.camber.model.log.LogLevel;
import dev.camber.tiltfile.KubeInfo;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A whole session on this computer: real Tiltfiles, files and processes; only clusters are missing.
 */
final class TestSession implements AutoCloseable {
  final Path project;
  final Engine engine;
  private final StringBuffer console = new StringBuffer();
  private final ConsoleLog printer;

  TestSession(Path directory, SessionSettings settings) throws IOException {
    project = settings.directory();
    Path scratch = Files.createDirectories(directory.resolve("scratch"));
    Environment environment = Environment.ofThisProcess();
    Processes processes = HostProcesses.create();
    Surroundings surroundings =
        new Surroundings(
            project,
            new ProcessEnvironment(environment.asMap()),
            processes,
            KubeInfo.NONE,
            Clock.systemUTC(),
            scratch,
            scratch,
            "localhost",
            10350,
            List.of("tilt", settings.subcommand()),
            Optional.empty(),
            Surroundings.COMPATIBLE_VERSION);
    Supplier<Environment> children =
        () -> ChildEnvironment.of(environment, Optional.empty(), false, "localhost", 10350);
    RepoCheckouts checkouts = new RepoCheckouts(surroundings);
    engine =
        new Engine(
            new EngineSetup(
                settings,
                Clock.systemUTC(),
                new Random(),
                () -> UUID.randomUUID().toString(),
                new StarlarkTiltfileLoader(surroundings, checkouts, false),
                checkouts,
                processes,
                new HostProbes(processes, children),
                HostWatchers.create(Clock.systemUTC()),
                children,
                Files.createDirectories(directory.resolve("log")),
                LogLimits.DEFAULT,
                LogLevel.INFO,
                new UISessionStatus.Build("0.37.6", "", "2026-01-02", true),
                ProcessHandle.current().pid()),
            List.of());
    printer = new ConsoleLog(engine.log(), 0, LogFilter.ALL, console::append);
  }

  /** A session over a copy of a golden project. */
  static Path copyOf(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path to = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return target;
  }

  /** Where the golden sessions lie. */
  static Path golden(String path) {
    return Path.of(System.getProperty("camber.shared")).resolve("golden/sessions").resolve(path);
  }

  /** What was printed until now. */
  String console() {
    return console.toString();
  }

  /** Prints what is left; nothing is printed afterwards. */
  void finishConsole() {
    printer.close();
  }

  @Override
  public void close() throws InterruptedException {
    engine.stop(Duration.ofSeconds(10));
    printer.close();
    engine.close();
  }
}
