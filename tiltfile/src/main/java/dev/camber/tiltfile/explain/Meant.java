package dev.camber.tiltfile.explain;

import dev.camber.starlark.syntax.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of some names a person probably meant. */
public final class Meant {
  private Meant() {}

  /**
   * The nearest by the language's own rule; else, since that is strict about short names, the first
   * that is one slip away: a letter more, less, other, or two neighbours swapped.
   */
  public static Optional<String> of(String written, List<String> names) {
    return Spelling.nearest(written, names)
        .or(() -> names.stream().filter(name -> isSlip(fold(written), fold(name))).findFirst());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static boolean isSlip(String a, String b) {
    if (a.length() < 2 || b.length() < 2 || Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    int same = 0;
    int shorter = Math.min(a.length(), b.length());
    while (same < shorter && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    if (a.length() != b.length()) {
      String longer = a.length() > b.length() ? a : b;
      String other = longer.equals(a) ? b : a;
      return longer.substring(same + 1).equals(other.substring(same));
    }
    if (same == shorter || a.substring(same + 1).equals(b.substring(same + 1))) {
      return true;
    }
    return same + 1 < shorter
        && a.charAt(same) == b.charAt(same + 1)
        && a.charAt(same + 1) == b.charAt(same)
        && a.substring(same + 2).equals(b.substring(same + 2));
  }
}
