package dev.camber.model.cli;

import dev.camber.model.flags.Flag;
import dev.camber.model.flags.FlagType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays out help and usage; stateless. */
public final class HelpText {
  private final CommandLine commandLine;

  public HelpText(CommandLine commandLine) {
    this.commandLine = commandLine;
  }

  /** The whole help of the last of {@code commands}. */
  public String help(List<Command> commands) {
    Command command = commands.getLast();
    String text = command.description().isEmpty() ? command.summary() : command.description();
    return text.strip() + "\n\n" + usage(commands);
  }

  /** Usage line, commands and flags of the last of {@code commands}. */
  public String usage(List<Command> commands) {
    Command command = commands.getLast();
    StringBuilder out = new StringBuilder("Usage:\n");
    String path = String.join(" ", commands.stream().map(Command::name).toList());
    if (command.runs()) {
      out.append("  ").append(path);
      if (!command.synopsis().equals(" ")) {
        out.append(' ').append(command.synopsis());
      }
      out.append('\n');
    }
    if (!command.children().isEmpty()) {
      out.append("  ").append(path).append(" [command]\n");
    }
    if (!command.aliases().isEmpty()) {
      out.append("\nAliases:\n  ")
          .append(command.name())
          .append(", ")
          .append(String.join(", ", command.aliases()))
          .append('\n');
    }
    if (!command.examples().isEmpty()) {
      out.append("\nExamples:\n");
      String program = commands.getFirst().name();
      command
          .examples()
          .forEach(line -> out.append("  ").append(program).append(' ').append(line).append('\n'));
    }
    if (!command.children().isEmpty()) {
      out.append("\nAvailable Commands:\n");
      int width = command.children().stream().mapToInt(c -> c.name().length()).max().orElse(0);
      List<Command> listed = new ArrayList<>(command.children());
      if (commands.size() == 1) {
        listed.add(
            Command.leaf("help", "[command]", "Help about any command", Arity.ANY, List.of()));
      }
      listed.stream()
          .sorted(Comparator.comparing(Command::name))
          .forEach(c ->
              out.append("  ")
                  .append(pad(c.name(), Math.max(width, 11)))
                  .append(' ')
                  .append(c.summary())
                  .append('\n'));
    }
    List<Flag> own = new ArrayList<>(command.flags());
    boolean root = commands.size() == 1;
    if (root) {
      own.addAll(commandLine.everywhere());
    }
    own.add(Flag.bool("help", "h", "help for " + command.name()));
    flags(out, "Flags", own);
    if (!root) {
      List<Flag> names = command.flags();
      flags(
          out,
          "Global Flags",
          commandLine.everywhere().stream()
              .filter(f -> names.stream().noneMatch(o -> o.name().equals(f.name())))
              .toList());
    }
    if (!command.children().isEmpty()) {
      out.append("\nUse \"")
          .append(path)
          .append(" [command] --help\" for more information about a command.\n");
    }
    return out.toString();
  }

  private static void flags(StringBuilder out, String title, List<Flag> flags) {
    List<Flag> shown =
        flags.stream().filter(f -> !f.hidden()).sorted(Comparator.comparing(Flag::name)).toList();
    if (shown.isEmpty()) {
      return;
    }
    List<String> heads = shown.stream().map(HelpText::head).toList();
    int width = heads.stream().mapToInt(String::length).max().orElse(0);
    out.append('\n').append(title).append(":\n");
    for (int i = 0; i < shown.size(); i++) {
      Flag flag = shown.get(i);
      out.append(pad(heads.get(i), width))
          .append("   ")
          .append(flag.usage())
          .append(defaultOf(flag))
          .append('\n');
    }
  }

  private static String head(Flag flag) {
    StringBuilder out = new StringBuilder("  ");
    out.append(flag.shorthand().isEmpty() ? "    " : "-" + flag.shorthand() + ", ");
    out.append("--").append(flag.name());
    if (flag.type() != FlagType.BOOL) {
      out.append(' ').append(flag.type().word());
    }
    if (!flag.withoutValue().isEmpty() && flag.type() != FlagType.BOOL) {
      out.append("[=\"").append(flag.withoutValue()).append("\"]");
    }
    return out.toString();
  }

  private static String defaultOf(Flag flag) {
    String value = String.join(",", flag.defaults());
    if (value.isEmpty()
        || value.equals("false")
        || value.equals("0s")
        || (flag.type() == FlagType.INT && value.equals("0"))) {
      return "";
    }
    return flag.type() == FlagType.STRING || flag.type() == FlagType.STRINGS
        ? " (default \"" + value + "\")"
        : " (default " + value + ")";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
