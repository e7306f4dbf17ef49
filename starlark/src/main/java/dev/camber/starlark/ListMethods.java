package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** The methods of {@link StarlarkList}. */
final class ListMethods {
  static final MethodTable<StarlarkList> TABLE =
      new MethodTable.Builder<StarlarkList>()
          .add("append", ListMethods::append)
          .add("clear", ListMethods::clear)
          .add("extend", ListMethods::extend)
          .add("index", ListMethods::index)
          .add("insert", ListMethods::insert)
          .add("pop", ListMethods::pop)
          .add("remove", ListMethods::remove)
          .build();

  private ListMethods() {}

  private static void checkMutable(StarlarkList list, Arguments a, String verb) {
    try {
      list.checkMutable(verb);
    } catch (EvalException e) {
      throw new EvalException(a.function() + ": " + e.getMessage(), e);
    }
  }

  private static Value append(StarlarkThread t, StarlarkList list, Arguments a) {
    Value value = a.positional(1, 1).at(0);
    checkMutable(list, a, "append to");
    list.add(value);
    return StarlarkNone.NONE;
  }

  private static Value clear(StarlarkThread t, StarlarkList list, Arguments a) {
    a.positional(0, 0);
    checkMutable(list, a, "clear");
    list.clear();
    return StarlarkNone.NONE;
  }

  private static Value extend(StarlarkThread t, StarlarkList list, Arguments a) {
    StarlarkIterable iterable = a.positional(1, 1).at(0, Converter.ITERABLE);
    checkMutable(list, a, "extend");
    extend(list, iterable);
    return StarlarkNone.NONE;
  }

  /** Appends all elements; a list may be extended by itself. */
  static void extend(StarlarkList list, StarlarkIterable iterable) {
    long n = Access.lengthOrMinusOne(iterable);
    Limits.checkElements(list.size + Math.max(0, n));
    if (iterable instanceof StarlarkList other) {
      for (Value v : other.toArray()) {
        list.add(v);
      }
      return;
    }
    try (var cursor = iterable.iterate()) {
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        list.add(v);
      }
    }
  }

  private static Value index(StarlarkThread t, StarlarkList list, Arguments a) {
    Value wanted = a.positional(1, 3).at(0);
    @Nullable Value low = a.count() > 1 ? a.at(1) : null;
    @Nullable Value high = a.count() > 2 ? a.at(2) : null;
    try {
      int[] bounds = Access.bounds(low, high, list.size);
      for (int i = bounds[0]; i < bounds[1]; i++) {
        if (Starlark.equal(list.elements[i], wanted)) {
          return StarlarkInt.of(i);
        }
      }
    } catch (EvalException e) {
      throw new EvalException("index: " + e.getMessage(), e);
    }
    throw new EvalException("index: value not in list");
  }

  private static Value insert(StarlarkThread t, StarlarkList list, Arguments a) {
    a.positional(2, 2);
    long index = a.at(0, Converter.INT64);
    Value value = a.at(1);
    checkMutable(list, a, "insert into");
    long i = index < 0 ? Math.max(0, index + list.size) : Math.min(index, list.size);
    list.insert((int) i, value);
    return StarlarkNone.NONE;
  }

  private static Value remove(StarlarkThread t, StarlarkList list, Arguments a) {
    Value wanted = a.positional(1, 1).at(0);
    checkMutable(list, a, "remove from");
    for (int i = 0; i < list.size; i++) {
      if (equal(list.elements[i], wanted)) {
        list.removeAt(i);
        return StarlarkNone.NONE;
      }
    }
    throw new EvalException("remove: element not found");
  }

  private static boolean equal(Value x, Value y) {
    try {
      return Starlark.equal(x, y);
    } catch (EvalException e) {
      throw new EvalException("remove: " + e.getMessage(), e);
    }
  }

  private static Value pop(StarlarkThread t, StarlarkList list, Arguments a) {
    long given = a.positional(0, 1).at(0, Converter.INT64, list.size - 1L);
    long i = given < 0 ? given + list.size : given;
    if (i < 0 || i >= list.size) {
      throw new EvalException("pop: " + Access.outOfRange(list, given, list.size).getMessage());
    }
    checkMutable(list, a, "pop from");
    return list.removeAt((int) i);
  }
}
