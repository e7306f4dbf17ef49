package dev.camber.model.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a mistyped word may mean; stateless. */
public final class Suggestions {
  private static final int FAR = 2;

  private Suggestions() {}

  static List<String> of(String word, Command parent) {
    String lower = word.toLowerCase(Locale.ROOT);
    return parent.children().stream()
        .map(Command::name)
        .filter(name -> distance(lower, name) <= FAR || name.startsWith(lower))
        .sorted()
        .toList();
  }

  /** Those of {@code names} that are close to a mistyped one, the closest first. */
  public static List<String> near(String word, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(word, name) <= FAR || name.startsWith(word))
        .sorted(
            Comparator.comparingInt((String name) -> distance(word, name))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Levenshtein's distance, in letters. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
