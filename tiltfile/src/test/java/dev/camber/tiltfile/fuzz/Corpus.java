package dev.camber.tiltfile.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Projects to break, with the names that their kind uses.
 *
 * @param names of builtins, dotted ones too
 * @param parameters of builtins
 */
record Corpus(List<Project> projects, List<String> names, List<String> parameters) {
  private static final long LARGEST_FILE = 20_000;
  private static final Pattern PARAMETER = Pattern.compile("\\b([a-z_0-9]+) ?=");

  /** The files of one project by their paths. */
  record Project(String name, Map<String, byte[]> files) {}

  /**
   * The recorded cases.
   *
   * @param shared where they and the index of names lie
   */
  static Corpus read(Path shared) throws IOException {
    List<Project> projects = new ArrayList<>();
    try (Stream<Path> cases = Files.list(shared.resolve("golden/tiltfile"))) {
      for (Path directory : cases.sorted().toList()) {
        Project project = project(directory);
        if (project.files().containsKey("Tiltfile")) {
          projects.add(project);
        }
      }
    }
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> parameters = new TreeSet<>();
    for (String line : Files.readAllLines(shared.resolve("spec/tiltfile-api-index.tsv"))) {
      names.add(line.split("[\t(]", 2)[0].strip());
      PARAMETER.matcher(line).results().forEach(m -> parameters.add(m.group(1)));
    }
    return new Corpus(projects, List.copyOf(names), List.copyOf(parameters));
  }

  private static Project project(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = directory.relativize(file).toString();
        if (!path.startsWith("expected/")
            && !path.equals("case.json")
            && Files.size(file) < LARGEST_FILE) {
          files.put(path, Files.readAllBytes(file));
        }
      }
    }
    return new Project(directory.getFileName().toString(), files);
  }
}
