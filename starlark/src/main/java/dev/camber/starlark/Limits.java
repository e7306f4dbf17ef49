package dev.camber.starlark;

/**
 * Bounds on the size of one value. Memory is bounded as a whole only by the Java heap; these see to
 * it that no single operation asks for more than a good part of it at once.
 */
final class Limits {
  /** Sequences of this many elements or more are refused, as in the reference. */
  static final long MAX_ELEMENTS = 1L << 30;

  /** While it grows, a value exists twice, the new half as large again: eight such parts fit. */
  private static final int HEAP_PARTS = 8;

  private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / HEAP_PARTS;

  private static final int REFERENCE_BYTES = 4;
  private static final int TABLE_ENTRY_BYTES = 4 * REFERENCE_BYTES;

  private Limits() {}

  private static void check(long count, int bytesEach) {
    if (count >= MAX_ELEMENTS || count * bytesEach > MAX_BYTES) {
      throw new EvalException("result too large (" + count + " elements)");
    }
  }

  /** Throws unless a sequence may have so many elements. */
  static void checkElements(long count) {
    if (count > 1 << 16) {
      check(count, REFERENCE_BYTES);
    }
  }

  /** Throws unless a string may have so many bytes. */
  static void checkBytes(long count) {
    if (count > 1 << 18) {
      check(count, 1);
    }
  }

  /** Throws unless a dict or set may have so many entries. */
  static void checkEntries(long count) {
    if (count > 1 << 14) {
      check(count, TABLE_ENTRY_BYTES);
    }
  }

  /**
   * Ends work on values that nest so densely that it never ends by itself. {@link
   * StarlarkThread#cancel} interrupts the Java thread for this.
   */
  static void poll() {
    if (Thread.currentThread().isInterrupted()) {
      throw new EvalException("Starlark computation cancelled: interrupted");
    }
  }
}
