package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mutable sequence. Used by one thread until frozen. */
public final class StarlarkList
    implements Sequence, Indexable.Sliceable, Indexable.Settable, HasComparison, HasAttrs {
  private static final Value[] NONE = {};

  Value[] elements;
  int size;
  private int iterators;
  private boolean frozen;

  private StarlarkList(Value[] elements, int size) {
    this.elements = elements;
    this.size = size;
  }

  /** A new empty list. */
  public static StarlarkList empty() {
    return new StarlarkList(NONE, 0);
  }

  /** A new list of the given elements. */
  public static StarlarkList of(Value... elements) {
    return wrap(elements.clone());
  }

  /** A new list of the given elements. */
  public static StarlarkList of(List<? extends Value> elements) {
    return wrap(elements.toArray(new Value[0]));
  }

  /** A list that takes the array over. */
  static StarlarkList wrap(Value[] elements) {
    return new StarlarkList(elements, elements.length);
  }

  /** The elements as they are now, unmodifiable, not a view. */
  public List<Value> toList() {
    return Collections.unmodifiableList(Arrays.asList(toArray()));
  }

  Value[] toArray() {
    return Arrays.copyOf(elements, size);
  }

  /**
   * Appends an element.
   *
   * @throws EvalException if the list is frozen or being iterated over
   */
  public void append(Value value) {
    checkMutable("append to");
    add(value);
  }

  /** Appends without asking whether that is allowed. */
  void add(Value value) {
    if (size == elements.length) {
      Limits.checkElements(size + 1L);
      elements = Arrays.copyOf(elements, Math.max(8, size + (size >> 1)));
    }
    elements[size++] = value;
  }

  void insert(int index, Value value) {
    add(value);
    System.arraycopy(elements, index, elements, index + 1, size - 1 - index);
    elements[index] = value;
  }

  Value removeAt(int index) {
    Value removed = elements[index];
    System.arraycopy(elements, index + 1, elements, index, size - 1 - index);
    elements[--size] = StarlarkNone.NONE;
    return removed;
  }

  void clear() {
    elements = NONE;
    size = 0;
  }

  /** Throws unless the list may be changed; {@code verb} is for instance {@code append to}. */
  void checkMutable(String verb) {
    if (frozen) {
      throw new EvalException("cannot " + verb + " frozen list");
    }
    if (iterators > 0) {
      throw new EvalException("cannot " + verb + " list during iteration");
    }
  }

  boolean isFrozen() {
    return frozen;
  }

  void startIteration() {
    if (!frozen) {
      iterators++;
    }
  }

  void endIteration() {
    if (!frozen) {
      iterators--;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Value at(int index) {
    return elements[index];
  }

  @Override
  public void setAt(int index, Value value) {
    checkMutable("assign to element of");
    elements[index] = value;
  }

  @Override
  public Value slice(int start, int end, int step) {
    return wrap(Slices.of(elements, size, start, end, step));
  }

  @Override
  public Cursor iterate() {
    startIteration();
    return new Cursor() {
      private int position;

      @Override
      public @Nullable Value next() {
        return position < size ? elements[position++] : null;
      }

      @Override
      public void close() {
        endIteration();
      }
    };
  }

  @Override
  public String type() {
    return "list";
  }

  @Override
  public void repr(Printer out) {
    out.bytes("[");
    if (out.enter(this)) {
      for (int i = 0; i < size; i++) {
        out.bytes(i > 0 ? ", " : "").repr(elements[i]);
      }
      out.leave();
    } else {
      out.bytes("...");
    }
    out.bytes("]");
  }

  @Override
  public boolean truth() {
    return size > 0;
  }

  @Override
  public void freeze() {
    if (!frozen) {
      frozen = true;
      for (int i = 0; i < size; i++) {
        elements[i].freeze();
      }
    }
  }

  @Override
  public boolean compare(Operator op, Value other, int depth) {
    StarlarkList o = (StarlarkList) other;
    return Slices.compare(op, elements, size, o.elements, o.size, depth);
  }

  @Override
  public @Nullable Value attr(String name) {
    return ListMethods.TABLE.bind(this, name);
  }

  @Override
  public List<String> attrNames() {
    return ListMethods.TABLE.names();
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
