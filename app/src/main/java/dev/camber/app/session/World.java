package dev.camber.app.session;

import dev.camber.host.env.Environment;
import dev.camber.host.process.FileProcessLedger;
import dev.camber.host.process.HostProcesses;
import dev.camber.host.process.Output;
import dev.camber.host.process.OutputSink;
import dev.camber.host.process.ProcessLedger;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.image.auth.DockerConfigCredentials;
import dev.camber.image.engine.DockerContexts;
import dev.camber.image.engine.DockerEndpoint;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.HttpDockerEngine;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.kubernetes.kubeconfig.KubeconfigLoader;
import dev.camber.model.EnvironmentError;
import dev.camber.model.cli.Browser;
import dev.camber.model.session.StateDirectory;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.load.KubeconfigInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * This machine as commands use it: directories, processes, Docker, kubeconfig. Made once per
 * command; the only place where the real ones come in.
 */
public final class World implements AutoCloseable {
  /** How long what a killed session left has to end by itself. */
  private static final Duration LEFTOVERS_GRACE = Duration.ofSeconds(2);

  private final Surroundings surroundings;
  private final StateDirectory state;
  private final ProcessEnvironment environment;
  private final Path home;
  private final Path scratch;
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Optional<FileProcessLedger> ledger;
  private final Processes processes;

  private World(Surroundings surroundings, boolean noted) throws EnvironmentError {
    this.surroundings = surroundings;
    this.state = StateDirectory.of(surroundings.environment());
    this.environment = new ProcessEnvironment(surroundings.environment());
    this.home = Path.of(surroundings.environment().getOrDefault("HOME", "/"));
    try {
      Files.createDirectories(state.path());
      this.scratch = Files.createTempDirectory("camber-");
      this.ledger =
          noted
              ? Optional.of(FileProcessLedger.open(state.path().resolve("processes")))
              : Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentError(
          "cannot write the state directory " + state.path() + ": " + e.getMessage(),
          "Check its owner and the space on its disk, or name another in CAMBER_DEV_DIR.",
          e);
    }
    this.processes =
        HostProcesses.create(ledger.<ProcessLedger>map(l -> l).orElse(ProcessLedger.NONE));
  }

  /** For a command that starts nothing that could outlive it. */
  public static World ofCommand(Surroundings surroundings) throws EnvironmentError {
    return new World(surroundings, false);
  }

  /**
   * For a session: its processes are noted, and what killed sessions left running is ended first.
   */
  public static World ofSession(Surroundings surroundings) throws EnvironmentError {
    return new World(surroundings, true);
  }

  /**
   * Ends what earlier sessions that were killed left running; returns a line for each group.
   *
   * @throws InterruptedException if interrupted while they get their time to end by themselves
   */
  public List<String> endLeftovers() throws InterruptedException {
    if (ledger.isEmpty()) {
      return List.of();
    }
    try {
      return ledger.get().endLeftOvers(LEFTOVERS_GRACE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public StateDirectory state() {
    return state;
  }

  /** Variables as Tiltfiles see and change them. */
  public ProcessEnvironment tiltfileEnvironment() {
    return environment;
  }

  /** The variables of now. */
  public Environment environment() {
    return Environment.of(environment.asMap());
  }

  /** Whether the name localhost leads to an IPv4 address first. */
  public boolean localhostIsIpv4() {
    try {
      return InetAddress.getByName("localhost") instanceof Inet4Address;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  public Processes processes() {
    return processes;
  }

  /**
   * Opens an address in a browser, which may live longer than this program.
   *
   * @return what went wrong
   */
  public Optional<String> open(String url) {
    Optional<List<String>> command =
        Browser.opening(url, surroundings.environment(), System.getProperty("os.name", ""));
    if (command.isEmpty()) {
      return Optional.of(Browser.NONE_HERE);
    }
    // A pipe to this program would break under the browser when the session ends.
    List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1"));
    argv.addAll(command.get());
    try {
      HostProcesses.create(ProcessLedger.NONE)
          .start(
              ProcessSpec.of(argv, surroundings.directory(), environment())
                  .withRemainder(ProcessSpec.Remainder.KEEP),
              Output.merged(OutputSink.DISCARD));
      return Optional.empty();
    } catch (ProcessStartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  public Clock clock() {
    return clock;
  }

  public RandomGenerator random() {
    return random;
  }

  /** A directory of this run; gone at its end. */
  public Path scratch() {
    return scratch;
  }

  /** Where copies of extension repositories lie. Source: spec CLI and API, section 1.5. */
  public Path data() {
    String xdg = surroundings.environment().getOrDefault("XDG_DATA_HOME", "");
    return (xdg.isEmpty() ? home.resolve(".local/share") : Path.of(xdg)).resolve("camber");
  }

  /** The kubeconfig narrowed to one context; nothing is contacted. */
  public Kubeconfig kubeconfig(String context, String namespace) {
    return new KubeconfigLoader(environment.asMap(), home, surroundings.directory())
        .load(context, namespace);
  }

  /**
   * The Docker daemon that the environment and Docker's own contexts name; nothing is contacted.
   */
  public DockerEngine docker() throws EnvironmentError {
    return docker(environment());
  }

  /** The Docker daemon that these variables lead to; nothing is contacted. */
  DockerEngine docker(Environment variables) throws EnvironmentError {
    DockerEndpoint endpoint = new DockerContexts(variables, home).current();
    return new HttpDockerEngine(endpoint, credentials(), processes, variables, random);
  }

  public DockerConfigCredentials credentials() {
    return new DockerConfigCredentials(
        DockerContexts.configDirectory(environment(), home), processes, environment());
  }

  /**
   * What Tiltfiles are told of the world.
   *
   * @param terminal where their errors are shown
   */
  public dev.camber.tiltfile.Surroundings forTiltfiles(
      String context, String namespace, String host, int port, Terminal terminal) {
    return new dev.camber.tiltfile.Surroundings(
        surroundings.directory(),
        environment,
        processes,
        new KubeconfigInfo(surroundings.directory(), context, namespace),
        clock,
        data(),
        scratch,
        host,
        port,
        surroundings.argv(),
        surroundings.executable(),
        dev.camber.tiltfile.Surroundings.COMPATIBLE_VERSION,
        terminal.present());
  }

  @Override
  public void close() {
    try (var files = Files.walk(scratch)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
      if (ledger.isPresent()) {
        ledger.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
