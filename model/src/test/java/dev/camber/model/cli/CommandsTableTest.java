package dev.camber.model.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.flags.Flag;
import dev.camber.model.flags.FlagType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Commands, aliases, flags and defaults against the tables of what the reference has. */
class CommandsTableTest {
  private static final Path TABLES =
      Path.of(System.getProperty("camber.shared")).resolve("golden/sessions/cli-surface");

  private static CommandLine tilt() throws Exception {
    return Commands.commandLine("tilt", Map.of());
  }

  private static List<List<String>> rows(String file) throws IOException {
    return Files.readAllLines(TABLES.resolve(file)).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  private static List<Command> path(CommandLine line, String words) {
    List<Command> out = new ArrayList<>(List.of(line.root()));
    Arrays.stream(words.split(" "))
        .skip(1)
        .forEach(word ->
            out.add(
                out.getLast()
                    .child(word)
                    .orElseThrow(() -> new AssertionError("no command " + words))));
    return out;
  }

  private static String typeOf(Flag flag) {
    return flag.type().word();
  }

  private static String defaultOf(Flag flag) {
    String value = String.join(",", flag.defaults());
    boolean none =
        value.isEmpty() || value.equals("false") || value.equals("0") || value.equals("0s");
    boolean quoted = flag.type() == FlagType.STRING;
    return none ? "" : quoted ? '"' + value + '"' : value;
  }

  private static String alone(Flag flag) {
    return flag.type() == FlagType.BOOL || flag.withoutValue().isEmpty()
        ? ""
        : '"' + flag.withoutValue() + '"';
  }

  @Test
  void everyFlagHasItsNameShorthandTypeAndDefault() throws Exception {
    CommandLine line = tilt();
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows("cli-flags.tsv")) {
      String name = row.get(1).substring(2);
      if (name.equals("help")) {
        continue; // every command has it; the next test looks at the texts
      }
      Command command = path(line, row.get(0)).getLast();
      Optional<Flag> found = line.flagsOf(command).flag(name);
      // The reference shows a text where this flag's default would stand.
      String wanted = name.equals("show-labels") ? "" : row.get(4);
      String expected = String.join("|", row.get(2), row.get(3), wanted, row.get(5));
      String actual =
          found
              .map(f ->
                  String.join(
                      "|",
                      f.shorthand().isEmpty() ? "" : "-" + f.shorthand(),
                      typeOf(f),
                      defaultOf(f),
                      alone(f)))
              .orElse("missing");
      if (!actual.equals(expected)) {
        wrong.add(row.get(0) + " --" + name + ": " + actual + ", want " + expected);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void helpShowsEveryFlagAndEveryCommandBelow() throws Exception {
    CommandLine line = tilt();
    Map<String, String> helps = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (List<String> row : rows("cli-flags.tsv")) {
      String help =
          helps.computeIfAbsent(row.get(0), words -> new HelpText(line).help(path(line, words)));
      String shown =
          row.get(2).isEmpty() ? "      " + row.get(1) : "  " + row.get(2) + ", " + row.get(1);
      if (!help.contains("\n" + shown + " ")) {
        missing.add(row.get(0) + ":" + shown);
      }
    }
    for (List<String> row : rows("cli-commands.tsv")) {
      int last = row.get(0).lastIndexOf(' ');
      if (last > 0) {
        String parent = row.get(0).substring(0, last);
        String help = new HelpText(line).help(path(line, parent));
        if (!help.contains("\n  " + row.get(0).substring(last + 1) + " ")) {
          missing.add(row.get(0));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void usageLinesAndAliasesAreTheReferences() throws Exception {
    CommandLine line = tilt();
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows("cli-commands.tsv")) {
      List<Command> path = path(line, row.get(0));
      String usage = new HelpText(line).usage(path);
      String expected = "Usage:\n  " + row.get(1).replace("; ", "\n  ") + "\n";
      if (!usage.startsWith(expected)) {
        wrong.add("want " + expected + "got " + usage.lines().limit(3).toList());
      }
      if (!row.get(2).isEmpty() && !usage.contains("Aliases:\n  " + row.get(2))) {
        wrong.add(row.get(0) + ": aliases");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCommandThatRunsSaysWhatItIsFor() throws Exception {
    List<String> silent = new ArrayList<>();
    check(tilt().root(), silent);
    assertThat(silent).isEmpty();
  }

  private static void check(Command command, List<String> silent) {
    if (command.summary().isBlank()
        || command.flags().stream().anyMatch(f -> f.usage().isBlank())) {
      silent.add(command.name());
    }
    TreeSet<String> names = new TreeSet<>();
    for (Command child : command.children()) {
      assertThat(names.add(child.name())).as(child.name()).isTrue();
      check(child, silent);
    }
  }
}
