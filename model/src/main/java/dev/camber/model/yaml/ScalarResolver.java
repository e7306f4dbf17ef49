package dev.camber.model.yaml;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which value a scalar's text stands for. Stateless; one instance for each schema. */
final class ScalarResolver {
  /**
   * @param value null, Boolean, Long, BigInteger (only for whole numbers beyond 63 and within 64
   *     bits), Double or String
   */
  record Resolved(String tag, @Nullable Object value) {}

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
  private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_INT64 = BigInteger.valueOf(Long.MAX_VALUE);

  private static final Map<String, Resolved> COMMON_WORDS =
      Map.ofEntries(
          word("true", true),
          word("True", true),
          word("TRUE", true),
          word("false", false),
          word("False", false),
          word("FALSE", false),
          Map.entry("", new Resolved(Tags.NULL, null)),
          Map.entry("~", new Resolved(Tags.NULL, null)),
          Map.entry("null", new Resolved(Tags.NULL, null)),
          Map.entry("Null", new Resolved(Tags.NULL, null)),
          Map.entry("NULL", new Resolved(Tags.NULL, null)),
          number(".nan", Double.NaN),
          number(".NaN", Double.NaN),
          number(".NAN", Double.NaN),
          number(".inf", Double.POSITIVE_INFINITY),
          number(".Inf", Double.POSITIVE_INFINITY),
          number(".INF", Double.POSITIVE_INFINITY),
          number("+.inf", Double.POSITIVE_INFINITY),
          number("+.Inf", Double.POSITIVE_INFINITY),
          number("+.INF", Double.POSITIVE_INFINITY),
          number("-.inf", Double.NEGATIVE_INFINITY),
          number("-.Inf", Double.NEGATIVE_INFINITY),
          number("-.INF", Double.NEGATIVE_INFINITY));

  private static final Map<String, Resolved> OLD_BOOLEANS =
      Map.ofEntries(
          word("y", true),
          word("Y", true),
          word("yes", true),
          word("Yes", true),
          word("YES", true),
          word("on", true),
          word("On", true),
          word("ON", true),
          word("n", false),
          word("N", false),
          word("no", false),
          word("No", false),
          word("NO", false),
          word("off", false),
          word("Off", false),
          word("OFF", false));

  private static final ScalarResolver KUBERNETES = new ScalarResolver(true);
  private static final ScalarResolver COMPOSE = new ScalarResolver(false);

  private final boolean oldBooleans;

  private ScalarResolver(boolean oldBooleans) {
    this.oldBooleans = oldBooleans;
  }

  static ScalarResolver of(YamlSchema schema) {
    return schema == YamlSchema.KUBERNETES ? KUBERNETES : COMPOSE;
  }

  private static Map.Entry<String, Resolved> word(String text, boolean value) {
    return Map.entry(text, new Resolved(Tags.BOOL, value));
  }

  private static Map.Entry<String, Resolved> number(String text, double value) {
    return Map.entry(text, new Resolved(Tags.FLOAT, value));
  }

  /** Whether a plain scalar of this text is read as itself, so that a printer need not quote it. */
  boolean readsAsString(String text) {
    return resolve("", text).tag().equals(Tags.STR)
        && !OLD_BOOLEANS.containsKey(text)
        && (text.indexOf(':') < 0 || !BASE_60.matcher(text).matches());
  }

  /** The value of a plain or tagged scalar. */
  Resolved resolve(String tag, String text) {
    if (!Tags.resolvable(tag)) {
      return new Resolved(tag, text);
    }
    Resolved found = tag.equals(Tags.STR) ? null : untagged(tag, text);
    if (found == null) {
      found = new Resolved(Tags.STR, text);
    }
    if (tag.isEmpty() || tag.equals(found.tag()) || tag.equals(Tags.STR)) {
      return found;
    }
    if (tag.equals(Tags.FLOAT) && found.value() instanceof Long whole) {
      return new Resolved(Tags.FLOAT, (double) whole);
    }
    throw SyntaxError.withoutPlace(
        "cannot decode " + Tags.shown(found.tag()) + " `" + text + "` as a " + Tags.shown(tag));
  }

  private @Nullable Resolved untagged(String tag, String text) {
    Resolved word = COMMON_WORDS.get(text);
    if (word == null && oldBooleans) {
      word = OLD_BOOLEANS.get(text);
    }
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    if (first == '.') {
      return floating(text);
    }
    if (first != '+' && first != '-' && !Characters.isDigit(first)) {
      return null;
    }
    if ((tag.isEmpty() || tag.equals(Tags.TIMESTAMP))
        && text.indexOf('-') == 4
        && TIMESTAMP.matcher(text).matches()) {
      return new Resolved(Tags.TIMESTAMP, text);
    }
    String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
    BigInteger whole = whole(plain);
    if (whole != null) {
      if (whole.compareTo(MIN_INT64) >= 0 && whole.compareTo(MAX_INT64) <= 0) {
        return new Resolved(Tags.INT, whole.longValue());
      }
      if (whole.signum() > 0 && whole.bitLength() <= 64 && first != '+') {
        return new Resolved(Tags.INT, whole);
      }
    }
    return floating(plain);
  }

  private static @Nullable Resolved floating(String text) {
    if (!FLOAT.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : new Resolved(Tags.FLOAT, value);
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Characters.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** {@code [-+]? (0x hex | 0o octal | 0b binary | 0 octal | decimal)}; null if it is none. */
  private static @Nullable BigInteger whole(String text) {
    if (text.length() < 10 && isDecimal(text) && text.charAt(0) != '0') {
      return BigInteger.valueOf(Integer.parseInt(text));
    }
    int start = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    int radix = 10;
    int digits = start;
    if (text.length() > start + 1 && text.charAt(start) == '0') {
      switch (text.charAt(start + 1)) {
        case 'x', 'X' -> radix = 16;
        case 'o', 'O' -> radix = 8;
        case 'b', 'B' -> radix = 2;
        default -> radix = -8;
      }
      digits += radix < 0 ? 1 : 2;
      radix = Math.abs(radix);
    }
    if (digits == text.length()) {
      return null;
    }
    for (int i = digits; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || Character.digit(c, radix) < 0) {
        return null;
      }
    }
    BigInteger value = new BigInteger(text.substring(digits), radix);
    return text.charAt(0) == '-' ? value.negate() : value;
  }
}
