package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sort behind {@code sorted}: stable, by {@code <} alone. Like the reference it goes on after a
 * comparison that fails and reports the last failure. Which one that is, and how values come to
 * stand whose order is not total, such as sets, depends on what is compared with what: those are
 * sorted in the steps of Go's {@code sort.Stable}, which merges in place. Strings and numbers alone
 * come out the same in fewer steps.
 */
final class StableSort {
  /** Blocks of this size are sorted by insertion first, as in Go. */
  private static final int BLOCK = 20;

  private final Value[] keys;
  private final boolean reverse;
  private @Nullable EvalException failure;

  StableSort(Value[] keys, boolean reverse) {
    this.keys = keys;
    this.reverse = reverse;
  }

  /** The values in the order of their keys, as a new array. */
  Value[] sort(Value[] values) {
    int n = keys.length;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int from = 0; from < n; from += BLOCK) {
      insertionSort(order, from, Math.min(from + BLOCK, n));
    }
    int[] sorted = isTotal() ? merged(order) : mergedInPlace(order);
    if (failure != null) {
      throw failure;
    }
    Value[] out = new Value[n];
    for (int i = 0; i < n; i++) {
      out[i] = values[sorted[i]];
    }
    return out;
  }

  private boolean isTotal() {
    boolean strings = true;
    boolean ints = true;
    for (Value key : keys) {
      strings &= key instanceof StarlarkString;
      ints &= key instanceof StarlarkInt;
    }
    return strings || ints;
  }

  private int[] merged(int[] blocks) {
    int n = blocks.length;
    int[] order = blocks;
    int[] other = new int[n];
    for (int width = BLOCK; width < n; width *= 2) {
      for (int from = 0; from < n; from += 2 * width) {
        merge(order, other, from, Math.min(from + width, n), Math.min(from + 2 * width, n));
      }
      int[] swap = order;
      order = other;
      other = swap;
    }
    return order;
  }

  private int[] mergedInPlace(int[] order) {
    int n = order.length;
    for (int width = BLOCK; width < n; width *= 2) {
      for (int from = 0; from + width < n; from += 2 * width) {
        symMerge(order, from, from + width, Math.min(from + 2 * width, n));
      }
    }
    return order;
  }

  /**
   * Merges two neighbours in place: finds by halving where one half of both belongs in the other,
   * turns what lies between, and goes on with both sides (SymMerge of Kim and Kutzner).
   */
  private void symMerge(int[] order, int from, int middle, int to) {
    if (middle - from == 1) {
      int first = order[from];
      int at = bound(middle, to, h -> less(order[h], first));
      rotate(order, from, middle, at);
      return;
    }
    if (to - middle == 1) {
      int last = order[middle];
      int at = bound(from, middle, h -> !less(last, order[h]));
      rotate(order, at, middle, to);
      return;
    }
    int half = (from + to) >>> 1;
    int sum = half + middle;
    int low = middle > half ? sum - to : from;
    int high = middle > half ? half : middle;
    int start = bound(low, high, c -> !less(order[sum - 1 - c], order[c]));
    int end = sum - start;
    if (start < middle && middle < end) {
      rotate(order, start, middle, end);
    }
    if (from < start && start < half) {
      symMerge(order, from, start, half);
    }
    if (half < end && end < to) {
      symMerge(order, half, end, to);
    }
  }

  /** The first place from {@code low} on that does not lie before, by halving. */
  private static int bound(int low, int high, IntPredicate before) {
    int i = low;
    int j = high;
    while (i < j) {
      int h = (i + j) >>> 1;
      if (before.test(h)) {
        i = h + 1;
      } else {
        j = h;
      }
    }
    return i;
  }

  /** Exchanges two neighbours of any length. */
  private static void rotate(int[] order, int from, int middle, int to) {
    int[] left = Arrays.copyOfRange(order, from, middle);
    System.arraycopy(order, middle, order, from, to - middle);
    System.arraycopy(left, 0, order, to - left.length, left.length);
  }

  private boolean less(int i, int j) {
    Value x = keys[reverse ? j : i];
    Value y = keys[reverse ? i : j];
    if (x instanceof StarlarkString s && y instanceof StarlarkString t) {
      return s.bytes.compareTo(t.bytes) < 0;
    }
    try {
      return Starlark.compare(Operator.LT, x, y);
    } catch (EvalException e) {
      failure = e;
      return false;
    }
  }

  private void insertionSort(int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      for (int j = i; j > from && less(order[j], order[j - 1]); j--) {
        int swap = order[j];
        order[j] = order[j - 1];
        order[j - 1] = swap;
      }
    }
  }

  private void merge(int[] in, int[] out, int from, int middle, int to) {
    int i = from;
    int j = middle;
    for (int k = from; k < to; k++) {
      boolean right = i >= middle || j < to && less(in[j], in[i]);
      out[k] = right ? in[j++] : in[i++];
    }
  }
}
