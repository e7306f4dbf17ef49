package dev.camber.model.flags;

import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command line said.
 *
 * @param values of every flag of the set, defaults included
 * @param changed names of the flags that were given
 * @param positional words that are no flags, in order
 * @param positionalBeforeDash how many of them stood before {@code --}, or -1 without one
 */
public record ParsedFlags(
    Map<String, List<String>> values,
    Set<String> changed,
    List<String> positional,
    int positionalBeforeDash) {
  public ParsedFlags {
    values = Map.copyOf(values);
    changed = Set.copyOf(changed);
    positional = List.copyOf(positional);
  }

  private List<String> all(String name) {
    List<String> found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no flag " + name);
    }
    return found;
  }

  /** The value of a flag that does not repeat; empty text if it has none. */
  public String string(String name) {
    List<String> found = all(name);
    return found.isEmpty() ? "" : found.getLast();
  }

  public boolean bool(String name) {
    return string(name).equals("true");
  }

  public long integer(String name) {
    return Long.parseLong(string(name));
  }

  public Duration duration(String name) {
    String text = string(name);
    try {
      return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
    } catch (GoDuration.Invalid e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of a flag that repeats. */
  public List<String> strings(String name) {
    return all(name);
  }

  public boolean wasGiven(String name) {
    return changed.contains(name);
  }
}
