package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built program in a directory of its own: project, home, state and port. Sessions that are
 * still running when it is closed are ended, so that a failing test leaves nothing behind.
 */
final class Camber implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("camber.root"));
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path base;
  private final int port;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Session> sessions = new ArrayList<>();
  private Path program = ROOT.resolve("camber");

  private Camber(Path base, int port) {
    this.base = base;
    this.port = port;
  }

  /** A new directory with an empty project. */
  static Camber inNewDirectory() throws IOException {
    Path base = Files.createTempDirectory("camber-acceptance-");
    Files.createDirectories(base.resolve("project"));
    Files.createDirectories(base.resolve("home"));
    Files.createDirectories(base.resolve("tmp"));
    return new Camber(base, freePort());
  }

  /** Everything that is started from here on is called by a link with the name {@code tilt}. */
  Camber calledTilt() throws IOException {
    program = Files.createSymbolicLink(base.resolve("tilt"), ROOT.resolve("camber"));
    return this;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Path project() {
    return base.resolve("project");
  }

  Path state() {
    return base.resolve("home/.camber");
  }

  int port() {
    return port;
  }

  /** Sets a variable for everything that is started from here on. */
  Camber with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes a file of the project. */
  Camber file(String path, String... lines) throws IOException {
    Path file = project().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  private ProcessBuilder command(List<String> arguments) {
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(argv).directory(project().toFile());
    Map<String, String> env = builder.environment();
    env.keySet()
        .removeIf(k ->
            k.startsWith("TILT_") || (k.startsWith("CAMBER_") && !k.equals("CAMBER_JAVA_HOME")));
    env.put("HOME", base.resolve("home").toString());
    env.put("TMPDIR", base.resolve("tmp").toString());
    env.put("CAMBER_PORT", Integer.toString(port));
    env.put("CAMBER_NO_BUILD", "1");
    env.put("LANG", "C.UTF-8");
    env.putAll(environment);
    return builder;
  }

  /** Opens a terminal in the project in which {@code camber} is this program. */
  Terminal terminal() throws IOException, InterruptedException {
    Map<String, String> env = new TreeMap<>(environment);
    command(List.of())
        .environment()
        .forEach((name, value) -> {
          if (name.startsWith("CAMBER_") || name.equals("HOME") || name.equals("TMPDIR")) {
            env.put(name, value);
          }
        });
    env.put("LANG", "C.UTF-8");
    return Terminal.open(project(), env).type("alias camber=" + ROOT.resolve("camber"));
  }

  /** What a command printed and how it ended. */
  record Outcome(int exit, String out, String err) {
    Outcome exits(int code) {
      assertThat(exit).as("exit code; stdout:%n%s%nstderr:%n%s", out, err).isEqualTo(code);
      return this;
    }
  }

  /** Runs a command to its end; fails if it takes longer than {@code limit}. */
  Outcome run(Duration limit, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(base, "out", ".txt");
    Path err = Files.createTempFile(base, "err", ".txt");
    Process process =
        command(List.of(arguments))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    Outcome outcome =
        new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    assertThat(ended)
        .as(
            "%s ended within %s; stdout:%n%s%nstderr:%n%s",
            List.of(arguments), limit, outcome.out(), outcome.err())
        .isTrue();
    return outcome;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(PATIENCE, arguments);
  }

  /** Starts {@code up --stream} or another command that keeps running. */
  Session start(String... arguments) throws IOException {
    Process process =
        command(List.of(arguments))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .start();
    Session session = new Session(process);
    sessions.add(session);
    return session;
  }

  /** Starts {@code up --stream} and waits until it listens. */
  Session up(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("up", "--stream"));
    all.addAll(List.of(arguments));
    Session session = start(all.toArray(String[]::new));
    session.await("Tilt started on|Camber started on");
    return session;
  }

  @Override
  public void close() throws IOException {
    for (Session session : sessions) {
      session.kill();
    }
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    }
  }

  /** A program that keeps running, and what it has printed so far. */
  static final class Session {
    private final Process process;
    private final StringBuilder console = new StringBuilder(); // guarded by itself
    private int mark; // guarded by console

    private Session(Process process) {
      this.process = process;
      Thread.ofVirtual().name("console").start(() -> read(process.getInputStream()));
    }

    private void read(InputStream in) {
      byte[] buffer = new byte[1 << 14];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (console) {
            console.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            console.notifyAll();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long pid() {
      return process.pid();
    }

    /** Everything printed so far. */
    String console() {
      synchronized (console) {
        return console.toString();
      }
    }

    /** From here on {@link #await} looks at new text only. */
    Session mark() {
      synchronized (console) {
        mark = console.length();
      }
      return this;
    }

    /** What was printed after the mark. */
    String sinceMark() {
      synchronized (console) {
        return console.substring(mark);
      }
    }

    /** Waits until text after the mark matches. */
    Session await(String regex) throws InterruptedException {
      return await(regex, PATIENCE);
    }

    Session await(String regex, Duration limit) throws InterruptedException {
      Pattern pattern = Pattern.compile(regex);
      long end = System.nanoTime() + limit.toNanos();
      synchronized (console) {
        while (!pattern.matcher(console.substring(mark)).find()) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            throw new AssertionError(
                "no `" + regex + "` within " + limit + " in:\n" + console.substring(mark));
          }
          console.wait(left);
        }
      }
      return this;
    }

    /** Waits until so many lines were printed, or until the time is over: then it is as quiet. */
    void awaitLines(int lines, Duration limit) throws InterruptedException {
      long end = System.nanoTime() + limit.toNanos();
      synchronized (console) {
        while (console.chars().filter(c -> c == '\n').count() < lines) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            return;
          }
          console.wait(left);
        }
      }
    }

    /** Sends a signal by name and waits for the end. */
    int stop(String signal) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      return exit(Duration.ofSeconds(30));
    }

    /** Waits for the end. */
    int exit(Duration limit) throws InterruptedException {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + limit + ":\n" + console());
      }
      return process.exitValue();
    }

    boolean isAlive() {
      return process.isAlive();
    }

    private void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
