package dev.camber.starlark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A mutable mapping that keeps the order of insertion. Used by one thread until frozen. */
public final class StarlarkDict
    implements Sequence, Mapping.Settable, Mapping.Walkable, HasEquality, HasAttrs {
  final HashTable table = new HashTable();

  private StarlarkDict() {}

  /** A new empty dict. */
  public static StarlarkDict empty() {
    return new StarlarkDict();
  }

  /** A new dict of string keys, in the order of the map. */
  public static StarlarkDict of(Map<String, ? extends Value> entries) {
    var dict = new StarlarkDict();
    entries.forEach((k, v) -> dict.table.put(StarlarkString.of(k), v));
    return dict;
  }

  @Override
  public @Nullable Value get(Value key) {
    return table.get(key);
  }

  /** The value of a string key, or null. */
  public @Nullable Value get(String key) {
    return table.get(StarlarkString.of(key));
  }

  /**
   * Inserts or overwrites an entry.
   *
   * @throws EvalException if the dict is frozen or being iterated over or the key is unhashable
   */
  public void put(Value key, Value value) {
    table.checkMutable("insert into");
    table.put(key, value);
  }

  /** {@link #put(Value, Value)} with a string key. */
  public void put(String key, Value value) {
    put(StarlarkString.of(key), value);
  }

  @Override
  public void setKey(Value key, Value value) {
    put(key, value);
  }

  /** The keys as they are now. */
  public List<Value> keys() {
    List<Value> keys = new ArrayList<>(table.size());
    forEach((k, v) -> keys.add(k));
    return keys;
  }

  /** The values as they are now. */
  public Collection<Value> values() {
    List<Value> values = new ArrayList<>(table.size());
    forEach((k, v) -> values.add(v));
    return values;
  }

  /** Visits the entries in order. */
  public void forEach(BiConsumer<? super Value, ? super Value> visitor) {
    for (int e = table.nextEntry(0); e >= 0; e = table.nextEntry(e + 1)) {
      visitor.accept(table.keyAt(e), table.valueAt(e));
    }
  }

  @Override
  public List<StarlarkTuple> items() {
    List<StarlarkTuple> items = new ArrayList<>(table.size());
    forEach((k, v) -> items.add(StarlarkTuple.wrap(new Value[] {k, v})));
    return items;
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
    return "dict";
  }

  @Override
  public void repr(Printer out) {
    out.bytes("{");
    if (out.enter(this)) {
      String separator = "";
      for (int e = table.nextEntry(0); e >= 0; e = table.nextEntry(e + 1)) {
        out.bytes(separator).repr(table.keyAt(e)).bytes(": ").repr(table.valueAt(e));
        separator = ", ";
      }
      out.leave();
    } else {
      out.bytes("...");
    }
    out.bytes("}");
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
  public boolean equalTo(Value other, int depth) {
    if (!(other instanceof StarlarkDict o)) {
      return false;
    }
    Limits.poll();
    if (size() != o.size()) {
      return false;
    }
    for (int e = table.nextEntry(0); e >= 0; e = table.nextEntry(e + 1)) {
      Value theirs = o.table.get(table.keyAt(e));
      if (theirs == null || !Starlark.equal(table.valueAt(e), theirs, depth - 1)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Value attr(String name) {
    return DictMethods.TABLE.bind(this, name);
  }

  @Override
  public List<String> attrNames() {
    return DictMethods.TABLE.names();
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
