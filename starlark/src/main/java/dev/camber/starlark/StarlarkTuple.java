package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable sequence. */
public final class StarlarkTuple implements Sequence, Indexable.Sliceable, HasComparison {

  /** The tuple without elements. */
  public static final StarlarkTuple EMPTY = new StarlarkTuple(new Value[0]);

  final Value[] elements;
  private boolean frozen;

  /** Kept, for tuples that share tuples would otherwise take exponential time; 0 if not known. */
  private int hash;

  private StarlarkTuple(Value[] elements) {
    this.elements = elements;
  }

  /** A tuple of the given elements. */
  public static StarlarkTuple of(Value... elements) {
    return wrap(elements.clone());
  }

  /** A tuple of the given elements. */
  public static StarlarkTuple of(List<? extends Value> elements) {
    return wrap(elements.toArray(new Value[0]));
  }

  /** A tuple that takes the array over. */
  static StarlarkTuple wrap(Value[] elements) {
    return elements.length == 0 ? EMPTY : new StarlarkTuple(elements);
  }

  /** The elements, unmodifiable. */
  public List<Value> toList() {
    return Collections.unmodifiableList(Arrays.asList(elements));
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Value at(int index) {
    return elements[index];
  }

  @Override
  public Value slice(int start, int end, int step) {
    return wrap(Slices.of(elements, elements.length, start, end, step));
  }

  @Override
  public Cursor iterate() {
    return new ArrayCursor(elements);
  }

  @Override
  public String type() {
    return "tuple";
  }

  @Override
  public void repr(Printer out) {
    out.bytes("(");
    for (int i = 0; i < elements.length; i++) {
      out.bytes(i > 0 ? ", " : "").repr(elements[i]);
    }
    out.bytes(elements.length == 1 ? ",)" : ")");
  }

  @Override
  public boolean truth() {
    return elements.length > 0;
  }

  @Override
  public int hash() {
    if (hash != 0) {
      return hash;
    }
    int h = 1;
    for (Value element : elements) {
      h = h * 31 + element.hash();
    }
    hash = h;
    return h;
  }

  @Override
  public void freeze() {
    if (!frozen) {
      frozen = true;
      for (Value element : elements) {
        element.freeze();
      }
    }
  }

  @Override
  public boolean compare(Operator op, Value other, int depth) {
    StarlarkTuple o = (StarlarkTuple) other;
    return Slices.compare(op, elements, elements.length, o.elements, o.elements.length, depth);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StarlarkTuple t && Arrays.equals(elements, t.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }

  /** Walks an array. */
  private static final class ArrayCursor implements Cursor {
    private final Value[] elements;
    private int position;

    ArrayCursor(Value[] elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Value next() {
      return position < elements.length ? elements[position++] : null;
    }
  }
}
