package dev.camber.starlark;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text to float as Go's {@code strconv.ParseFloat} reads it. */
final class FloatParser {
  /** Decimal: digits, perhaps with a point, perhaps with an exponent. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** Hexadecimal: the binary exponent is obligatory. */
  private static final Pattern HEX =
      Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d+");

  private FloatParser() {}

  /** The number, infinite if too large, or null if the text is none. */
  static @Nullable Double parse(String text) {
    String s = text;
    if (s.indexOf('_') >= 0) {
      // ASCII only, and underscores between digits.
      s = s.replaceAll("(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])", "");
    }
    if (DECIMAL.matcher(s).matches() || HEX.matcher(s).matches()) {
      return Double.parseDouble(s);
    }
    return null;
  }
}
