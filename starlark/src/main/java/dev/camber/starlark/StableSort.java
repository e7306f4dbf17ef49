package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import org.jspecify.annotations.Nullable;

/**
 * The sort behind {@code sorted}: stable, by {@code <} alone, so that it is at ease with orders
 * that are not total. Like the reference it goes on after a comparison that fails and reports the
 * last failure.
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
    int[] other = new int[n];
    for (int width = BLOCK; width < n; width *= 2) {
      for (int from = 0; from < n; from += 2 * width) {
        merge(order, other, from, Math.min(from + width, n), Math.min(from + 2 * width, n));
      }
      int[] swap = order;
      order = other;
      other = swap;
    }
    if (failure != null) {
      throw failure;
    }
    Value[] sorted = new Value[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = values[order[i]];
    }
    return sorted;
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
