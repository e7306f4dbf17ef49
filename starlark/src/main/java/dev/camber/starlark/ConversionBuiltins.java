package dev.camber.starlark;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builtins that make one scalar of another: {@code abs bool bytes chr float hash int ord str …}.
 */
final class ConversionBuiltins {
  private static final StarlarkInt ONE = StarlarkInt.of(1);

  private ConversionBuiltins() {}

  static Map<String, BuiltinFunction> all() {
    return Map.of(
        "abs", ConversionBuiltins::abs,
        "bool", (t, a) -> StarlarkBool.of(a.positional(0, 1).count() > 0 && a.at(0).truth()),
        "bytes", ConversionBuiltins::bytes,
        "chr", ConversionBuiltins::chr,
        "float", ConversionBuiltins::toFloat,
        "hash", ConversionBuiltins::hash,
        "int", ConversionBuiltins::toInt,
        "ord", ConversionBuiltins::ord,
        "repr", (t, a) -> new Printer().repr(a.positional(1, 1).at(0)).toStarlark(),
        "str", ConversionBuiltins::str);
  }

  /** Some builtins of the reference word their own complaints about the number of arguments. */
  static Value only(Arguments a, String wanted) {
    if (a.names.length > 0) {
      throw new EvalException(a.function() + " does not accept keyword arguments");
    }
    if (a.count() != 1) {
      throw new EvalException(a.function() + ": got " + a.count() + " arguments, want " + wanted);
    }
    return a.at(0);
  }

  private static Value abs(StarlarkThread t, Arguments a) {
    return switch (a.positional(1, 1).at(0)) {
      case StarlarkFloat f -> StarlarkFloat.of(Math.abs(f.value));
      case StarlarkInt i when i.signum() >= 0 -> i;
      case StarlarkInt i -> StarlarkInt.of(i.toBigInteger().negate());
      case Value v -> throw Converter.wrongType(v, "int or float");
    };
  }

  private static Value bytes(StarlarkThread t, Arguments a) {
    return switch (only(a, "exactly 1")) {
      case StarlarkBytes b -> b;
      case StarlarkString s -> StarlarkBytes.ofBytes(Utf8.encode(s.text()));
      case StarlarkIterable i -> {
        var out = new StringBuilder();
        int index = 0;
        for (Value v : Starlark.elements(t, i)) {
          out.append((char) byteOf(v, index++));
        }
        yield StarlarkBytes.ofBytes(out.toString());
      }
      case Value v ->
          throw new EvalException(
              "bytes: got " + v.type() + ", want string, bytes, or iterable of ints");
    };
  }

  private static int byteOf(Value v, int index) {
    if (!(v instanceof StarlarkInt i)) {
      throw new EvalException("bytes: at index " + index + ", got " + v.type() + ", want int");
    }
    if (i.big != null || i.small < 0 || i.small > 255) {
      throw new EvalException(
          "bytes: at index " + index + ", " + Numbers.outOfRange(i, "unsigned 8-bit"));
    }
    return (int) i.small;
  }

  private static Value chr(StarlarkThread t, Arguments a) {
    int i;
    Value v = only(a, "1");
    try {
      i = Starlark.toInt32(v);
    } catch (EvalException e) {
      throw new EvalException("chr: " + e.getMessage(), e);
    }
    if (i < 0) {
      throw new EvalException("chr: Unicode code point " + i + " out of range (<0)");
    }
    if (i > Character.MAX_CODE_POINT) {
      throw new EvalException(
          String.format("chr: Unicode code point U+%X out of range (>0x10FFFF)", i));
    }
    var out = new StringBuilder();
    Utf8.appendEncoded(out, i);
    return StarlarkString.ofBytes(out.toString());
  }

  private static Value ord(StarlarkThread t, Arguments a) {
    return switch (only(a, "1")) {
      case StarlarkString s -> {
        String bytes = s.bytes;
        if (bytes.isEmpty() || Utf8.widthAt(bytes, 0) != bytes.length()) {
          int n = s.text().codePointCount(0, s.text().length());
          throw new EvalException("ord: string encodes " + n + " Unicode code points, want 1");
        }
        yield StarlarkInt.of(Utf8.codePointAt(bytes, 0));
      }
      case StarlarkBytes b -> {
        if (b.size() != 1) {
          throw new EvalException("ord: bytes has length " + b.size() + ", want 1");
        }
        yield StarlarkInt.of(b.bytes.charAt(0));
      }
      case Value v -> throw new EvalException("ord: got " + v.type() + ", want string or bytes");
    };
  }

  private static Value str(StarlarkThread t, Arguments a) {
    return switch (only(a, "exactly 1")) {
      case StarlarkString s -> s;
      case StarlarkBytes b -> StarlarkString.of(Utf8.decode(b.bytes));
      case Value v -> new Printer().str(v).toStarlark();
    };
  }

