package dev.camber.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of rooms in ARCHITECTURE.md.
 *
 * @param mayLookInto for each room the rooms it may use
 */
record RoomTable(Map<String, Set<String>> mayLookInto) {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z]+)/` \\| [^|]+ \\| ([a-z, –]+) \\|$", Pattern.MULTILINE);

  static RoomTable read(Path architecture) throws IOException {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(architecture));
    while (row.find()) {
      String allowed = row.group(2);
      table.put(
          row.group(1),
          allowed.equals("–") ? Set.of() : new TreeSet<>(List.of(allowed.split(",\\s*"))));
    }
    return new RoomTable(table);
  }
}
