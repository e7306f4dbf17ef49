package dev.camber.host.ignore;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordered list of dockerignore patterns, anchored at a base path. The last pattern that matches
 * a path or one of its parents decides; {@code !} takes back. Meaning as in {@code
 * moby/patternmatcher}, with three additions of the reference: a pattern may be absolute, may lead
 * out of the base by {@code ..}, and {@code .} is the base with all below it (spec tiltfile-api
 * §8.1). Immutable.
 *
 * <p>Where moby's translation to a regular expression contradicts the syntax it documents (a letter
 * after a backslash, {@code *} or {@code ?} in a class, {@code ^} outside one), the documented
 * meaning holds here: the character itself.
 */
public final class DockerPatterns implements PathFilter {
  private final List<Rule> rules;

  private record Rule(String base, PathPattern pattern, boolean exception) {}

  private DockerPatterns(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Compiles patterns. Blank ones are skipped.
   *
   * @param base absolute and clean
   * @throws InvalidPatternException {@code syntax error in pattern}
   */
  public static DockerPatterns compile(Path base, List<String> patterns)
      throws InvalidPatternException {
    if (!base.isAbsolute()) {
      throw new IllegalArgumentException("base " + base + ", want an absolute path");
    }
    List<Rule> rules = new ArrayList<>();
    for (String written : patterns) {
      String pattern = GoPath.trimSpace(written);
      if (!pattern.isEmpty()) {
        rules.add(rule(text(base.normalize()), written, GoPath.clean(pattern)));
      }
    }
    return new DockerPatterns(rules);
  }

  private static Rule rule(String base, String written, String cleaned)
      throws InvalidPatternException {
    boolean exception = cleaned.startsWith("!");
    String rest = exception ? cleaned.substring(1) : cleaned;
    String anchor = base;
    if (rest.startsWith("/")) {
      anchor = "";
      rest = rest.substring(1);
      if (rest.isEmpty()) {
        // The root alone, not what is below it: a path that nobody asks about.
        return new Rule("", PathPattern.NOTHING, exception);
      }
    }
    // Cleaned again as the reference does when it joins base and pattern; matters after a "!".
    rest = GoPath.clean(rest);
    while (rest.equals("..") || rest.startsWith("../")) {
      anchor = anchor.substring(0, Math.max(0, anchor.lastIndexOf('/')));
      rest = rest.length() > 3 ? rest.substring(3) : ".";
    }
    return new Rule(anchor, PathPattern.compile(rest, written), exception);
  }

  @Override
  public boolean matches(Path path) {
    return matches(text(path));
  }

  private boolean matches(String path) {
    boolean matched = false;
    for (Rule rule : rules) {
      if (rule.exception() != matched) {
        continue;
      }
      if (isBelow(path, rule.base()) && rule.pattern().matches(path, relativeAt(path, rule))) {
        matched = !rule.exception();
      }
    }
    return matched;
  }

  @Override
  public boolean matchesWholeDir(Path dir) {
    String path = text(dir);
    boolean covered = false;
    for (Rule rule : rules) {
      boolean below = isBelow(path, rule.base());
      int at = relativeAt(path, rule);
      if (!rule.exception()) {
        covered = covered || (below && rule.pattern().matchesAllBelow(path, at));
      } else if (covered) {
        // A "!" takes back only what an earlier pattern matched. One that might match below the
        // directory is enough to have to look inside.
        covered = below ? !rule.pattern().mayMatchBelow(path, at) : !isBelow(rule.base(), path);
      }
    }
    return covered;
  }

  /** Absolute, with {@code /} between elements; the root is empty. */
  private static String text(Path path) {
    String text = path.toString();
    if (File.separatorChar != '/') {
      text = text.replace(File.separatorChar, '/');
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isBelow(String path, String base) {
    return path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }

  /** Where in {@code path} the part relative to the rule's base begins. */
  private static int relativeAt(String path, Rule rule) {
    return Math.min(path.length(), rule.base().length() + 1);
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
