package dev.camber.acceptance.replay;

import dev.camber.acceptance.replay.Transcript.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands and flags as tables, read from what the commands say about themselves. */
final class CommandTables {
  static final String COMMANDS = "cli-commands.tsv";
  static final String FLAGS = "cli-flags.tsv";

  private static final Pattern FLAG =
      Pattern.compile(
          "^ +(?:(-\\w), )? *(--[\\w-]+)(?: (\\w+))?(?:\\[=([^\\]]*)\\])?(?:  +(.*))?$");
  private static final Pattern DEFAULT = Pattern.compile("\\(default (.*)\\)$");

  /** Asks a command, given as words, for its help. */
  interface Help {
    String of(List<String> words) throws IOException, InterruptedException;
  }

  private final Help help;
  private final TreeSet<String> commands = new TreeSet<>();
  private final TreeSet<String> flags = new TreeSet<>();

  private CommandTables(Help help) {
    this.help = help;
  }

  /** The tables of the program. */
  static List<Section> of(Help help) throws IOException, InterruptedException {
    CommandTables tables = new CommandTables(help);
    tables.visit(List.of());
    return List.of(
        new Section(COMMANDS, text(tables.commands)), new Section(FLAGS, text(tables.flags)));
  }

  /** The tables that were recorded, without their headings. */
  static Transcript recorded(Path directory) throws IOException {
    List<Section> out = new ArrayList<>();
    for (String name : List.of(COMMANDS, FLAGS)) {
      List<String> lines = Files.readAllLines(directory.resolve(name));
      out.add(new Section(name, text(new TreeSet<>(lines.subList(1, lines.size())))));
    }
    return new Transcript(out);
  }

  private static String text(TreeSet<String> rows) {
    return String.join("\n", rows) + "\n";
  }

  private void visit(List<String> words) throws IOException, InterruptedException {
    String name = String.join(" ", concat("tilt", words));
    String section = "";
    List<String> usage = new ArrayList<>();
    List<String> children = new ArrayList<>();
    String aliases = "";
    for (String line : help.of(words).lines().toList()) {
      if (!line.startsWith(" ") && line.endsWith(":")) {
        section = line;
      } else if (!line.isBlank() && section.equals("Usage:")) {
        usage.add(line.strip());
      } else if (!line.isBlank() && section.equals("Aliases:")) {
        aliases = line.strip();
      } else if (line.startsWith("  ") && section.endsWith("Commands:")) {
        children.add(line.strip().split(" ", 2)[0]);
      } else if (section.equals("Flags:")) {
        flag(name, line);
      }
    }
    commands.add(name + "\t" + String.join("; ", usage) + "\t" + aliases);
    for (String child : children) {
      if (!child.equals("help")) {
        visit(concat(words, child));
      }
    }
  }

  private void flag(String command, String line) {
    Matcher matcher = FLAG.matcher(line);
    if (!matcher.matches()) {
      return;
    }
    Matcher value = DEFAULT.matcher(or(matcher.group(5), ""));
    flags.add(
        String.join(
            "\t",
            command,
            matcher.group(2),
            or(matcher.group(1), ""),
            or(matcher.group(3), "bool"),
            value.find() ? value.group(1) : "",
            or(matcher.group(4), "")));
  }

  private static String or(@org.jspecify.annotations.Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static List<String> concat(String first, List<String> rest) {
    List<String> out = new ArrayList<>(List.of(first));
    out.addAll(rest);
    return out;
  }

  private static List<String> concat(List<String> first, String last) {
    List<String> out = new ArrayList<>(first);
    out.add(last);
    return out;
  }
}
