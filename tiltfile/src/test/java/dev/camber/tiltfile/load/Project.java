package dev.camber.tiltfile.load;

import dev.camber.host.process.HostProcesses;
import dev.camber.model.log.Logger;
import dev.camber.tiltfile.Cancellation;
import dev.camber.tiltfile.KubeInfo;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project in a directory of its own, with a loader that lives as long as a session's would. */
final class Project {
  private final Path root;
  private final ProcessEnvironment environment;
  private final StarlarkTiltfileLoader loader;
  private final StringBuffer log = new StringBuffer();

  Project(Path root) {
    this.root = root;
    Map<String, String> env = new LinkedHashMap<>();
    env.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    env.put("HOME", root.toString());
    this.environment = new ProcessEnvironment(env);
    this.loader =
        new StarlarkTiltfileLoader(
            new Surroundings(
                root,
                environment,
                HostProcesses.create(),
                KubeInfo.NONE,
                Clock.systemUTC(),
                root.resolve("data"),
                root.resolve("scratch"),
                "localhost",
                10350,
                List.of("camber", "up"),
                Optional.empty(),
                Surroundings.COMPATIBLE_VERSION),
            false);
  }

  Path root() {
    return root;
  }

  void env(String name, String value) {
    environment.put(name, value);
  }

  Path file(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void program(String path, String script) {
    Path file = file(path, "#!/bin/sh\n" + script);
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that loads have logged, and nothing before the last call. */
  String takeLog() {
    String text = log.toString();
    log.setLength(0);
    return text;
  }

  LoadResult load() throws InterruptedException {
    return load(new Cancellation());
  }

  LoadResult load(Cancellation cancellation) throws InterruptedException {
    Logger logger = (level, text, fields) -> log.append(text);
    return loader.load(new LoadRequest("Tiltfile", List.of(), "up", "", logger, cancellation));
  }

  String logSoFar() {
    return log.toString();
  }
}