  private static Value hash(StarlarkThread t, Arguments a) {
    return switch (a.positional(1, 1).at(0)) {
      case StarlarkString s -> {
        int h = 0;
        for (int i = 0; i < s.bytes.length(); i += Utf8.widthAt(s.bytes, i)) {
          h = 31 * h + Utf8.codePointAt(s.bytes, i);
        }
        yield StarlarkInt.of(h);
      }
      case StarlarkBytes b -> {
        int h = 0x811C9DC5;
        for (int i = 0; i < b.bytes.length(); i++) {
          h = (h ^ b.bytes.charAt(i)) * 0x01000193;
        }
        yield StarlarkInt.of(Integer.toUnsignedLong(h));
      }
      case Value v -> throw new EvalException("hash: got " + v.type() + ", want string or bytes");
    };
  }

  private static Value toInt(StarlarkThread t, Arguments a) {
    var u = a.unpacker();
    var x = u.required("x", Converter.ANY);
    var base = u.optional("base", Converter.ANY);
    u.finish();
    if (x.get() instanceof StarlarkString s) {
      int radix = base.isGiven() ? radix(base.get()) : 10;
      StarlarkInt parsed = parse(s.bytes, radix);
      if (parsed == null) {
        throw new EvalException("int: invalid literal with base " + radix + ": " + s.text());
      }
      return parsed;
    }
    if (base.isGiven()) {
      throw new EvalException("int: can't convert non-string with explicit base");
    }
    if (x.get() instanceof StarlarkBool b) {
      return b.truth() ? ONE : StarlarkInt.ZERO;
    }
    try {
      return Numbers.toInt(x.get());
    } catch (EvalException e) {
      throw new EvalException("int: " + e.getMessage(), e);
    }
  }

  private static int radix(Value base) {
    int radix;
    try {
      radix = Starlark.toInt32(base);
    } catch (EvalException e) {
      throw new EvalException("int: for base, got " + base.type() + ", want int", e);
    }
    if (radix != 0 && (radix < 2 || radix > 36)) {
      throw new EvalException("int: base must be an integer >= 2 && <= 36");
    }
    return radix;
  }

  private static @Nullable StarlarkInt parse(String text, int base) {
    String s = text;
    boolean negative = s.startsWith("-");
    if (negative || s.startsWith("+")) {
      s = s.substring(1);
    }
    int radix = base;
    if (s.length() > 1 && s.charAt(0) == '0') {
      int prefix =
          s.length() == 2
              ? 0
              : switch (s.charAt(1) | 0x20) {
                case 'o' -> 8;
                case 'x' -> 16;
                case 'b' -> 2;
                default -> 0;
              };
      if (prefix != 0) {
        if (radix == 0 || radix == prefix) {
          radix = prefix;
          s = s.substring(2);
        }
      } else if (radix == 0) {
        return s.chars().allMatch(c -> c == '0') ? StarlarkInt.ZERO : null;
      }
    }
    if (radix == 0) {
      radix = 10;
    }
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) >= 0x80 || Character.digit(s.charAt(i), radix) < 0) {
        return null;
      }
    }
    if (s.isEmpty()) {
      return null;
    }
    Numbers.checkBits(s.length() * 3L);
    BigInteger i = new BigInteger(s, radix);
    return StarlarkInt.of(negative ? i.negate() : i);
  }

  private static Value toFloat(StarlarkThread t, Arguments a) {
    if (a.names.length > 0) {
      throw new EvalException("float does not accept keyword arguments");
    }
    if (a.count() == 0) {
      return StarlarkFloat.of(0);
    }
    if (a.count() != 1) {
      throw new EvalException("float got " + a.count() + " arguments, wants 1");
    }
    return switch (a.at(0)) {
      case StarlarkBool b -> StarlarkFloat.of(b.truth() ? 1 : 0);
      case StarlarkFloat f -> f;
      case StarlarkInt i -> {
        double d = i.toDouble();
        if (Double.isInfinite(d)) {
          throw new EvalException("int too large to convert to float");
        }
        yield StarlarkFloat.of(d);
      }
      case StarlarkString s -> parseFloat(s);
      case Value v -> throw new EvalException("float got " + v.type() + ", want number or string");
    };
  }

  private static Value parseFloat(StarlarkString string) {
    String s = string.bytes;
    if (s.isEmpty()) {
      throw new EvalException("float: empty string");
    }
    switch (s.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> {
        return StarlarkFloat.of(Double.POSITIVE_INFINITY);
      }
      case "-inf", "-infinity" -> {
        return StarlarkFloat.of(Double.NEGATIVE_INFINITY);
      }
      case "nan", "+nan", "-nan" -> {
        return StarlarkFloat.of(Double.NaN);
      }
      default -> {}
    }
    Double d = FloatParser.parse(s);
    if (d == null) {
      throw new EvalException("invalid float literal: " + string.text());
    }
    if (Double.isInfinite(d)) {
      throw new EvalException("floating-point number too large");
    }
    return StarlarkFloat.of(d);
  }
}
