package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import org.jspecify.annotations.Nullable;

/** Binary and unary operators on any values, in full generality. */
final class Operators {
  private Operators() {}

  static Value binary(Operator op, Value x, Value y) {
    if (op == Operator.NOT_IN) {
      return StarlarkBool.of(!in(x, y));
    }
    if (op == Operator.IN) {
      return StarlarkBool.of(in(x, y));
    }
    Value result =
        switch (op) {
          case PLUS -> plus(x, y);
          case MINUS ->
              x instanceof StarlarkSet a && y instanceof StarlarkSet b
                  ? SetMethods.difference(a, b)
                  : Numbers.binary(op, x, y);
          case STAR -> times(x, y);
          case PERCENT ->
              x instanceof StarlarkString s
                  ? Interpolation.interpolate(s.bytes, y)
                  : Numbers.binary(op, x, y);
          case PIPE -> pipe(x, y);
          case AMP ->
              x instanceof StarlarkSet a && y instanceof StarlarkSet b
                  ? SetMethods.intersection(a, b)
                  : Numbers.binary(op, x, y);
          case CARET ->
              x instanceof StarlarkSet a && y instanceof StarlarkSet b
                  ? SetMethods.symmetricDifference(a, b)
                  : Numbers.binary(op, x, y);
          default -> Numbers.binary(op, x, y);
        };
    return result != null ? result : hostDefined(op, x, y);
  }

  private static Value hostDefined(Operator op, Value x, Value y) {
    if (x instanceof HasBinary h) {
      Value result = h.binary(op, y, true);
      if (result != null) {
        return result;
      }
    }
    if (y instanceof HasBinary h) {
      Value result = h.binary(op, x, false);
      if (result != null) {
        return result;
      }
    }
    throw unknown(op, x, y);
  }

  private static EvalException unknown(Operator op, Value x, Value y) {
    return new EvalException("unknown binary op: " + x.type() + " " + op + " " + y.type());
  }

  private static @Nullable Value plus(Value x, Value y) {
    if (x instanceof StarlarkString s && y instanceof StarlarkString t) {
      Limits.checkBytes((long) s.bytes.length() + t.bytes.length());
      return StarlarkString.ofBytes(s.bytes.concat(t.bytes));
    }
    if (x instanceof StarlarkList a && y instanceof StarlarkList b) {
      return StarlarkList.wrap(concat(a.elements, a.size, b.elements, b.size));
    }
    if (x instanceof StarlarkTuple a && y instanceof StarlarkTuple b) {
      return StarlarkTuple.wrap(
          concat(a.elements, a.elements.length, b.elements, b.elements.length));
    }
    return Numbers.binary(Operator.PLUS, x, y);
  }

  private static Value[] concat(Value[] a, int m, Value[] b, int n) {
    Limits.checkElements((long) m + n);
    Value[] all = new Value[m + n];
    System.arraycopy(a, 0, all, 0, m);
    System.arraycopy(b, 0, all, m, n);
    return all;
  }

  private static @Nullable Value pipe(Value x, Value y) {
    if (x instanceof StarlarkDict a && y instanceof StarlarkDict b) {
      StarlarkDict union = StarlarkDict.empty();
      union.table.open();
      a.forEach(union.table::put);
      b.forEach(union.table::put);
      return union;
    }
    if (x instanceof StarlarkSet a && y instanceof StarlarkSet b) {
      return SetMethods.union(a, b);
    }
    return Numbers.binary(Operator.PIPE, x, y);
  }

  private static @Nullable Value times(Value x, Value y) {
    if (x instanceof StarlarkInt n
        && !(y instanceof StarlarkInt)
        && !(y instanceof StarlarkFloat)) {
      return repeat(y, n);
    }
    if (y instanceof StarlarkInt n
        && !(x instanceof StarlarkFloat)
        && !(x instanceof StarlarkInt)) {
      return repeat(x, n);
    }
    return Numbers.binary(Operator.STAR, x, y);
  }

