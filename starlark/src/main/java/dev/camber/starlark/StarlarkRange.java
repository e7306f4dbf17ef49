package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** The value of {@code range(…)}: an arithmetic progression of 64-bit ints. */
public final class StarlarkRange implements Sequence, Indexable.Sliceable, HasEquality {
  final long start;
  final long stop;
  final long step;
  final long length;

  StarlarkRange(long start, long stop, long step) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = length(start, stop, step);
  }

  private static long length(long start, long stop, long step) {
    if (step > 0) {
      return stop > start ? Long.divideUnsigned(stop - 1 - start, step) + 1 : 0;
    }
    return start > stop ? Long.divideUnsigned(start - 1 - stop, -step) + 1 : 0;
  }

  /** The number of elements, at most {@code Integer.MAX_VALUE} for those who need an int. */
  @Override
  public int size() {
    return (int) Math.min(length, Integer.MAX_VALUE);
  }

  long valueAt(long index) {
    return start + index * step;
  }

  @Override
  public Value at(int index) {
    return StarlarkInt.of(valueAt(index));
  }

  @Override
  public Value slice(int from, int to, int by) {
    return slice((long) from, (long) to, by);
  }

  Value slice(long from, long to, int by) {
    return new StarlarkRange(valueAt(from), valueAt(to), step * by);
  }

  /** Parity: only ints of 32 bits are found, and the arithmetic wraps as in Go. */
  boolean contains(long x) {
    if (x != (int) x) {
      return false;
    }
    long delta = x - start;
    long quotient = delta / step;
    return delta % step == 0 && quotient >= 0 && quotient < length;
  }

  @Override
  public Cursor iterate() {
    return new Cursor() {
      private long index;

      @Override
      public @Nullable Value next() {
        return index < length ? StarlarkInt.of(valueAt(index++)) : null;
      }
    };
  }

  @Override
  public String type() {
    return "range";
  }

  @Override
  public void repr(Printer out) {
    StringBuilder text = out.builder().append("range(");
    if (step != 1) {
      text.append(start).append(", ").append(stop).append(", ").append(step);
    } else if (start != 0) {
      text.append(start).append(", ").append(stop);
    } else {
      text.append(stop);
    }
    text.append(')');
  }

  @Override
  public boolean truth() {
    return length > 0;
  }

  @Override
  public int hash() {
    throw new EvalException("unhashable: range");
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    StarlarkRange o = (StarlarkRange) other;
    return length == o.length
        && (length == 0 || start == o.start && (length == 1 || step == o.step));
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
