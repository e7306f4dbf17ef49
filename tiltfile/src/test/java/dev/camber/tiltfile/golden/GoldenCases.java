package dev.camber.tiltfile.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the cases lie, the machine they run on, and which of them are not expected to pass yet. */
final class GoldenCases {
  private static final String NOT_YET = "src/test/resources/golden/not-yet";

  private static final String PATH = Tools.path();

  private GoldenCases() {}

  /** All cases by name. */
  static List<GoldenCase> all() {
    try (Stream<Path> directories = Files.list(root().resolve("tiltfile"))) {
      return directories.sorted().map(GoldenCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String shared = System.getProperty("camber.shared", "../../shared");
    return Path.of(shared).resolve("golden").toAbsolutePath().normalize();
  }

  /** The conditions of the recording. */
  private static Map<String, String> environment() {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("PATH", PATH);
    env.put("KUBECONFIG", root().resolve("kubeconfig.yaml").toString());
    env.put("DOCKER_HOST", "unix:///nonexistent/docker.sock");
    env.put("TILT_DISABLE_ANALYTICS", "true");
    env.put("LANG", "C.UTF-8");
    return env;
  }

  /** How a case differs from what was recorded; empty if it does not. */
  static Optional<String> run(GoldenCase golden) throws IOException, InterruptedException {
    for (String program : golden.needs()) {
      if (!Tools.isOn(PATH, program)) {
        return Optional.of(
            program + " is not on the PATH: `dev/cluster up` installs it, or install it yourself");
      }
    }
    Path scratch = Files.createTempDirectory("camber-golden-").toRealPath();
    try {
      return new GoldenRun(golden, environment(), scratch).difference();
    } finally {
      delete(scratch);
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attrs)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The names on the list of cases that do not pass yet. */
  static Set<String> notYet() {
    Path list = Path.of(NOT_YET);
    try {
      return Files.exists(list) ? new TreeSet<>(Files.readAllLines(list)) : Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the list anew; without names there is none. */
  static void writeNotYet(Set<String> names) throws IOException {
    if (names.isEmpty()) {
      Files.deleteIfExists(Path.of(NOT_YET));
    } else {
      Files.write(Path.of(NOT_YET), new TreeSet<>(names));
    }
  }
}