  private static @Nullable Value repeat(Value x, StarlarkInt n) {
    return switch (x) {
      case StarlarkString s -> StarlarkString.ofBytes(repeat(s.bytes, n));
      case StarlarkBytes b -> StarlarkBytes.ofBytes(repeat(b.bytes, n));
      case StarlarkList l -> StarlarkList.wrap(repeat(l.elements, l.size, n));
      case StarlarkTuple t -> StarlarkTuple.wrap(repeat(t.elements, t.elements.length, n));
      default -> null;
    };
  }

  private static String repeat(String bytes, StarlarkInt n) {
    int count = count(bytes.length(), n);
    Limits.checkBytes((long) bytes.length() * count);
    return bytes.repeat(count);
  }

  private static Value[] repeat(Value[] elements, int size, StarlarkInt n) {
    int count = count(size, n);
    Limits.checkElements((long) size * count);
    Value[] all = new Value[size * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(elements, 0, all, i * size, size);
    }
    return all;
  }

  /** How often to repeat something of a size; zero for nothing. */
  private static int count(int size, StarlarkInt n) {
    if (size == 0) {
      return 0;
    }
    if (n.big != null || n.small != (int) n.small) {
      throw new EvalException("repeat count " + n + " too large");
    }
    int count = (int) Math.max(0, n.small);
    if ((long) size * count >= Limits.MAX_ELEMENTS) {
      throw new EvalException("excessive repeat (" + size + " * " + count + " elements)");
    }
    return count;
  }

  static boolean in(Value x, Value y) {
    if (y instanceof StarlarkDict d) {
      return inMapping(x, d);
    }
    if (y instanceof StarlarkList l) {
      return contains(l.elements, l.size, x);
    }
    if (y instanceof StarlarkString s) {
      if (!(x instanceof StarlarkString t)) {
        throw new EvalException("'in <string>' requires string as left operand, not " + x.type());
      }
      return s.bytes.contains(t.bytes);
    }
    if (y instanceof StarlarkTuple t) {
      return contains(t.elements, t.elements.length, x);
    }
    if (y instanceof StarlarkSet s) {
      return s.table.contains(x);
    }
    if (y instanceof StarlarkRange r) {
      return inRange(x, r);
    }
    if (y instanceof StarlarkBytes b) {
      return inBytes(x, b);
    }
    if (y instanceof HasBinary h) {
      Value result = h.binary(Operator.IN, x, false);
      if (result != null) {
        return result.truth();
      }
    }
    if (y instanceof Mapping m) {
      return inMapping(x, m);
    }
    throw unknown(Operator.IN, x, y);
  }

  /** Parity: a key that cannot be one is simply not there. */
  private static boolean inMapping(Value x, Mapping m) {
    try {
      return m.get(x) != null;
    } catch (EvalException e) {
      return false;
    }
  }

  private static boolean contains(Value[] elements, int size, Value x) {
    for (int i = 0; i < size; i++) {
      if (Starlark.equal(elements[i], x)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inRange(Value x, StarlarkRange r) {
    StarlarkInt i;
    try {
      i = Numbers.toInt(x);
    } catch (EvalException e) {
      throw new EvalException("'in <range>' requires integer as left operand, not " + x.type(), e);
    }
    return i.big == null && r.contains(i.small);
  }

  private static boolean inBytes(Value x, StarlarkBytes b) {
    return switch (x) {
      case StarlarkBytes t -> b.bytes.contains(t.bytes);
      case StarlarkInt i -> {
        if (i.big != null || i.small < 0 || i.small > 255) {
          throw new EvalException("int in bytes: " + Numbers.outOfRange(i, "unsigned 8-bit"));
        }
        yield b.bytes.indexOf((int) i.small) >= 0;
      }
      default ->
          throw new EvalException(
              "'in bytes' requires bytes or int as left operand, not " + x.type());
    };
  }

  static Value unary(Operator op, Value x) {
    if (x instanceof StarlarkInt i) {
      return Numbers.unary(op, i);
    }
    if (x instanceof StarlarkFloat f && op != Operator.TILDE) {
      return op == Operator.MINUS ? StarlarkFloat.of(-f.value) : f;
    }
    if (x instanceof HasUnary h) {
      Value result = h.unary(op);
      if (result != null) {
        return result;
      }
    }
    throw new EvalException("unknown unary op: " + op + " " + x.type());
  }
}
