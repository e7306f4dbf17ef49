package dev.camber.model.cli;

import dev.camber.model.flags.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command.
 *
 * @param name the word that calls it
 * @param aliases other words that call it
 * @param synopsis what follows its path in the usage line, e.g. {@code TYPE [NAME | -l label]};
 *     empty for a command that only groups others
 * @param summary one line
 * @param description a text of several lines; empty to use the summary
 * @param examples lines of examples, without indentation
 * @param flags its own, besides those every command has
 * @param arity how many words it takes
 * @param flagsEndAtFirstWord whether flags after the first word belong to what follows
 * @param children commands below it
 */
public record Command(
    String name,
    List<String> aliases,
    String synopsis,
    String summary,
    String description,
    List<String> examples,
    List<Flag> flags,
    Arity arity,
    boolean flagsEndAtFirstWord,
    List<Command> children) {
  public Command {
    aliases = List.copyOf(aliases);
    examples = List.copyOf(examples);
    flags = List.copyOf(flags);
    children = List.copyOf(children);
  }

  /** A command that runs. */
  public static Command leaf(
      String name, String synopsis, String summary, Arity arity, List<Flag> flags) {
    return new Command(
        name, List.of(), synopsis, summary, "", List.of(), flags, arity, false, List.of());
  }

  /** A command that only groups others. */
  public static Command group(String name, String summary, List<Command> children) {
    return new Command(
        name, List.of(), "", summary, "", List.of(), List.of(), Arity.ANY, false, children);
  }

  /** Whether the command does something itself. */
  public boolean runs() {
    return !synopsis.isEmpty();
  }

  public Command described(String text, String... exampleLines) {
    return new Command(
        name,
        aliases,
        synopsis,
        summary,
        text,
        List.of(exampleLines),
        flags,
        arity,
        flagsEndAtFirstWord,
        children);
  }

  public Command alsoCalled(String... words) {
    return new Command(
        name,
        List.of(words),
        synopsis,
        summary,
        description,
        examples,
        flags,
        arity,
        flagsEndAtFirstWord,
        children);
  }

  public Command endingFlagsAtFirstWord() {
    return new Command(
        name, aliases, synopsis, summary, description, examples, flags, arity, true, children);
  }

  public Command withChildren(List<Command> value) {
    return new Command(
        name,
        aliases,
        synopsis,
        summary,
        description,
        examples,
        flags,
        arity,
        flagsEndAtFirstWord,
        value);
  }

  /** The child that {@code word} calls. */
  public Optional<Command> child(String word) {
    return children.stream()
        .filter(c -> c.name().equals(word) || c.aliases().contains(word))
        .findFirst();
  }

  /** Flags of several groups in one list. */
  @SafeVarargs
  public static List<Flag> flags(List<Flag>... groups) {
    List<Flag> all = new ArrayList<>();
    for (List<Flag> group : groups) {
      all.addAll(group);
    }
    return all;
  }
}
