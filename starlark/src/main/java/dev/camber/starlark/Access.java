package dev.camber.starlark;

import dev.camber.starlark.syntax.Spelling;
import org.jspecify.annotations.Nullable;

/** Attributes, indices, slices, iteration and length of any value. */
final class Access {
  private Access() {}

  static Value attr(Value x, String name) {
    Value found = null;
    String message = null;
    if (x instanceof HasAttrs h) {
      try {
        found = h.attr(name);
      } catch (NoSuchAttrException e) {
        message = e.getMessage();
      }
    }
    if (found != null) {
      return found;
    }
    if (message == null) {
      message = x.type() + " has no ." + name + " field or method";
    }
    String hint = x instanceof HasAttrs h ? Spelling.hint(".", name, sorted(h)) : "";
    throw new EvalException(message + hint);
  }

  private static java.util.List<String> sorted(HasAttrs x) {
    // A module keeps the order in which its host lists the members.
    return x instanceof StarlarkNamespace
        ? x.attrNames()
        : x.attrNames().stream().sorted().toList();
  }

  static void setField(Value x, String name, Value value) {
    if (!(x instanceof HasSetField h)) {
      throw new EvalException("can't assign to ." + name + " field of " + x.type());
    }
    try {
      h.setField(name, value);
    } catch (NoSuchAttrException e) {
      throw new EvalException(e.getMessage() + Spelling.hint(".", name, sorted(h)), e);
    }
  }

  static Value index(Value x, Value key) {
    if (x instanceof StarlarkList l && key instanceof StarlarkInt i && i.big == null) {
      long n = i.small < 0 ? i.small + l.size : i.small;
      if (n >= 0 && n < l.size) {
        return l.elements[(int) n];
      }
    }
    // The language's own types first: asking for a class is much cheaper than for an interface.
    if (x instanceof StarlarkDict d) {
      Value v = d.table.get(key);
      if (v == null) {
        throw new EvalException("key " + Starlark.repr(key) + " not in dict");
      }
      return v;
    }
    if (x instanceof StarlarkTuple t && key instanceof StarlarkInt i && i.big == null) {
      long n = i.small < 0 ? i.small + t.elements.length : i.small;
      if (n >= 0 && n < t.elements.length) {
        return t.elements[(int) n];
      }
    }
    if (x instanceof Mapping m) {
      Value v = m.get(key);
      if (v == null) {
        throw new EvalException("key " + Starlark.repr(key) + " not in " + x.type());
      }
      return v;
    }
    if (x instanceof StarlarkRange r) {
      int i = indexOf(x, key);
      return StarlarkInt.of(r.valueAt(checked(x, i, r.length)));
    }
    if (x instanceof Indexable s) {
      int i = indexOf(x, key);
      return s.at((int) checked(x, i, s.size()));
    }
    throw new EvalException("unhandled index operation " + x.type() + "[" + key.type() + "]");
  }

  private static int indexOf(Value x, Value key) {
    try {
      return Starlark.toInt32(key);
    } catch (EvalException e) {
      throw new EvalException(x.type() + " index: " + e.getMessage(), e);
    }
  }

  static long checked(Value x, int index, long size) {
    long i = index < 0 ? index + size : index;
    if (i < 0 || i >= size) {
      throw outOfRange(x, index, size);
    }
    return i;
  }

  static EvalException outOfRange(Value x, long index, long size) {
    if (size == 0) {
      return new EvalException("index " + index + " out of range: empty " + x.type());
    }
    return new EvalException(
        x.type() + " index " + index + " out of range [" + -size + ":" + (size - 1) + "]");
  }

  static void setIndex(Value x, Value key, Value value) {
    if (x instanceof StarlarkList l) {
      l.setAt((int) checked(x, Starlark.toInt32(key), l.size), value);
    } else if (x instanceof StarlarkDict d) {
      d.put(key, value);
    } else if (x instanceof Mapping.Settable m) {
      m.setKey(key, value);
    } else if (x instanceof Indexable.Settable s) {
      s.setAt((int) checked(x, Starlark.toInt32(key), s.size()), value);
    } else {
      throw new EvalException(x.type() + " value does not support item assignment");
    }
  }

