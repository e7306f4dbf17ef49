package dev.camber.starlark.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** "Did you mean": the nearest of some names, by the rule of spec §2.2. */
public final class Spelling {
  private Spelling() {}

  /**
   * The candidate with the fewest edits from {@code written}, the first of equals; empty if none is
   * nearer than half of what was written. Case and underscores do not count.
   */
  public static Optional<String> nearest(String written, List<String> candidates) {
    String x = fold(written);
    int bestDistance = (x.length() + 1) / 2;
    Optional<String> best = Optional.empty();
    for (String candidate : candidates) {
      int distance = distance(x, fold(candidate));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** {@code " (did you mean x?)"} or the empty string. */
  public static String hint(String prefix, String written, List<String> candidates) {
    return nearest(written, candidates)
        .map(name -> " (did you mean " + prefix + name + "?)")
        .orElse("");
  }

  private static String fold(String name) {
    var out = new StringBuilder();
    name.codePoints()
        .filter(c -> c != '_')
        .map(Character::toLowerCase)
        .forEach(out::appendCodePoint);
    return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Levenshtein distance over bytes, in one row. */
  private static int distance(String x, String y) {
    int[] row = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int substituted = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[y.length()];
  }
}
