package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mutable set that keeps the order of insertion. Used by one thread until frozen. */
public final class StarlarkSet implements Sequence, HasComparison, HasAttrs {
  final HashTable table = new HashTable();

  private StarlarkSet() {}

  /** A new empty set. */
  public static StarlarkSet empty() {
    return new StarlarkSet();
  }

  /** A new set of the given elements. */
  public static StarlarkSet of(List<? extends Value> elements) {
    var set = new StarlarkSet();
    elements.forEach(set::insert);
    return set;
  }

  /** Adds without asking whether that is allowed. */
  void insert(Value element) {
    table.put(element, StarlarkNone.NONE);
  }

  /** Whether the element is there; throws if it is unhashable. */
  public boolean contains(Value element) {
    return table.contains(element);
  }

  /** The elements as they are now. */
  public List<Value> toList() {
    List<Value> elements = new ArrayList<>(table.size());
    for (int e = table.nextEntry(0); e >= 0; e = table.nextEntry(e + 1)) {
      elements.add(table.keyAt(e));
    }
    return elements;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public Cursor iterate() {
    return table.cursor();
  }

  @Override
  public String type() {
    return "set";
  }

  @Override
  public void repr(Printer out) {
    out.bytes("set([");
    String separator = "";
    for (int e = table.nextEntry(0); e >= 0; e = table.nextEntry(e + 1)) {
      out.bytes(separator).repr(table.keyAt(e));
      separator = ", ";
    }
    out.bytes("])");
  }

  @Override
  public boolean truth() {
    return table.size() > 0;
  }

  @Override
  public void freeze() {
    table.freeze();
  }

  @Override
  public boolean compare(Operator op, Value other, int depth) {
    StarlarkSet o = (StarlarkSet) other;
    return switch (op) {
      case EQ -> size() == o.size() && containsAll(o);
      case NE -> size() != o.size() || !containsAll(o);
      case GE -> size() >= o.size() && containsAll(o);
      case LE -> size() <= o.size() && o.containsAll(this);
      case GT -> size() > o.size() && containsAll(o);
      case LT -> size() < o.size() && o.containsAll(this);
      default -> throw Starlark.notComparable(op, this, other);
    };
  }

  private boolean containsAll(StarlarkSet o) {
    for (int e = o.table.nextEntry(0); e >= 0; e = o.table.nextEntry(e + 1)) {
      if (!table.contains(o.table.keyAt(e))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Value attr(String name) {
    return SetMethods.TABLE.bind(this, name);
  }

  @Override
  public List<String> attrNames() {
    return SetMethods.TABLE.names();
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
