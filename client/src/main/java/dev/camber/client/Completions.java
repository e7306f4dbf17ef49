package dev.camber.client;

import dev.camber.model.cli.Command;
import dev.camber.model.cli.CommandLine;
import dev.camber.model.flags.Flag;
import dev.camber.model.flags.FlagException;
import dev.camber.model.flags.FlagSet;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may stand at the end of a command line; the scripts of shells ask for it. */
final class Completions {
  private static final List<String> OF_RESOURCES = List.of("trigger", "logs", "enable", "disable");
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "source", List.of("all", "build", "runtime"),
          "log-source", List.of("all", "build", "runtime"),
          "level", List.of("warn", "error"),
          "log-level", List.of("warn", "error"),
          "update-mode", List.of("auto", "image", "container", "exec"),
          "dry-run", List.of("none", "client", "server"));

  private final CommandLine line;
  private final Surroundings surroundings;
  private final boolean descriptions;

  Completions(CommandLine line, Surroundings surroundings, boolean descriptions) {
    this.line = line;
    this.surroundings = surroundings;
    this.descriptions = descriptions;
  }

  private record Candidate(String word, String text) {}

  /** Prints the candidates for the last of {@code words}, then whether files may follow too. */
  int print(List<String> words) {
    List<Command> path = new ArrayList<>(List.of(line.root()));
    List<String> before = new ArrayList<>(words.subList(0, Math.max(0, words.size() - 1)));
    String current = words.isEmpty() ? "" : words.getLast();
    while (!before.isEmpty()) {
      Optional<Command> child = path.getLast().child(before.getFirst());
      if (child.isEmpty()) {
        break;
      }
      path.add(child.get());
      before.removeFirst();
    }
    Command command = path.getLast();
    Optional<List<Candidate>> found = candidates(command, path.size() == 1, before, current);
    for (Candidate candidate : found.orElse(List.of())) {
      boolean told = descriptions && !candidate.text().isEmpty();
      surroundings.out().println(candidate.word() + (told ? "\t" + candidate.text() : ""));
    }
    // The numbers and words are those of the protocol that the reference's scripts speak.
    surroundings.out().println(found.isPresent() ? ":4" : ":0");
    surroundings
        .err()
        .println(
            "Completion ended with directive: ShellCompDirective"
                + (found.isPresent() ? "NoFileComp" : "Default"));
    return 0;
  }

  /** Nothing at all means that files may stand here. */
  private Optional<List<Candidate>> candidates(
      Command command, boolean root, List<String> before, String current) {
    if (!before.isEmpty() && before.getLast().startsWith("--")) {
      String flag = before.getLast().substring(2);
      boolean takes =
          line.flagsOf(command).flag(flag).map(f -> f.withoutValue().isEmpty()).orElse(false);
      if (takes) {
        return Optional.ofNullable(VALUES.get(flag))
            .map(values ->
                starting(values.stream().map(v -> new Candidate(v, "")).toList(), current));
      }
    }
    if (current.startsWith("-")) {
      return Optional.of(starting(flags(command), current));
    }
    if (!command.children().isEmpty() && before.isEmpty()) {
      List<Candidate> children = new ArrayList<>();
      command.children().forEach(c -> children.add(new Candidate(c.name(), c.summary())));
      if (root) {
        children.add(new Candidate("help", "Help about any command"));
      }
      children.sort(Comparator.comparing(Candidate::word));
      return Optional.of(starting(children, current));
    }
    return names(command, before).map(all -> starting(all, current));
  }

  private static List<Candidate> starting(List<Candidate> all, String current) {
    return all.stream().filter(c -> c.word().startsWith(current)).toList();
  }

  /** The flags of every command first, then its own, each group by name. */
  private List<Candidate> flags(Command command) {
    List<Flag> own = new ArrayList<>(command.flags());
    own.add(Flag.bool("help", "h", "help for " + command.name()));
    List<Candidate> out = new ArrayList<>();
    for (List<Flag> group : List.of(line.everywhere(), own)) {
      group.stream()
          .filter(f -> !f.hidden())
          .sorted(Comparator.comparing(Flag::name))
          .forEach(f -> out.add(new Candidate("--" + f.name(), f.usage())));
    }
    return out;
  }

  /** Names of resources or kinds, if a session answers. */
  private Optional<List<Candidate>> names(Command command, List<String> before) {
    boolean resources = OF_RESOURCES.contains(command.name());
    boolean kinds = List.of("get", "describe", "delete", "edit", "patch").contains(command.name());
    if (!resources && !kinds) {
      return Optional.empty();
    }
    try {
      ParsedFlags flags = line.flagsOf(command).parse(before);
      Api api = Api.of(Session.of(flags, surroundings));
      List<Candidate> out = new ArrayList<>();
      if (kinds && flags.positional().isEmpty()) {
        api.types().forEach(t -> out.add(new Candidate(t.plural(), t.kind())));
        return Optional.of(out);
      }
      Api.Type type = api.type(resources ? "uiresources" : flags.positional().getFirst());
      for (JsonObject object : api.list(type, "")) {
        out.add(new Candidate(object.stringAt("metadata", "name").orElse(""), ""));
      }
      return Optional.of(out);
    } catch (Refused | IOException | FlagException | FlagSet.HelpWanted e) {
      return Optional.empty();
    }
  }
}
