package dev.camber.tiltfile.explain;

import dev.camber.tiltfile.path.GoPath;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was probably meant instead of a name that is not known. */
final class Suggestions {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
  private static final Pattern MISSING_FILE =
      Pattern.compile(
          "(?:open|stat|lstat) (/[^\\n]+?): (?:no such file or directory|not a directory)");
  private static final Pattern MISSING_CHART =
      Pattern.compile("Could not read Helm chart directory \"(/[^\"\\n]+)\": does not exist");
  private static final Pattern MISSING_TILTFILE =
      Pattern.compile("No Tiltfile found at paths '(/[^'\\n]+)'");
  private static final Pattern UNDEFINED = Pattern.compile("(?m): undefined: (\\w+)$");
  private static final Pattern UNKNOWN_WORKLOAD =
      Pattern.compile("unknown resource \"([^\"\\n]*)\"\\. known k8s resources: ([^\\n]*)$");
  private static final Pattern UNKNOWN_RESOURCE =
      Pattern.compile(
          "resources that could not be found: ([^\\n]*)\\n"
              + "Is this a typo\\? Existing resources in Tiltfile: ([^\\n]*)$");
  private static final Pattern UNKNOWN_SERVICE =
      Pattern.compile(
          "service found with name \"([^\"\\n]*)\"\\. Found these instead:\\n\\t([^\\n]*)$");
  private static final Pattern UNKNOWN_OBJECT =
      Pattern.compile(
          "No object identified by the fragment \"([^\"\\n]*)\" could be found"
              + "(?: in remaining YAML)?\\. [^\\n]*? are: ([^\\n]*)$");
  private static final Pattern UNKNOWN_FLAG =
      Pattern.compile("Tiltfile config args: unknown flag: --([^\\n]+)\\n(Usage:\\n[\\s\\S]*)$");
  private static final Pattern FLAG = Pattern.compile("(?m)^ +--(\\S+)");
  private static final Pattern UNKNOWN_FEATURE =
      Pattern.compile("Unknown feature flag: ([^\\n]+)$");
  private static final List<String> FEATURES = List.of("snapshots", "cluster_refresh");

  private final FileSystem fileSystem;
  private final List<String> names;

  Suggestions(FileSystem fileSystem, List<String> names) {
    this.fileSystem = fileSystem;
    this.names = names;
  }

  /** The nearest name of what the message says is missing. */
  Optional<String> of(String message) {
    return Stream.of(
            match(UNDEFINED, message).flatMap(m -> Meant.of(m.group(1), names)),
            match(UNKNOWN_WORKLOAD, message).flatMap(m -> in(m.group(1), m.group(2), ", ")),
            match(UNKNOWN_SERVICE, message).flatMap(m -> in(m.group(1), m.group(2), "; ")),
            match(UNKNOWN_RESOURCE, message).flatMap(m -> resource(m.group(1), m.group(2))),
            match(UNKNOWN_OBJECT, message).flatMap(m -> object(m.group(1), m.group(2))),
            match(UNKNOWN_FLAG, message).flatMap(m -> flag(m.group(1), m.group(2))),
            match(UNKNOWN_FEATURE, message).flatMap(m -> Meant.of(m.group(1), FEATURES)),
            match(MISSING_FILE, message).flatMap(m -> file(m.group(1))),
            match(MISSING_CHART, message).flatMap(m -> file(m.group(1))),
            match(MISSING_TILTFILE, message).flatMap(m -> file(m.group(1))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Matcher> match(Pattern pattern, String message) {
    Matcher m = pattern.matcher(message);
    return m.find() ? Optional.of(m) : Optional.empty();
  }

  private static Optional<String> in(String written, String list, String separator) {
    return Meant.of(written, List.of(list.split(separator)));
  }

  private static List<String> quoted(String list) {
    return QUOTED.matcher(list).results().map(r -> r.group(1)).toList();
  }

  private static Optional<String> resource(String missing, String existing) {
    List<String> known = quoted(existing);
    return quoted(missing).stream()
        .map(name -> Meant.of(name, known))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Compared by as many parts as were written. */
  private static Optional<String> object(String fragment, String objects) {
    long parts = fragment.chars().filter(c -> c == ':').count() + 1;
    List<String> known = new ArrayList<>();
    for (String object : quoted(objects)) {
      String[] all = object.split(":");
      known.add(String.join(":", List.of(all).subList(0, (int) Math.min(parts, all.length))));
    }
    return Meant.of(fragment, known);
  }

  private static Optional<String> flag(String written, String usage) {
    List<String> flags = FLAG.matcher(usage).results().map(r -> r.group(1)).toList();
    return Meant.of(written, flags).map(name -> "--" + name);
  }

  /** Replaces the first part of a path that is not there by a neighbour of like name. */
  private Optional<String> file(String missing) {
    Optional<Path> path = GoPath.onDisk(fileSystem, missing);
    return path.flatMap(Suggestions::neighbour);
  }

  private static Optional<String> neighbour(Path path) {
    Path there = path.getParent();
    Path wrong = path;
    while (there != null && !Files.isDirectory(there)) {
      wrong = there;
      there = there.getParent();
    }
    Path name = wrong.getFileName();
    if (there == null || name == null || there.getNameCount() == 0) {
      return Optional.empty();
    }
    List<String> neighbours;
    try (Stream<Path> files = Files.list(there)) {
      neighbours = files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    } catch (IOException e) {
      return Optional.empty();
    }
    return Meant.of(name.toString(), neighbours).map(there::resolve).map(Path::toString);
  }
}
