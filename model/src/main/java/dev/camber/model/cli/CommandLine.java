package dev.camber.model.cli;

import dev.camber.model.flags.Flag;
import dev.camber.model.flags.FlagException;
import dev.camber.model.flags.FlagSet;
import dev.camber.model.flags.ParsedFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a command line by cobra's rules: flags may stand before the command they belong to. */
public final class CommandLine {
  private final Command root;
  private final List<Flag> everywhere;

  /**
   * @param root the program; its name is the program's
   * @param everywhere flags that every command takes
   */
  public CommandLine(Command root, List<Flag> everywhere) {
    this.root = root;
    this.everywhere = List.copyOf(everywhere);
  }

  public Command root() {
    return root;
  }

  /** Flags that every command takes. */
  public List<Flag> everywhere() {
    return everywhere;
  }

  /** What {@code words}, the program's arguments, ask for. */
  public Invocation read(List<String> words) {
    List<Command> path = new ArrayList<>(List.of(root));
    List<String> rest = new ArrayList<>(words);
    while (true) {
      Command here = path.getLast();
      int at = firstWord(rest, here);
      if (at < 0 || here.children().isEmpty()) {
        break;
      }
      String word = rest.get(at);
      if (here == root && word.equals("help")) {
        return help(rest.subList(at + 1, rest.size()));
      }
      Optional<Command> child = here.child(word);
      if (child.isEmpty()) {
        if (here == root) {
          return new Invocation.UnknownCommand(word, Suggestions.of(word, root));
        }
        break;
      }
      rest.remove(at);
      path.add(child.get());
    }
    return run(path, rest);
  }

  private Invocation run(List<Command> path, List<String> rest) {
    Command command = path.getLast();
    ParsedFlags parsed;
    try {
      parsed = flagsOf(command).parse(rest);
    } catch (FlagSet.HelpWanted e) {
      return new Invocation.Help(path);
    } catch (FlagException e) {
      return new Invocation.Mistake(String.valueOf(e.getMessage()), path);
    }
    if (command == root && parsed.bool("version")) {
      return new Invocation.Version();
    }
    if (!command.runs()) {
      return new Invocation.Help(path);
    }
    String name = pathOf(path);
    Optional<String> refused = command.arity().refuse(name, parsed);
    if (refused.isPresent()) {
      return new Invocation.Mistake(refused.get(), path);
    }
    return new Invocation.Run(name, command, parsed);
  }

  private Invocation help(List<String> words) {
    List<Command> path = new ArrayList<>(List.of(root));
    for (String word : words) {
      if (word.startsWith("-")) {
        continue;
      }
      Optional<Command> child = path.getLast().child(word);
      if (child.isEmpty()) {
        return new Invocation.UnknownHelpTopic(words, root);
      }
      path.add(child.get());
    }
    return new Invocation.Help(path);
  }

  /** The flags of a command with those every command takes; its own win. */
  public FlagSet flagsOf(Command command) {
    List<Flag> all = new ArrayList<>(command.flags());
    for (Flag flag : everywhere) {
      if (all.stream().noneMatch(f -> f.name().equals(flag.name()))) {
        boolean letterTaken =
            !flag.shorthand().isEmpty()
                && all.stream().anyMatch(f -> f.shorthand().equals(flag.shorthand()));
        all.add(
            letterTaken
                ? new Flag(
                    flag.name(),
                    "",
                    flag.type(),
                    flag.defaults(),
                    flag.withoutValue(),
                    flag.usage(),
                    flag.hidden())
                : flag);
      }
    }
    return new FlagSet(all, !command.flagsEndAtFirstWord());
  }

  /** The words that lead to the last command, without the program's name. */
  public static String pathOf(List<Command> commands) {
    StringBuilder out = new StringBuilder();
    for (Command command : commands.subList(1, commands.size())) {
      out.append(out.isEmpty() ? "" : " ").append(command.name());
    }
    return out.toString();
  }

  /** Index of the first word that is neither a flag nor a flag's value, or -1. */
  private int firstWord(List<String> words, Command here) {
    FlagSet known = flagsOf(here);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return -1;
      }
      if (!word.startsWith("-") || word.length() == 1) {
        return i;
      }
      if (takesNextWord(word, known)) {
        i++;
      }
    }
    return -1;
  }

  private static boolean takesNextWord(String word, FlagSet known) {
    if (word.contains("=")) {
      return false;
    }
    if (word.startsWith("--")) {
      return known.flag(word.substring(2)).map(f -> f.withoutValue().isEmpty()).orElse(false);
    }
    if (word.length() != 2) {
      return false;
    }
    return known.flags().stream()
        .filter(f -> f.shorthand().equals(word.substring(1)))
        .findFirst()
        .map(f -> f.withoutValue().isEmpty())
        .orElse(false);
  }
}
