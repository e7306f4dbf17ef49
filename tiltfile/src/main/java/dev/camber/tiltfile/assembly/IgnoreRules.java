package dev.camber.tiltfile.assembly;

import dev.camber.host.ignore.IgnoreFile;
import dev.camber.model.api.IgnoreDef;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which files builds and watches leave out. Source: spec Tiltfile, section 8.3. */
final class IgnoreRules {
  private final LoadState state;

  IgnoreRules(LoadState state) {
    this.state = state;
  }

  boolean isDirectory(String path) {
    return state.isDirectory(path);
  }

  /** The {@code .git} of each directory that is the root of a repository itself. */
  List<IgnoreDef> gitDirectories(List<String> directories) {
    Set<String> seen = new LinkedHashSet<>();
    List<IgnoreDef> out = new ArrayList<>();
    for (String directory : directories) {
      String git = GoPath.join(directory, ".git");
      if (seen.add(git) && isDirectory(git)) {
        out.add(new IgnoreDef(git, List.of()));
      }
    }
    return out;
  }

  /** What the build of an image leaves out. Reads dockerignore files and has them watched. */
  List<IgnoreDef> contextIgnores(DeclaredImage image) {
    List<IgnoreDef> out = new ArrayList<>();
    if (!image.tiltfile().isEmpty()) {
      out.add(new IgnoreDef(image.tiltfile(), List.of()));
    }
    switch (image.build()) {
      case DeclaredImage.FromDockerfile build -> {
        out.addAll(gitDirectories(List.of(build.context())));
        addSets(image, build.context(), Optional.of(build.dockerfilePath()), out);
      }
      case DeclaredImage.ByCommand build -> addDeps(image, build.deps(), out);
      case DeclaredImage.ForCustomDeploy build -> addDeps(image, build.deps(), out);
      case DeclaredImage.ByCompose build -> {
        if (!build.context().isEmpty()) {
          out.addAll(gitDirectories(List.of(build.context())));
          addSets(image, build.context(), Optional.of(build.dockerfilePath()), out);
        }
      }
    }
    return out;
  }

  private void addDeps(DeclaredImage image, List<String> deps, List<IgnoreDef> out) {
    out.addAll(gitDirectories(deps));
    for (String dep : new LinkedHashSet<>(deps)) {
      addSets(image, dep, Optional.empty(), out);
    }
  }

  /** {@code ignore}, {@code only} and the dockerignore file, for a base that is a directory. */
  private void addSets(
      DeclaredImage image, String base, Optional<String> dockerfile, List<IgnoreDef> out) {
    if (!isDirectory(base)) {
      return;
    }
    String cleanBase = base;
    if (!image.ignores().isEmpty()) {
      out.add(new IgnoreDef(cleanBase, image.ignores()));
    }
    if (!image.only().isEmpty()) {
      List<String> patterns = new ArrayList<>();
      patterns.add("**");
      image.only().forEach(path -> patterns.add("!" + path));
      out.add(new IgnoreDef(cleanBase, patterns));
    }
    List<String> dockerignore = dockerignore(image, base, dockerfile);
    if (!dockerignore.isEmpty()) {
      out.add(new IgnoreDef(cleanBase, dockerignore));
    }
  }

  private List<String> dockerignore(DeclaredImage image, String base, Optional<String> dockerfile) {
    String path = GoPath.join(base, ".dockerignore");
    if (dockerfile.isPresent()) {
      String own = dockerfile.get() + ".dockerignore";
      if (state.file(own).filter(Files::exists).isPresent()) {
        path = own;
      }
    }
    state.configFiles().add(path);
    try {
      return IgnoreFile.patterns(new String(state.read(path), StandardCharsets.UTF_8));
    } catch (GoFileException e) {
      if (e.isMissing()) {
        return List.of();
      }
      throw new EvalException(
          "reading dockerignore for " + image.reference().familiar() + ": " + e.getMessage());
    }
  }

  /** What the watch of an image leaves out, beside what its build does. */
  List<IgnoreDef> watchIgnores(DeclaredImage image, List<IgnoreDef> contextIgnores) {
    List<IgnoreDef> out = new ArrayList<>(contextIgnores);
    switch (image.build()) {
      case DeclaredImage.FromDockerfile build ->
          out.add(new IgnoreDef(build.dockerfilePath(), List.of()));
      case DeclaredImage.ByCompose build -> {
        if (!build.dockerfilePath().isEmpty()) {
          out.add(new IgnoreDef(build.dockerfilePath(), List.of()));
        }
        build.volumeSources().forEach(source -> out.add(new IgnoreDef(source, List.of())));
      }
      default -> {}
    }
    return out;
  }
}
