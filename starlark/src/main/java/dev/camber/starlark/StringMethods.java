package dev.camber.starlark;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of {@link StarlarkString}. */
final class StringMethods {
  static final MethodTable<StarlarkString> TABLE = build();

  private StringMethods() {}

  private static MethodTable<StarlarkString> build() {
    var table = new MethodTable.Builder<StarlarkString>();
    table
        .add("capitalize", (t, s, a) -> text(capitalize(none(s, a))))
        .add("count", StringMethods::count)
        .add("endswith", (t, s, a) -> affix(s, a, false))
        .add("find", (t, s, a) -> find(s, a, false, true))
        .add("format", (t, s, a) -> FormatMethod.format(s.bytes, a))
        .add("index", (t, s, a) -> find(s, a, false, false))
        .add("isalnum", (t, s, a) -> all(s, a, c -> Runes.isLetter(c) || Runes.isDigit(c)))
        .add("isalpha", (t, s, a) -> all(s, a, Runes::isLetter))
        .add("isdigit", (t, s, a) -> all(s, a, Runes::isDigit))
        .add("islower", (t, s, a) -> isCase(none(s, a), Runes.lower(s.bytes)))
        .add("isspace", (t, s, a) -> all(s, a, Runes::isSpace))
        .add("istitle", (t, s, a) -> StarlarkBool.of(isTitle(none(s, a))))
        .add("isupper", (t, s, a) -> isCase(none(s, a), Runes.upper(s.bytes)))
        .add("join", StringMethods::join)
        .add("lower", (t, s, a) -> text(Runes.lower(none(s, a))))
        .add("lstrip", (t, s, a) -> strip(s, a, true, false))
        .add("partition", (t, s, a) -> partition(s, a, false))
        .add("removeprefix", (t, s, a) -> removePrefix(s.bytes, string(a)))
        .add("removesuffix", (t, s, a) -> removeSuffix(s.bytes, string(a)))
        .add("replace", StringMethods::replace)
        .add("rfind", (t, s, a) -> find(s, a, true, true))
        .add("rindex", (t, s, a) -> find(s, a, true, false))
        .add("rpartition", (t, s, a) -> partition(s, a, true))
        .add("rsplit", (t, s, a) -> Splitting.split(s.bytes, a, true))
        .add("rstrip", (t, s, a) -> strip(s, a, false, true))
        .add("split", (t, s, a) -> Splitting.split(s.bytes, a, false))
        .add("splitlines", (t, s, a) -> Splitting.lines(s.bytes, a))
        .add("startswith", (t, s, a) -> affix(s, a, true))
        .add("strip", (t, s, a) -> strip(s, a, true, true))
        .add("title", (t, s, a) -> text(title(none(s, a))))
        .add("upper", (t, s, a) -> text(Runes.upper(none(s, a))));
    for (StringElements.Kind kind : StringElements.Kind.values()) {
      if (kind != StringElements.Kind.BYTES) {
        table.add(kind.method(), (t, s, a) -> StringElements.of(kind, none(s, a)));
      }
    }
    return table.build();
  }

  private static StarlarkString text(String bytes) {
    return StarlarkString.ofBytes(bytes);
  }

  /** The receiver, of a method without parameters. */
  private static String none(StarlarkString s, Arguments a) {
    a.positional(0, 0);
    return s.bytes;
  }

  private static String string(Arguments a) {
    return a.positional(1, 1).at(0, Converter.STARLARK_STRING).bytes;
  }

  private static Value all(StarlarkString s, Arguments a, IntPredicate condition) {
    return StarlarkBool.of(Runes.all(none(s, a), condition));
  }

  private static Value isCase(String s, String converted) {
    return StarlarkBool.of(Runes.any(s, Runes::isCased) && s.equals(converted));
  }

  private static String capitalize(String s) {
    if (s.isEmpty()) {
      return s;
    }
    int first = Utf8.widthAt(s, 0);
    return Runes.map(s.substring(0, first), Character::toTitleCase)
        + Runes.lower(s.substring(first));
  }

  private static String title(String s) {
    boolean[] afterCased = {false};
    return Runes.map(
        s,
        c -> {
          int changed = afterCased[0] ? Character.toLowerCase(c) : Character.toTitleCase(c);
          afterCased[0] = Runes.isCased(changed);
          return changed;
        });
  }

  /** Capitals only after what has no case, small letters only after what has one. */
  private static boolean isTitle(String s) {
    boolean cased = false;
    boolean afterCased = false;
    for (int i = 0; i < s.length(); i += Utf8.widthAt(s, i)) {
      int c = Utf8.codePointAt(s, i);
      boolean capital = c >= 'A' && c <= 'Z' || Runes.isTitle(c);
      if (capital ? afterCased : Runes.isLower(c) ? !afterCased : Runes.isUpper(c)) {
        return false;
      }
      afterCased = capital || Runes.isLower(c);
      cased |= afterCased;
    }
    return cased;
  }

