package dev.camber.tiltfile.convert;

import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands of builtins and their companions. Source: spec Tiltfile, section 2.4. */
public final class Commands {
  private Commands() {}

  /** The argv of a command: a string runs in a shell, a sequence as it is; empty means none. */
  public static List<String> argv(Value value) {
    if (value instanceof StarlarkString string) {
      String script = goTrim(string.text());
      return string.text().isEmpty() ? List.of() : List.of("sh", "-c", script);
    }
    if (value instanceof Sequence sequence) {
      List<String> argv = new ArrayList<>();
      for (Value element : Starlark.elements(sequence)) {
        if (!(element instanceof StarlarkString string)) {
          throw new EvalException(
              "a command must be a string or a list of strings: '"
                  + Starlark.str(element)
                  + "' is a "
                  + GoType.of(element)
                  + ", not a string");
        }
        argv.add(string.text());
      }
      return argv;
    }
    throw new EvalException(
        "a command must be a string or list of strings. found " + GoType.of(value));
  }

  /** {@link #argv(Value)}, or none if the argument was omitted. */
  public static List<String> argv(Optional<Value> given) {
    return given.map(Commands::argv).orElse(List.of());
  }

  /** Go's {@code strings.TrimSpace}. */
  private static String goTrim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == '\t'
        || c == '\n'
        || c == 11
        || c == '\f'
        || c == '\r'
        || c == ' '
        || c == 0x85
        || c == 0xa0
        || Character.isSpaceChar(c);
  }

  /** A directory companion; omitted or None means {@code directory}. */
  public static String dir(String directory, Optional<Value> given) {
    if (given.isEmpty() || given.get() instanceof StarlarkNone) {
      return directory;
    }
    try {
      return Convert.path(directory).convert(given.get());
    } catch (EvalException e) {
      throw new EvalException("a command directory must be empty or a string: " + e.getMessage());
    }
  }

  /** An environment companion as sorted {@code KEY=VALUE}. */
  public static List<String> env(Map<String, String> env) {
    List<String> out = new ArrayList<>();
    env.forEach((key, value) -> {
      if (key.isEmpty()) {
        throw new EvalException("environment has empty key for value " + Quoted.go(value));
      }
      out.add(key + "=" + value);
    });
    return out;
  }

  /** A command with its companions. */
  public static ShellCommand command(
      Value value, Optional<Value> dir, Map<String, String> env, String directory) {
    return new ShellCommand(argv(value), dir(directory, dir), env(env), false);
  }

  /** How a command is shown in logs and messages. */
  public static String display(List<String> argv) {
    if (argv.size() == 3
        && argv.get(0).equals("sh")
        && argv.get(1).equals("-c")
        && argv.get(2).indexOf('\n') < 0) {
      return argv.get(2);
    }
    if (argv.size() == 4
        && argv.get(0).equals("cmd")
        && argv.get(1).equals("/S")
        && argv.get(2).equals("/C")) {
      return argv.get(3);
    }
    List<String> words = new ArrayList<>();
    for (String word : argv) {
      words.add(word.indexOf(' ') >= 0 ? Quoted.go(word) : word);
    }
    return String.join(" ", words);
  }

  /** The converter of an environment. */
  public static final Converter<Map<String, String>> ENV = Convert.STRING_MAP;
}
