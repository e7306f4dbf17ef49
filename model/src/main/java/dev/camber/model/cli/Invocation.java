package dev.camber.model.cli;

import dev.camber.model.flags.ParsedFlags;
import java.util.List;

/** What a command line asks for. */
public sealed interface Invocation {

  /**
   * A command to run.
   *
   * @param path the words that lead to it, without the program's name, e.g. {@code alpha tree-view}
   */
  record Run(String path, Command command, ParsedFlags flags) implements Invocation {}

  /** Help for the command at the end of {@code commands}, the root first. */
  record Help(List<Command> commands) implements Invocation {
    public Help {
      commands = List.copyOf(commands);
    }
  }

  /** {@code help WORDS} where the words lead nowhere. */
  record UnknownHelpTopic(List<String> words, Command root) implements Invocation {
    public UnknownHelpTopic {
      words = List.copyOf(words);
    }
  }

  /** {@code --version} at the root. */
  record Version() implements Invocation {}

  /** A word that is no command; {@code suggestions} are similar ones. */
  record UnknownCommand(String word, List<String> suggestions) implements Invocation {
    public UnknownCommand {
      suggestions = List.copyOf(suggestions);
    }
  }

  /** A wrong flag or number of words; {@code commands} lead to the command whose usage helps. */
  record Mistake(String message, List<Command> commands) implements Invocation {
    public Mistake {
      commands = List.copyOf(commands);
    }
  }
}