  /** The part of the receiver that the parameters start and end choose, and where it starts. */
  private record Part(String bytes, int start) {
    static Part of(StarlarkString s, Arguments a) {
      @Nullable Value low = a.count() > 1 ? a.at(1) : null;
      @Nullable Value high = a.count() > 2 ? a.at(2) : null;
      try {
        int[] bounds = Access.bounds(low, high, s.bytes.length());
        boolean some = bounds[0] < bounds[1];
        return new Part(some ? s.bytes.substring(bounds[0], bounds[1]) : "", bounds[0]);
      } catch (EvalException e) {
        throw new EvalException(a.function() + ": " + e.getMessage(), e);
      }
    }
  }

  private static Value count(StarlarkThread t, StarlarkString s, Arguments a) {
    String sub = a.positional(1, 3).at(0, Converter.STARLARK_STRING).bytes;
    String part = Part.of(s, a).bytes;
    if (sub.isEmpty()) {
      return StarlarkInt.of(Runes.count(part) + 1L);
    }
    int n = 0;
    for (int i = part.indexOf(sub); i >= 0; i = part.indexOf(sub, i + sub.length())) {
      n++;
    }
    return StarlarkInt.of(n);
  }

  private static Value find(StarlarkString s, Arguments a, boolean last, boolean mayFail) {
    String sub = a.positional(1, 3).at(0, Converter.STARLARK_STRING).bytes;
    Part part = Part.of(s, a);
    int i = last ? part.bytes.lastIndexOf(sub) : part.bytes.indexOf(sub);
    if (i >= 0) {
      return StarlarkInt.of(i + part.start);
    }
    if (mayFail) {
      return StarlarkInt.of(-1);
    }
    throw new EvalException(a.function() + ": substring not found");
  }

  private static Value affix(StarlarkString s, Arguments a, boolean prefix) {
    Value x = a.positional(1, 3).at(0);
    String part = Part.of(s, a).bytes;
    switch (x) {
      case StarlarkString fix -> {
        return StarlarkBool.of(hasAffix(part, fix.bytes, prefix));
      }
      case StarlarkTuple tuple -> {
        for (int i = 0; i < tuple.size(); i++) {
          if (!(tuple.at(i) instanceof StarlarkString fix)) {
            throw new EvalException(
                a.function() + ": want string, got " + tuple.at(i).type() + ", for element " + i);
          }
          if (hasAffix(part, fix.bytes, prefix)) {
            return StarlarkBool.TRUE;
          }
        }
        return StarlarkBool.FALSE;
      }
      default ->
          throw new EvalException(
              a.function() + ": got " + x.type() + ", want string or tuple of string");
    }
  }

  private static boolean hasAffix(String s, String fix, boolean prefix) {
    return prefix ? s.startsWith(fix) : s.endsWith(fix);
  }

  private static Value removePrefix(String s, String fix) {
    return text(s.startsWith(fix) ? s.substring(fix.length()) : s);
  }

  private static Value removeSuffix(String s, String fix) {
    return text(s.endsWith(fix) ? s.substring(0, s.length() - fix.length()) : s);
  }

  private static Value join(StarlarkThread t, StarlarkString s, Arguments a) {
    StarlarkIterable iterable = a.positional(1, 1).at(0, Converter.ITERABLE);
    var out = new StringBuilder();
    try (var cursor = iterable.iterate()) {
      String separator = "";
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        t.tick();
        if (!(v instanceof StarlarkString element)) {
          throw new EvalException("join: in list, want string, got " + v.type());
        }
        Limits.checkBytes((long) out.length() + separator.length() + element.size());
        out.append(separator).append(element.bytes);
        separator = s.bytes;
      }
    }
    return text(out.toString());
  }

  private static Value partition(StarlarkString s, Arguments a, boolean last) {
    String separator = string(a);
    if (separator.isEmpty()) {
      throw new EvalException(a.function() + ": empty separator");
    }
    String bytes = s.bytes;
    int i = last ? bytes.lastIndexOf(separator) : bytes.indexOf(separator);
    if (i < 0) {
      return last
          ? StarlarkTuple.of(StarlarkString.EMPTY, StarlarkString.EMPTY, s)
          : StarlarkTuple.of(s, StarlarkString.EMPTY, StarlarkString.EMPTY);
    }
    return StarlarkTuple.of(
        text(bytes.substring(0, i)),
        text(separator),
        text(bytes.substring(i + separator.length())));
  }

  private static Value replace(StarlarkThread t, StarlarkString s, Arguments a) {
    a.positional(2, 3);
    String old = a.at(0, Converter.STARLARK_STRING).bytes;
    String by = a.at(1, Converter.STARLARK_STRING).bytes;
    long limit = a.at(2, Converter.INT64, -1L);
    return text(Splitting.replace(s.bytes, old, by, limit < 0 ? Long.MAX_VALUE : limit));
  }

  private static Value strip(StarlarkString s, Arguments a, boolean left, boolean right) {
    a.positional(0, 1);
    String cut = a.at(0, Converter.STARLARK_STRING, StarlarkString.EMPTY).bytes;
    IntPredicate out = cut.isEmpty() ? Runes::isSpace : c -> Runes.any(cut, x -> x == c);
    String bytes = s.bytes;
    int start = left ? Runes.skip(bytes, out) : 0;
    String rest = bytes.substring(start);
    return text(right ? rest.substring(0, Runes.skipBack(rest, out)) : rest);
  }
}
