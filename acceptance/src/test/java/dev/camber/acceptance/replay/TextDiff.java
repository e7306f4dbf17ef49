package dev.camber.acceptance.replay;

import java.util.List;

/** Two lists of lines side by side: {@code -} recorded, {@code +} found. */
final class TextDiff {
  private static final int CONTEXT = 2;

  private TextDiff() {}

  static String of(String wanted, String found) {
    return of(wanted.lines().toList(), found.lines().toList());
  }

  static String of(List<String> wanted, List<String> found) {
    int n = wanted.size();
    int m = found.size();
    int[][] common = new int[n + 1][m + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = m - 1; j >= 0; j--) {
        common[i][j] =
            wanted.get(i).equals(found.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    int j = 0;
    int same = 0;
    while (i < n || j < m) {
      if (i < n && j < m && wanted.get(i).equals(found.get(j))) {
        if (same < CONTEXT || changesWithin(wanted, found, i, j)) {
          out.append("  ").append(wanted.get(i)).append('\n');
        }
        same++;
        i++;
        j++;
      } else if (i < n && (j >= m || common[i + 1][j] >= common[i][j + 1])) {
        out.append("- ").append(wanted.get(i++)).append('\n');
        same = 0;
      } else {
        out.append("+ ").append(found.get(j++)).append('\n');
        same = 0;
      }
    }
    return out.toString();
  }

  private static boolean changesWithin(List<String> wanted, List<String> found, int i, int j) {
    for (int k = 1; k <= CONTEXT; k++) {
      boolean a = i + k < wanted.size();
      boolean b = j + k < found.size();
      if (a != b || (a && !wanted.get(i + k).equals(found.get(j + k)))) {
        return true;
      }
    }
    return false;
  }
}
