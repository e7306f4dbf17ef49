package dev.camber.host.ignore;

import dev.camber.model.api.IgnoreDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sets of spec tiltfile-api §8 as filters. */
public final class Ignores {
  /** Editors' temporary files, at any depth: ignored by watches, never by build contexts (§8.4). */
  public static final List<String> EDITOR_NOISE =
      List.of(
          "**/*___jb_old___",
          "**/*___jb_tmp___",
          "**/.idea/**",
          "**/.#*",
          "**/#*#",
          "**/flymake_*.*",
          "**/4913",
          "**/*~",
          "**/.*.swp",
          "**/.*.swx",
          "**/.*.swo",
          "**/.*.swn",
          "**/.*.kate-swp",
          "**/*-go-tmp-umask");

  private static final PathFilter EDITOR_NOISE_FILTER = editorNoiseFilter();

  private Ignores() {}

  /** {@link #EDITOR_NOISE} anywhere on this computer. */
  public static PathFilter editorNoise() {
    return EDITOR_NOISE_FILTER;
  }

  private static PathFilter editorNoiseFilter() {
    try {
      return DockerPatterns.compile(Path.of("/").toAbsolutePath(), EDITOR_NOISE);
    } catch (InvalidPatternException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** One set; without patterns its whole base path (§8.1). */
  public static PathFilter of(IgnoreDef def) throws InvalidPatternException {
    Path base = Path.of(def.basePath()).toAbsolutePath().normalize();
    return def.patterns().isEmpty()
        ? PathFilter.tree(base)
        : DockerPatterns.compile(base, def.patterns());
  }

  /** All sets; a path is ignored if any of them ignores it. */
  public static PathFilter of(List<IgnoreDef> defs) throws InvalidPatternException {
    List<PathFilter> filters = new ArrayList<>();
    for (IgnoreDef def : defs) {
      filters.add(of(def));
    }
    return PathFilter.any(filters);
  }

  /** What a file watch leaves out: its sets and editors' noise (§8.4). */
  public static PathFilter forWatch(List<IgnoreDef> defs) throws InvalidPatternException {
    return PathFilter.any(of(defs), editorNoise());
  }
}
