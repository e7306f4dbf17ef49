package dev.camber.starlark;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code "…" % x} (spec §1.3). Works on byte strings. */
final class Interpolation {
  private final String format;
  private final Value operand;
  private final Printer out = new Printer();
  private int position;
  private int next;

  private Interpolation(String format, Value operand) {
    this.format = format;
    this.operand = operand;
  }

  static Value interpolate(String format, Value operand) {
    return new Interpolation(format, operand).run();
  }

  private Value run() {
    int count = operand instanceof StarlarkTuple t ? t.elements.length : 1;
    while (true) {
      int percent = format.indexOf('%', position);
      if (percent < 0) {
        out.bytes(format.substring(position));
        break;
      }
      out.bytes(format.substring(position, percent));
      position = percent + 1;
      if (position < format.length() && format.charAt(position) == '%') {
        out.bytes("%");
        position++;
        continue;
      }
      Value argument = argument(count);
      if (position >= format.length()) {
        throw new EvalException("incomplete format");
      }
      convert(format.charAt(position++), argument);
      next++;
    }
    if (next < count && !(operand instanceof Mapping)) {
      throw new EvalException("too many arguments for format string");
    }
    return out.toStarlark();
  }

  private Value argument(int count) {
    if (position < format.length() && format.charAt(position) == '(') {
      int close = format.indexOf(')', position);
      if (close < 0) {
        throw new EvalException("incomplete format key");
      }
      String key = format.substring(position + 1, close);
      position = close + 1;
      if (!(operand instanceof Mapping m)) {
        throw new EvalException("format requires a mapping");
      }
      Value found = lookup(m, key);
      if (found == null) {
        throw new EvalException("key not found: " + Utf8.decode(key));
      }
      return found;
    }
    if (next >= count) {
      throw new EvalException("not enough arguments for format string");
    }
    return operand instanceof StarlarkTuple t ? t.elements[next] : operand;
  }

  private static @Nullable Value lookup(Mapping m, String key) {
    try {
      return m.get(StarlarkString.ofBytes(key));
    } catch (EvalException e) {
      // Parity: whatever goes wrong, the key is not found.
      return null;
    }
  }

  private void convert(char verb, Value v) {
    switch (verb) {
      case 's' -> out.str(v);
      case 'r' -> out.repr(v);
      case 'd', 'i', 'o', 'x', 'X' -> integer(verb, v);
      case 'e', 'f', 'g', 'E', 'F', 'G' -> floating(verb, v);
      case 'c' -> character(v);
      case '%' -> out.bytes("%");
      default -> throw new EvalException("unknown conversion %" + verb);
    }
  }

  private void integer(char verb, Value v) {
    StarlarkInt i;
    try {
      i = Numbers.toInt(v);
    } catch (EvalException e) {
      throw new EvalException("%" + verb + " format requires integer: " + e.getMessage(), e);
    }
    BigInteger b = i.toBigInteger();
    switch (verb) {
      case 'o' -> out.bytes(b.toString(8));
      case 'x' -> out.bytes(b.toString(16));
      case 'X' -> out.bytes(b.toString(16).toUpperCase(Locale.ROOT));
      default -> out.repr(i);
    }
  }

  private void floating(char verb, Value v) {
    double d;
    switch (v) {
      case StarlarkFloat f -> d = f.value;
      case StarlarkInt i -> d = i.toDouble();
      default -> throw new EvalException("%" + verb + " format requires float, not " + v.type());
    }
    // Parity: the reference accepts %F but prints the verb.
    boolean printsVerb = verb == 'F' && !Double.isNaN(d) && !Double.isInfinite(d);
    out.bytes(printsVerb ? "%F" : Floats.format(d, verb));
  }

  private void character(Value v) {
    switch (v) {
      case StarlarkInt i -> {
        if (i.big != null || i.small < 0 || i.small > Character.MAX_CODE_POINT) {
          throw new EvalException("%c format requires a valid Unicode code point, got " + i);
        }
        Utf8.appendEncoded(out.builder(), (int) i.small);
      }
      case StarlarkString s -> {
        if (s.bytes.isEmpty() || Utf8.widthAt(s.bytes, 0) != s.bytes.length()) {
          throw new EvalException("%c format requires a single-character string");
        }
        Utf8.appendEncoded(out.builder(), Utf8.codePointAt(s.bytes, 0));
      }
      default ->
          throw new EvalException(
              "%c format requires int or single-character string, not " + v.type());
    }
  }
}
