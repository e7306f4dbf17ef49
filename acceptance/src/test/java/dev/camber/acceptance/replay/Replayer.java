package dev.camber.acceptance.replay;

import dev.camber.acceptance.replay.Scenario.Settle;
import dev.camber.acceptance.replay.Scenario.Step;
import dev.camber.acceptance.replay.Transcript.Section;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Does the steps of one scenario on the built program and records what they gave. */
final class Replayer implements AutoCloseable {
  /** What is quiet this long after all of the recorded text has come is taken to be over. */
  private static final Duration MOMENT = Duration.ofMillis(400);

  private static final Duration HOPELESS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final Path base;
  private final Path project;
  private final int port;
  private final Map<String, String> environment = new TreeMap<>();
  private final Normalizer normalizer = new Normalizer();
  private final Connections connections;
  private final Map<String, Program> clients = new HashMap<>();
  private final List<String> foreign = new ArrayList<>();
  private Optional<Program> session = Optional.empty();

  Replayer(Scenario scenario, Path program, Path base, int port, int port2, Path kubeconfig)
      throws IOException {
    this.scenario = scenario;
    this.base = base;
    this.port = port;
    this.project = base.resolve("case");
    copy(scenario.project(), project);
    Path home = Files.createDirectories(base.resolve("home"));
    Path bin = Files.createDirectories(base.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("tilt"), program);
    Map<String, String> inherited = System.getenv();
    for (String kept :
        List.of("JAVA_HOME", "CAMBER_JAVA_HOME", "DOCKER_HOST", "XDG_RUNTIME_DIR", "USER")) {
      Optional.ofNullable(inherited.get(kept)).ifPresent(v -> environment.put(kept, v));
    }
    environment.put("PATH", bin + ":" + inherited.getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", Files.createDirectories(base.resolve("tmp")).toString());
    environment.put("TILT_PORT", Integer.toString(port));
    environment.put("TILT_DISABLE_ANALYTICS", "true");
    // The recorded paths of state; by itself the program keeps it in a directory of its own name.
    environment.put("TILT_DEV_DIR", home.resolve(".tilt-dev").toString());
    environment.put("CAMBER_NO_BUILD", "1");
    environment.put("KUBECONFIG", kubeconfig.toString());
    normalizer.set("PORT", Integer.toString(port));
    normalizer.set("PORT2", Integer.toString(port2));
    normalizer.set("CASE", project.toString());
    normalizer.set("HOME", home.toString());
    normalizer.set("KUBECONFIG", kubeconfig.toString());
    normalizer.set("BASE", base.toString());
    change(environment, scenario.env());
    connections = new Connections(normalizer, port, home.resolve(".tilt-dev"));
  }

  private void change(Map<String, String> env, Map<String, Optional<String>> changes) {
    changes.forEach((name, value) -> {
      if (value.isPresent()) {
        env.put(name, normalizer.filled(value.get()));
      } else {
        env.remove(name);
      }
    });
  }

  /**
   * Does a step; the record is normalised.
   *
   * @param consoleDiffers whether the console is known to say something else than recorded, so that
   *     waiting for it is in vain
   */
  Transcript perform(Step step, boolean consoleDiffers) throws IOException, InterruptedException {
    List<Section> sections = new ArrayList<>(sections(step));
    settle(step, consoleDiffers || failedOtherwise(step, sections) ? HOPELESS : Duration.ofDays(1));
    session
        .filter(s -> !step.does().equals("stop"))
        .map(Program::newOutput)
        .filter(text -> !text.isEmpty())
        .ifPresent(
            text -> sections.add(new Section("console", normalizer.normal(text, step.also()))));
    if (step.json().at("silent").isPresent()) {
      sections.removeIf(s -> !s.name().equals("console"));
    }
    return new Transcript(sections);
  }

  private List<Section> sections(Step step) throws IOException, InterruptedException {
    return switch (step.does()) {
      case "up" -> {
        session = Optional.of(run(step, tilt(step), ""));
        yield List.of();
      }
      case "stop" -> stop(step);
      case "tilt" -> command(step, tilt(step));
      case "sh" -> command(step, shell(step));
      case "start" -> {
        boolean ours = step.text("cmd").isEmpty();
        if (!ours) {
          foreign.add(step.text("name").orElseThrow());
        }
        clients.put(
            step.text("name").orElseThrow(), run(step, ours ? tilt(step) : shell(step), ""));
        pause(step.number("seconds", 1));
        yield List.of();
      }
      case "finish" -> finish(step);
      case "write", "replace", "remove" -> {
        edit(step);
        yield List.of();
      }
      case "http" -> connections.request(step);
      case "watch-start" -> {
        connections.watch(step);
        yield List.of();
      }
      case "watch-finish" -> connections.endOfWatch(step);
      case "ws-start" -> connections.open(step);
      case "ws-take" -> connections.take(step);
      case "ws-finish" -> connections.end(step);
      case "cli-tables" -> CommandTables.of(this::help);
      default -> throw new IllegalArgumentException("unknown step: " + step.does());
    };
  }

  /** What a command says about itself. */
  private String help(List<String> words) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("tilt"));
    argv.addAll(words);
    argv.add("--help");
    // Defaults are asked for, not what this scenario sets.
    Program program =
        new Program(builder(argv, project, Map.of("TILT_PORT", Optional.empty())), "");
    if (!program.await(PATIENCE)) {
      program.kill();
    }
    return program.newOutput();
  }

  private List<String> tilt(Step step) {
    List<String> argv = new ArrayList<>(List.of("tilt"));
    step.texts("args").forEach(a -> argv.add(normalizer.filled(a)));
    return argv;
  }

  private List<String> shell(Step step) {
    return List.of("sh", "-c", normalizer.filled(step.text("cmd").orElseThrow()));
  }

  private ProcessBuilder builder(
      List<String> argv, Path directory, Map<String, Optional<String>> changes) {
    // The first word is looked for in PATH of this process, so say where it lies.
    List<String> words = new ArrayList<>(argv);
    if (words.getFirst().equals("tilt")) {
      words.set(0, base.resolve("bin/tilt").toString());
    }
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Map<String, String> own = new LinkedHashMap<>(environment);
    change(own, changes);
    if (changes.keySet().stream()
        .anyMatch(k -> k.equals("WINDMILL_DIR") || k.equals("TILT_CONFIG"))) {
      // A step that moves the state says itself where it goes.
      own.remove("TILT_DEV_DIR");
    }
    builder.environment().keySet().retainAll(own.keySet());
    builder.environment().putAll(own);
    return builder;
  }

  private Program run(Step step, List<String> argv, String stdin) throws IOException {
    Path directory = step.text("cwd").map(project::resolve).orElse(project);
    return new Program(builder(argv, directory, step.env()), stdin);
  }

  private List<Section> command(Step step, List<String> argv)
      throws IOException, InterruptedException {
    Program program = run(step, argv, step.text("stdin").map(normalizer::filled).orElse(""));
    boolean ended = program.await(Duration.ofMillis((long) (1000 * step.number("timeout", 60))));
    if (!ended) {
      program.kill();
    }
    return ending(step, program, ended ? Integer.toString(program.exit()) : "timeout");
  }

  private List<Section> ending(Step step, Program program, String exit) {
    List<Section> out = new ArrayList<>();
    out.add(new Section("exit " + exit, ""));
    add(out, step, "stdout", program.newOutput());
    add(out, step, "stderr", program.errors());
    return out;
  }

  private void add(List<Section> out, Step step, String title, String text) {
    String shown = Shown.of(step, title, text);
    if (!shown.isEmpty()) {
      out.add(new Section(title, Shown.sorted(step, normalizer.normal(shown, step.also()))));
    }
  }

  private List<Section> stop(Step step) throws IOException, InterruptedException {
    Program program = session.orElseThrow();
    session = Optional.empty();
    if (!program.ended()) {
      program.signal(step.text("signal").orElse("INT"));
    }
    boolean ended = program.await(PATIENCE);
    if (!ended) {
      program.kill();
    }
    return ending(step, program, ended ? Integer.toString(program.exit()) : "killed");
  }

  private List<Section> finish(Step step) throws IOException, InterruptedException {
    String name = step.text("name").orElseThrow();
    Program program = Optional.ofNullable(clients.remove(name)).orElseThrow();
    if (!program.ended() && step.text("signal").isPresent()) {
      program.signal(step.text("signal").orElseThrow());
    }
    boolean ended = program.await(Duration.ofSeconds(10));
    if (!ended) {
      program.kill();
    }
    // How another program than ours ends is not ours to compare.
    return foreign.contains(name)
        ? List.of()
        : ending(step, program, ended ? Integer.toString(program.exit()) : "killed");
  }

  private void edit(Step step) throws IOException {
    Path file = project.resolve(step.text("path").orElseThrow());
    switch (step.does()) {
      case "remove" -> Files.delete(file);
      case "replace" -> {
        String text = Files.readString(file);
        String old = normalizer.filled(step.text("old").orElseThrow());
        int at = text.indexOf(old);
        if (at < 0) {
          throw new IllegalStateException("no `" + old + "` in " + file);
        }
        Files.writeString(
            file,
            text.substring(0, at)
                + normalizer.filled(step.text("new").orElseThrow())
                + text.substring(at + old.length()));
      }
      default -> {
        Files.writeString(file, normalizer.filled(step.lines("text")));
        if (step.text("mode").isPresent()) {
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(permissions(step.text("mode").orElseThrow())));
        }
      }
    }
  }

  private static String permissions(String octal) {
    StringBuilder out = new StringBuilder();
    for (int digit : octal.chars().map(c -> c - '0').toArray()) {
      out.append((digit & 4) != 0 ? 'r' : '-');
      out.append((digit & 2) != 0 ? 'w' : '-');
      out.append((digit & 1) != 0 ? 'x' : '-');
    }
    return out.toString();
  }

  /** Whether a command ended otherwise than recorded, so that what should follow will not come. */
  private boolean failedOtherwise(Step step, List<Section> found) throws IOException {
    Optional<Section> exit = scenario.recorded(step).section("exit");
    return exit.isPresent()
        && found.stream().anyMatch(s -> s.name().equals("exit") && !s.equals(exit.get()));
  }

  private void settle(Step step, Duration most) throws IOException, InterruptedException {
    Optional<Settle> settle = step.settle();
    if (settle.isEmpty() || session.isEmpty()) {
      return;
    }
    Settle s = settle.get();
    List<Pattern> until =
        s.until().stream().map(u -> Pattern.compile(u, Pattern.MULTILINE)).toList();
    String recorded = scenario.recorded(step).text("console");
    Predicate<String> matched = text -> until.stream().allMatch(p -> p.matcher(text).find());
    Predicate<String> enough =
        text ->
            !recorded.isEmpty()
                && ConsoleText.difference(recorded, normalizer.normal(text, step.also())).isEmpty();
    Program program = session.get();
    program.settle(
        text -> program.ended() || (matched.test(text) && (recorded.isEmpty() || !text.isEmpty())),
        duration(s.quiet()),
        enough,
        MOMENT,
        duration(s.limit()).compareTo(most) < 0 ? duration(s.limit()) : most);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis((long) (1000 * seconds));
  }

  private static void pause(double seconds) throws InterruptedException {
    Thread.sleep(duration(seconds));
  }

  private static void copy(Path from, Path to, CopyOption... options) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
          target.toFile().setWritable(true);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connections.close();
      for (Program client : clients.values()) {
        client.kill();
      }
      if (session.isPresent()) {
        session.get().signal("INT");
        if (!session.get().await(Duration.ofSeconds(10))) {
          session.get().kill();
        }
      }
      for (String command : scenario.cleanup()) {
        new Program(builder(List.of("sh", "-c", normalizer.filled(command)), project, Map.of()), "")
            .await(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    }
  }
}
