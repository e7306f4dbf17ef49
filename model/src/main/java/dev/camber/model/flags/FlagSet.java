package dev.camber.model.flags;

import dev.camber.model.text.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The flags of a command and the reading of a command line by pflag's rules: {@code --name value},
 * {@code --name=value}, {@code -n value}, {@code -nvalue}, {@code -abc}, and {@code --} as the end
 * of flags.
 */
public final class FlagSet {
  private final Map<String, Flag> byName = new LinkedHashMap<>();
  private final Map<String, Flag> byShorthand = new LinkedHashMap<>();
  private final boolean interspersed;

  /**
   * @param interspersed whether flags may follow positional words; if not, the first word ends them
   */
  public FlagSet(Collection<Flag> flags, boolean interspersed) {
    this.interspersed = interspersed;
    for (Flag flag : flags) {
      byName.put(flag.name(), flag);
      if (!flag.shorthand().isEmpty()) {
        byShorthand.put(flag.shorthand(), flag);
      }
    }
  }

  public List<Flag> flags() {
    return List.copyOf(byName.values());
  }

  public Optional<Flag> flag(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Thrown for {@code -h} or {@code --help} when the set has no such flag of its own. */
  public static final class HelpWanted extends Exception {
    private static final long serialVersionUID = 1L;

    HelpWanted() {
      super("help requested", null, false, false);
    }
  }

  /** Looks at each use of a flag as it is read; for flags with rules of their own. */
  @FunctionalInterface
  public interface UseCheck {
    /** What is wrong with this use, if anything. */
    Optional<String> problem(Flag flag, String text);
  }

  /** Reads a command line. */
  public ParsedFlags parse(List<String> words) throws FlagException, HelpWanted {
    return parse(words, (flag, text) -> Optional.empty());
  }

  /** Reads a command line and stops at the first use that {@code check} refuses. */
  public ParsedFlags parse(List<String> words, UseCheck check) throws FlagException, HelpWanted {
    return new Parse(words, check).run();
  }

  private final class Parse {
    private final List<String> words;
    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();
    private int next;
    private int beforeDash = -1;

    private final UseCheck check;

    Parse(List<String> words, UseCheck check) {
      this.words = words;
      this.check = check;
    }

    ParsedFlags run() throws FlagException, HelpWanted {
      while (next < words.size()) {
        String word = words.get(next++);
        if (word.length() < 2 || word.charAt(0) != '-') {
          positional.add(word);
          if (!interspersed) {
            positional.addAll(words.subList(next, words.size()));
            break;
          }
        } else if (word.equals("--")) {
          beforeDash = positional.size();
          positional.addAll(words.subList(next, words.size()));
          break;
        } else if (word.startsWith("--")) {
          longFlag(word);
        } else {
          shorthands(word);
        }
      }
      Map<String, List<String>> values = new LinkedHashMap<>();
      byName.forEach((name, flag) -> values.put(name, given.getOrDefault(name, flag.defaults())));
      Set<String> changed = new LinkedHashSet<>(given.keySet());
      return new ParsedFlags(values, changed, positional, beforeDash);
    }

    private void longFlag(String word) throws FlagException, HelpWanted {
      String body = word.substring(2);
      if (body.startsWith("-") || body.startsWith("=")) {
        throw new FlagException("bad flag syntax: " + word);
      }
      int equals = body.indexOf('=');
      String name = equals < 0 ? body : body.substring(0, equals);
      Flag flag = byName.get(name);
      if (flag == null) {
        if (name.equals("help")) {
          throw new HelpWanted();
        }
        throw new FlagException("unknown flag: --" + name);
      }
      if (equals >= 0) {
        set(flag, body.substring(equals + 1));
      } else if (!flag.withoutValue().isEmpty()) {
        set(flag, flag.withoutValue());
      } else if (next < words.size()) {
        set(flag, words.get(next++));
      } else {
        throw new FlagException("flag needs an argument: --" + name);
      }
    }

    private void shorthands(String word) throws FlagException, HelpWanted {
      String letters = word.substring(1);
      while (!letters.isEmpty()) {
        int width = Character.charCount(letters.codePointAt(0));
        String letter = letters.substring(0, width);
        Flag flag = byShorthand.get(letter);
        if (flag == null) {
          if (letter.equals("h")) {
            throw new HelpWanted();
          }
          throw new FlagException("unknown shorthand flag: '" + letter + "' in -" + letters);
        }
        String rest = letters.substring(width);
        if (rest.length() > 1 && rest.charAt(0) == '=') {
          set(flag, rest.substring(1));
          return;
        }
        if (!flag.withoutValue().isEmpty()) {
          set(flag, flag.withoutValue());
          letters = rest;
          continue;
        }
        if (!rest.isEmpty()) {
          set(flag, rest);
        } else if (next < words.size()) {
          set(flag, words.get(next++));
        } else {
          throw new FlagException("flag needs an argument: '" + letter + "' in -" + letters);
        }
        return;
      }
    }

    private void set(Flag flag, String text) throws FlagException {
      List<String> read;
      try {
        read = flag.type().read(text);
      } catch (FlagType.InvalidValue e) {
        throw refused(flag, text, String.valueOf(e.getMessage()));
      }
      Optional<String> problem = check.problem(flag, text);
      if (problem.isPresent()) {
        throw refused(flag, text, problem.get());
      }
      if (flag.type().repeats()) {
        given.computeIfAbsent(flag.name(), n -> new ArrayList<>()).addAll(read);
      } else {
        given.put(flag.name(), read);
      }
    }

    private FlagException refused(Flag flag, String text, String reason) {
      String name =
          flag.shorthand().isEmpty()
              ? "--" + flag.name()
              : "-" + flag.shorthand() + ", --" + flag.name();
      return new FlagException(
          "invalid argument " + Quoted.go(text) + " for \"" + name + "\" flag: " + reason);
    }
  }
}
