package dev.camber.acceptance.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The steps of a scenario that are known to differ, read from {@code replay/SCENARIO.tsv}: step,
 * the sections that differ, and why. A reason that begins with {@code better:} is a difference on
 * purpose; {@code cluster:} says that the step can only be compared where a cluster is; {@code
 * chance:} that it may come out either way; {@code elsewhere:} that another part of the program is
 * being written and will make it equal; all others wait to be mended. A step that comes out equal
 * must leave the list.
 */
record OpenDifferences(Map<String, Entry> entries) {
  record Entry(Set<String> sections, String reason) {
    boolean mayBeEqual() {
      return Stream.of("cluster:", "chance:", "elsewhere:").anyMatch(reason::startsWith);
    }
  }

  static OpenDifferences of(String scenario) throws IOException {
    Map<String, Entry> out = new LinkedHashMap<>();
    try (InputStream in =
        OpenDifferences.class.getResourceAsStream("/replay/" + scenario + ".tsv")) {
      if (in == null) {
        return new OpenDifferences(out);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\t");
        if (columns.length != 3) {
          throw new IOException(scenario + ".tsv: want step, sections and reason: " + line);
        }
        out.put(columns[0], new Entry(new TreeSet<>(List.of(columns[1].split(","))), columns[2]));
      }
    }
    return new OpenDifferences(out);
  }

  Optional<Entry> of(Scenario.Step step) {
    return Optional.ofNullable(entries.get(step.id()));
  }
}
