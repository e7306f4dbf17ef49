package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/** What lists and tuples have in common: slices and comparison of element arrays. */
final class Slices {
  private Slices() {}

  static Value[] of(Value[] elements, int size, int start, int end, int step) {
    if (step == 1) {
      return start < end ? java.util.Arrays.copyOfRange(elements, start, end) : new Value[0];
    }
    long span = step > 0 ? (long) end - start : (long) start - end;
    long width = Math.abs((long) step);
    int n = span <= 0 ? 0 : (int) ((span + width - 1) / width);
    Value[] result = new Value[n];
    for (int i = 0; i < n; i++) {
      result[i] = elements[(int) (start + (long) i * step)];
    }
    return result;
  }

  /** Compares element by element; the first difference decides, then the length. */
  static boolean compare(Operator op, Value[] x, int xSize, Value[] y, int ySize, int depth) {
    Limits.poll();
    if (xSize != ySize) {
      if (op == Operator.EQ) {
        return false;
      }
      if (op == Operator.NE) {
        return true;
      }
    }
    for (int i = 0; i < xSize && i < ySize; i++) {
      if (!Starlark.equal(x[i], y[i], depth - 1)) {
        return switch (op) {
          case EQ -> false;
          case NE -> true;
          default -> Starlark.compare(op, x[i], y[i], depth - 1);
        };
      }
    }
    return op.holdsFor(Integer.compare(xSize, ySize));
  }
}