  static Value slice(Value x, Value low, Value high, Value step) {
    if (!(x instanceof Indexable.Sliceable s)) {
      throw new EvalException("invalid slice operand " + x.type());
    }
    long n = x instanceof StarlarkRange r ? r.length : s.size();
    int by = 1;
    if (step != StarlarkNone.NONE) {
      by = bound(step, "slice step");
      if (by == 0) {
        throw new EvalException("zero is not a valid slice step");
      }
    }
    long start;
    long end;
    if (by > 0) {
      start = clamp(bound(low, "start index", n, 0), 0, n);
      end = Math.max(start, clamp(bound(high, "end index", n, n), 0, n));
    } else {
      start = Math.min(bound(low, "start index", n, n - 1), n - 1);
      end = Math.max(-1, bound(high, "end index", n, -1));
      start = Math.max(start, end);
    }
    if (x instanceof StarlarkRange r) {
      return r.slice(start, end, by);
    }
    return s.slice((int) start, (int) end, by);
  }

  private static long clamp(long x, long low, long high) {
    return Math.max(low, Math.min(x, high));
  }

  private static int bound(Value v, String what) {
    try {
      return Starlark.toInt32(v);
    } catch (EvalException e) {
      throw new EvalException("invalid " + what + ": " + e.getMessage(), e);
    }
  }

  private static long bound(Value v, String what, long size, long defaultValue) {
    if (v == StarlarkNone.NONE) {
      return defaultValue;
    }
    int i = bound(v, what);
    return i < 0 ? i + size : i;
  }

  /** The bounds of methods such as {@code s.find(x, start, end)}, clamped. */
  static int[] bounds(@Nullable Value low, @Nullable Value high, int size) {
    Value lo = low == null ? StarlarkNone.NONE : low;
    Value hi = high == null ? StarlarkNone.NONE : high;
    return new int[] {
      (int) clamp(bound(lo, "start index", size, 0), 0, size),
      (int) clamp(bound(hi, "end index", size, size), 0, size)
    };
  }

  static StarlarkIterable.Cursor iterate(Value x) {
    if (x instanceof StarlarkList l) {
      return l.iterate();
    }
    if (x instanceof StarlarkIterable i) {
      return i.iterate();
    }
    throw new EvalException(x.type() + " value is not iterable");
  }

  /** The length, or -1 for a value that has none. */
  static long lengthOrMinusOne(Value x) {
    if (x instanceof StarlarkList l) {
      return l.size;
    }
    if (x instanceof StarlarkString s) {
      return s.bytes.length();
    }
    if (x instanceof StarlarkRange r) {
      return r.length;
    }
    if (x instanceof Sequence s) {
      return s.size();
    }
    return x instanceof Indexable i ? i.size() : -1;
  }

  /** {@code x.name}. */
  static final class Attr extends Expr {
    private final Expr object;
    private final String name;
    private final int offset;

    Attr(Expr object, String name, int offset) {
      this.object = object;
      this.name = name;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value x = object.eval(f);
      f.offset = offset;
      return attr(x, name);
    }
  }

  /** {@code x[key]}. */
  static final class Index extends Expr {
    private final Expr object;
    private final Expr key;
    private final int offset;

    Index(Expr object, Expr key, int offset) {
      this.object = object;
      this.key = key;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value x = object.eval(f);
      Value k = key.eval(f);
      f.offset = offset;
      return index(x, k);
    }
  }

  /** {@code x[low:high:step]}. */
  static final class Slice extends Expr {
    private final Expr object;
    private final Expr low;
    private final Expr high;
    private final Expr step;
    private final int offset;

    Slice(Expr object, Expr low, Expr high, Expr step, int offset) {
      this.object = object;
      this.low = low;
      this.high = high;
      this.step = step;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value x = object.eval(f);
      Value lo = low.eval(f);
      Value hi = high.eval(f);
      Value by = step.eval(f);
      f.offset = offset;
      return slice(x, lo, hi, by);
    }
  }
}
