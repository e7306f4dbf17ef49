package dev.camber.starlark;

/** A value with elements at positions ({@code x[i]}); need not be iterable (strings are not). */
public interface Indexable extends Value {

  /** The number of elements. */
  int size();

  /**
   * The element at a position.
   *
   * @param index already checked and made non-negative
   */
  Value at(int index);

  /** An indexable value whose elements can be assigned. */
  interface Settable extends Indexable {

    /** Assigns an element; the index is checked already. */
    void setAt(int index, Value value);
  }

  /** An indexable value that can be sliced. */
  interface Sliceable extends Indexable {

    /**
     * The slice; bounds are already clamped.
     *
     * @param step never zero
     */
    Value slice(int start, int end, int step);
  }
}
