package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.ArrayList;
import java.util.List;

/** What a host does with values: printing, comparing, walking. */
public final class Starlark {

  /** How many levels deep a comparison goes before it gives up. */
  static final int COMPARE_DEPTH = 10;

  private Starlark() {}

  /** The text of {@code str(x)}. */
  public static String str(Value value) {
    return value instanceof StarlarkString s ? s.text() : new Printer().str(value).toString();
  }

  /** The text of {@code repr(x)}. */
  public static String repr(Value value) {
    return new Printer().repr(value).toString();
  }

  /** A text in Starlark's double quotes, as messages show it. */
  public static String quote(String text) {
    var out = new StringBuilder();
    Quote.string(out, Utf8.encode(text));
    return Utf8.decode(out.toString());
  }

  /**
   * The value as an int of 32 bits, which is the limit of indices.
   *
   * @throws EvalException {@code got T, want int} or {@code N out of range}
   */
  public static int toInt32(Value value) {
    if (!(value instanceof StarlarkInt i)) {
      throw Converter.wrongType(value, "int");
    }
    if (i.big != null || i.small != (int) i.small) {
      throw new EvalException(i + " out of range");
    }
    return (int) i.small;
  }

  /**
   * Whether the two are equal.
   *
   * @throws EvalException {@code comparison exceeded maximum recursion depth}
   */
  public static boolean equal(Value x, Value y) {
    return equal(x, y, COMPARE_DEPTH);
  }

  /** {@link #equal(Value, Value)} inside a comparison that has some levels left. */
  public static boolean equal(Value x, Value y, int depth) {
    if (x instanceof StarlarkString s && y instanceof StarlarkString t) {
      checkDepth(depth);
      return s.bytes.equals(t.bytes);
    }
    if (x instanceof StarlarkInt i && y instanceof StarlarkInt j && i.big == null) {
      checkDepth(depth);
      return j.big == null && i.small == j.small;
    }
    return compare(Operator.EQ, x, y, depth);
  }

  private static void checkDepth(int depth) {
    if (depth < 1) {
      throw new EvalException("comparison exceeded maximum recursion depth");
    }
  }

  /**
   * Whether a comparison holds.
   *
   * @param op one of {@code == != < > <= >=}
   * @param depth how many levels may be compared, this one included
   * @throws EvalException if the values have no such order or nest too deep
   */
  public static boolean compare(Operator op, Value x, Value y, int depth) {
    checkDepth(depth);
    if (x.getClass() == y.getClass() || x.type().equals(y.type())) {
      if (x instanceof HasComparison c) {
        return c.compare(op, y, depth);
      }
      return switch (op) {
        case EQ -> x == y;
        case NE -> x != y;
        default -> throw notComparable(op, x, y);
      };
    }
    if (x instanceof StarlarkInt i && y instanceof StarlarkFloat f) {
      return op.holdsFor(Floats.compare(i, f.value));
    }
    if (x instanceof StarlarkFloat f && y instanceof StarlarkInt i) {
      return op.holdsFor(-Floats.compare(i, f.value));
    }
    return switch (op) {
      case EQ -> false;
      case NE -> true;
      default -> throw notComparable(op, x, y);
    };
  }

  /** {@link #compare(Operator, Value, Value, int)} from the start. */
  public static boolean compare(Operator op, Value x, Value y) {
    return compare(op, x, y, COMPARE_DEPTH);
  }

  /** The error {@code T < U not implemented}. */
  public static EvalException notComparable(Operator op, Value x, Value y) {
    return new EvalException(x.type() + " " + op + " " + y.type() + " not implemented");
  }

  /** All elements of an iterable, as a new list. */
  public static List<Value> elements(StarlarkIterable iterable) {
    List<Value> elements = new ArrayList<>();
    try (var cursor = iterable.iterate()) {
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        elements.add(v);
      }
    }
    return elements;
  }

  /** {@link #elements(StarlarkIterable)}, which can be cancelled. */
  static List<Value> elements(StarlarkThread thread, StarlarkIterable iterable) {
    if (iterable instanceof StarlarkList list) {
      return new ArrayList<>(list.toList());
    }
    if (iterable instanceof Sequence s) {
      Limits.checkElements(Access.lengthOrMinusOne(s));
    }
    List<Value> elements = new ArrayList<>();
    try (var cursor = iterable.iterate()) {
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        thread.tick();
        elements.add(v);
      }
    }
    return elements;
  }
}
