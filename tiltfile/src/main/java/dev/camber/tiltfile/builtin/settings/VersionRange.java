package dev.camber.tiltfile.builtin.settings;

import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of versions as blang/semver reads it: {@code >=1.0.0 <2.0.0 || >5.0.0}, with {@code x}
 * for any number. Source: spec Tiltfile, {@code version_settings}.
 */
final class VersionRange {
  private VersionRange() {}

  private record Version(List<BigInteger> numbers, List<String> pre)
      implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      for (int i = 0; i < 3; i++) {
        int c = numbers.get(i).compareTo(other.numbers.get(i));
        if (c != 0) {
          return c;
        }
      }
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
      }
      for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
        int c = comparePre(pre.get(i), other.pre.get(i));
        if (c != 0) {
          return c;
        }
      }
      return Integer.compare(pre.size(), other.pre.size());
    }

    private static int comparePre(String x, String y) {
      boolean xNumber = isNumber(x);
      boolean yNumber = isNumber(y);
      if (xNumber && yNumber) {
        return new BigInteger(x).compareTo(new BigInteger(y));
      }
      return xNumber == yNumber ? x.compareTo(y) : xNumber ? -1 : 1;
    }
  }

  private interface Test {
    boolean holds(Version version);
  }

  /** Fails if {@code version} is not in the range or the range cannot be read. */
  static void check(String version, String range) {
    Version actual;
    boolean inside;
    try {
      actual = version(version);
      inside = range(range).holds(actual);
    } catch (Unreadable e) {
      throw new EvalException("error parsing version constraint: " + e.getMessage());
    }
    if (!inside) {
      throw new EvalException(
          "you are running Tilt version "
              + version
              + ", which doesn't match the version constraint specified in your Tiltfile: '"
              + range
              + "'");
    }
  }

  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Version version(String text) throws Unreadable {
    if (text.isEmpty()) {
      throw new Unreadable("Version string empty");
    }
    String[] parts = text.split("\\.", 3);
    if (parts.length != 3) {
      throw new Unreadable("No Major.Minor.Patch elements found");
    }
    List<BigInteger> numbers = new ArrayList<>();
    String[] names = {"Major", "Minor"};
    for (int i = 0; i < 2; i++) {
      numbers.add(number(parts[i], names[i] + " number"));
    }
    String patch = parts[2];
    int plus = patch.indexOf('+');
    if (plus >= 0) {
      patch = patch.substring(0, plus);
    }
    List<String> pre = List.of();
    int dash = patch.indexOf('-');
    if (dash >= 0) {
      pre = List.of(patch.substring(dash + 1).split("\\.", -1));
      patch = patch.substring(0, dash);
    }
    numbers.add(number(patch, "Patch number"));
    return new Version(numbers, pre);
  }

  private static BigInteger number(String text, String what) throws Unreadable {
    if (!isNumber(text)) {
      throw new Unreadable(
          "Invalid character(s) found in " + what.toLowerCase(Locale.ROOT) + " " + Quoted.go(text));
    }
    if (text.length() > 1 && text.startsWith("0")) {
      throw new Unreadable(what + " must not contain leading zeroes " + Quoted.go(text));
    }
    return new BigInteger(text);
  }

  private static Test range(String text) throws Unreadable {
    List<List<String>> alternatives = split(text);
    List<Test> any = new ArrayList<>();
    for (List<String> alternative : alternatives) {
      List<Test> all = new ArrayList<>();
      for (String part : alternative) {
        for (String expanded : expand(part, text)) {
          all.add(comparison(expanded, text));
        }
      }
      any.add(version -> all.stream().allMatch(t -> t.holds(version)));
    }
    return version -> any.stream().anyMatch(t -> t.holds(version));
  }

  private static List<List<String>> split(String text) throws Unreadable {
    List<List<String>> out = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String word : joinOperators(text)) {
      if (word.equals("||")) {
        if (current.isEmpty()) {
          throw new Unreadable("First element in range is '||'");
        }
        out.add(current);
        current = new ArrayList<>();
      } else {
        current.add(word);
      }
    }
    if (current.isEmpty()) {
      throw new Unreadable(out.isEmpty() ? "empty range" : "Last element in range is '||'");
    }
    out.add(current);
    return out;
  }

  /** Words of the range; blanks between an operator and its version do not count. */
  private static List<String> joinOperators(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (String word : text.trim().split("\\s+")) {
      pending.append(word);
      boolean operatorOnly = !word.isEmpty() && word.chars().allMatch(c -> "<>=!".indexOf(c) >= 0);
      if (!operatorOnly) {
        words.add(pending.toString());
        pending.setLength(0);
      }
    }
    if (!pending.isEmpty()) {
      words.add(pending.toString());
    }
    return words;
  }

  private static int versionStart(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) >= '0' && part.charAt(i) <= '9') {
        return i;
      }
    }
    return -1;
  }

  /** {@code 0.5.x} as what it stands for. */
  private static List<String> expand(String part, String range) throws Unreadable {
    int start = versionStart(part);
    if (start < 0) {
      throw new Unreadable("Could not get version from string: " + Quoted.go(part));
    }
    String operator = part.substring(0, start);
    String text = part.substring(start);
    int wildcard = text.indexOf('x');
    if (wildcard < 0) {
      return List.of(part);
    }
    String[] parts = text.split("\\.", -1);
    String low;
    String high;
    try {
      if (parts.length == 2 || parts[1].equals("x")) {
        low = parts[0] + ".0.0";
        high = new BigInteger(parts[0]).add(BigInteger.ONE) + ".0.0";
      } else {
        low = parts[0] + "." + parts[1] + ".0";
        high = parts[0] + "." + new BigInteger(parts[1]).add(BigInteger.ONE) + ".0";
      }
    } catch (NumberFormatException e) {
      throw new Unreadable("Could not parse Range " + Quoted.go(range));
    }
    return switch (operator) {
      case ">" -> List.of(">=" + high);
      case ">=" -> List.of(">=" + low);
      case "<" -> List.of("<" + low);
      case "<=" -> List.of("<" + high);
      case "", "=", "==" -> List.of(">=" + low, "<" + high);
      case "!=", "!" -> List.of("!!" + low + "/" + high);
      default -> List.of(part);
    };
  }

  private static Test comparison(String part, String range) throws Unreadable {
    if (part.startsWith("!!")) {
      String[] bounds = part.substring(2).split("/", 2);
      Version low = version(bounds[0]);
      Version high = version(bounds[1]);
      return v -> v.compareTo(low) < 0 || v.compareTo(high) >= 0;
    }
    int start = versionStart(part);
    String operator = part.substring(0, start);
    String text = part.substring(start);
    String where = "Could not parse Range " + Quoted.go(part) + ": ";
    Version bound;
    try {
      if (!List.of("", "=", "==", ">", ">=", "<", "<=", "!", "!=").contains(operator)) {
        throw new Unreadable(
            "Could not parse comparator " + Quoted.go(operator) + " in " + Quoted.go(part));
      }
      try {
        bound = version(text);
      } catch (Unreadable e) {
        throw new Unreadable(
            "Could not parse version "
                + Quoted.go(text)
                + " in "
                + Quoted.go(part)
                + ": "
                + e.getMessage());
      }
    } catch (Unreadable e) {
      throw new Unreadable(where + e.getMessage());
    }
    return switch (operator) {
      case ">" -> v -> v.compareTo(bound) > 0;
      case ">=" -> v -> v.compareTo(bound) >= 0;
      case "<" -> v -> v.compareTo(bound) < 0;
      case "<=" -> v -> v.compareTo(bound) <= 0;
      case "!", "!=" -> v -> v.compareTo(bound) != 0;
      default -> v -> v.compareTo(bound) == 0;
    };
  }
}
