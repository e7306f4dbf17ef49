package dev.camber.tiltfile.golden;

import dev.camber.host.process.HostProcesses;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.load.KubeconfigInfo;
import dev.camber.tiltfile.result.TiltfileResultCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs one case as the command would and says how it differs from what was recorded. */
final class GoldenRun {
  private static final Pattern DURATION =
      Pattern.compile("\\((?:\\d+h)?(?:\\d+m)?[0-9.]+(?:ns|µs|ms|s)\\)");
  private static final Pattern TIME = Pattern.compile("time=\"[^\"]*\"");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{6,}");
  private static final Pattern SINCE = Pattern.compile("\"sinceTime\": \"[^\"]*\"");

  private final GoldenCase golden;
  private final Map<String, String> environment;
  private final Path scratch;

  /**
   * @param environment of this machine with the programs on its PATH
   * @param scratch an empty directory for this run alone
   */
  GoldenRun(GoldenCase golden, Map<String, String> environment, Path scratch) {
    this.golden = golden;
    this.environment = environment;
    this.scratch = scratch;
  }

  /** What differs, empty if nothing does. */
  Optional<String> difference() throws IOException, InterruptedException {
    Path project = scratch.resolve("case");
    copy(golden.directory(), project);
    Path home = Files.createDirectory(scratch.resolve("home"));
    Path temporary = Files.createDirectory(scratch.resolve("scratch"));
    Map<String, String> env = new LinkedHashMap<>(environment);
    env.put("HOME", home.toString());
    env.putAll(golden.env());
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    Surroundings surroundings =
        new Surroundings(
            project,
            new ProcessEnvironment(env),
            HostProcesses.create(),
            new KubeconfigInfo(project, "", ""),
            Clock.systemUTC(),
            home.resolve(".local/share/tilt-dev"),
            temporary,
            "localhost",
            10350,
            argv(golden.args()),
            Optional.of("/usr/local/bin/tilt"),
            Surroundings.COMPATIBLE_VERSION);
    TiltfileResultCommand.Options options =
        new TiltfileResultCommand.Options("Tiltfile", golden.args(), true, false, Optional.empty());
    int exit;
    try {
      exit =
          new TiltfileResultCommand(surroundings)
              .run(options, out::append, err::append, err::append);
    } catch (RuntimeException | StackOverflowError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Optional.of("crash: " + trace.toString().lines().limit(12).toList());
    }
    return compare(
        normalize(err.toString(), project, home, temporary),
        normalize(out.toString(), project, home, temporary),
        exit);
  }

  private static List<String> argv(List<String> args) {
    List<String> out = new ArrayList<>(List.of("tilt", "alpha", "tiltfile-result", "-v"));
    if (!args.isEmpty()) {
      out.add("--");
      out.addAll(args);
    }
    return out;
  }

  private Optional<String> compare(String log, String json, int exit) {
    if (!log.equals(golden.log())) {
      return Optional.of("log\n--- wanted\n" + golden.log() + "\n--- got\n" + log);
    }
    if (exit != golden.exit()) {
      return Optional.of("exit status " + exit + ", want " + golden.exit());
    }
    if (json.isEmpty() || golden.json().isEmpty()) {
      return json.equals(golden.json())
          ? Optional.empty()
          : Optional.of("result: one of the two is missing");
    }
    Json got = withoutHashes(json);
    Json want = withoutHashes(golden.json());
    List<String> differences = new ArrayList<>();
    compare("", want, got, differences);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of("result\n" + String.join("\n", differences));
  }

  private static Json withoutHashes(String text) {
    try {
      return Json.parse(text).asObject().orElseThrow().without("Hashes");
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(String path, Json want, Json got, List<String> out) {
    if (want.equals(got)) {
      return;
    }
    if (want instanceof JsonObject w && got instanceof JsonObject g) {
      w.members()
          .forEach((name, value) -> {
            if (g.has(name)) {
              compare(path + "." + name, value, g.get(name).orElseThrow(), out);
            } else {
              out.add(path + "." + name + ": missing, want " + value.compact());
            }
          });
      g.members()
          .forEach((name, value) -> {
            if (!w.has(name)) {
              out.add(path + "." + name + ": not wanted: " + value.compact());
            }
          });
      return;
    }
    if (want instanceof JsonArray w && got instanceof JsonArray g && w.size() == g.size()) {
      for (int i = 0; i < w.size(); i++) {
        compare(path + "[" + i + "]", w.items().get(i), g.items().get(i), out);
      }
      return;
    }
    out.add(path + "\n  want " + want.compact() + "\n  got  " + got.compact());
  }

  private String normalize(String text, Path project, Path home, Path temporary) {
    String out =
        text.replace(temporary.toString(), "${SCRATCH}")
            .replace(home.toString(), "${HOME}")
            .replace(project.toString(), "${CASE}");
    out = DURATION.matcher(out).replaceAll("(T)");
    out = TIME.matcher(out).replaceAll("time=\"T\"");
    out = ADDRESS.matcher(out).replaceAll("0xADDR");
    return SINCE.matcher(out).replaceAll("\"sinceTime\": \"\\${TIME}\"");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs)
              throws IOException {
            if (dir.equals(from.resolve("expected"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attrs)
              throws IOException {
            Optional<Path> target = linkTarget(file);
            if (target.isPresent()) {
              Files.createSymbolicLink(to.resolve(from.relativize(file).toString()), target.get());
            } else if (!file.equals(from.resolve("case.json"))) {
              Files.copy(
                  file,
                  to.resolve(from.relativize(file).toString()),
                  java.nio.file.LinkOption.NOFOLLOW_LINKS,
                  StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Where a symbolic link pointed to, in copies of the cases that keep links as small files: one
   * line without an end that names something which is there (or the one that is meant to dangle).
   */
  private static Optional<Path> linkTarget(Path file) throws IOException {
    if (Files.size(file) > 100 || file.endsWith("case.json")) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    boolean looksLikePath = !text.isEmpty() && text.matches("[A-Za-z0-9_./-]+");
    boolean links =
        looksLikePath
            && (Files.exists(file.resolveSibling(text)) || file.endsWith(Path.of("dangling")));
    return links ? Optional.of(Path.of(text)) : Optional.empty();
  }
}
