package dev.camber.starlark;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of {@link StarlarkDict}. */
final class DictMethods {
  static final MethodTable<StarlarkDict> TABLE =
      new MethodTable.Builder<StarlarkDict>()
          .add("clear", DictMethods::clear)
          .add("get", DictMethods::get)
          .add("items", DictMethods::items)
          .add("keys", DictMethods::keys)
          .add("pop", DictMethods::pop)
          .add("popitem", DictMethods::popitem)
          .add("setdefault", DictMethods::setdefault)
          .add("update", DictMethods::update)
          .add("values", DictMethods::values)
          .build();

  private DictMethods() {}

  /** Runs a change and puts the method's name before what may go wrong. */
  static <T> T named(Arguments a, Supplier<T> change) {
    try {
      return change.get();
    } catch (EvalException e) {
      throw new EvalException(a.function() + ": " + e.getMessage(), e);
    }
  }

  private static Value clear(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(0, 0);
    dict.table.checkMutable("clear");
    dict.table.clear();
    return StarlarkNone.NONE;
  }

  private static Value get(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(1, 2);
    @Nullable Value found;
    try {
      found = dict.table.get(a.at(0));
    } catch (EvalException e) {
      throw new EvalException("get: " + e.getMessage(), e);
    }
    if (found != null) {
      return found;
    }
    return a.count() > 1 ? a.at(1) : StarlarkNone.NONE;
  }

  private static Value items(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(0, 0);
    return StarlarkList.of(dict.items());
  }

  private static Value keys(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(0, 0);
    return StarlarkList.of(dict.keys());
  }

  private static Value values(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(0, 0);
    return StarlarkList.of(java.util.List.copyOf(dict.values()));
  }

  private static Value pop(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(1, 2);
    try {
      dict.table.checkMutable("delete from");
      Value removed = dict.table.remove(a.at(0));
      if (removed != null) {
        return removed;
      }
    } catch (EvalException e) {
      throw new EvalException("pop: " + e.getMessage(), e);
    }
    if (a.count() > 1) {
      return a.at(1);
    }
    throw new EvalException("pop: missing key");
  }

  private static Value popitem(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(0, 0);
    int first = dict.table.nextEntry(0);
    if (first < 0) {
      throw new EvalException("popitem: empty dict");
    }
    Value item = StarlarkTuple.of(dict.table.keyAt(first), dict.table.valueAt(first));
    return named(
        a,
        () -> {
          dict.table.checkMutable("delete from");
          dict.table.remove(dict.table.keyAt(first));
          return item;
        });
  }

  private static Value setdefault(StarlarkThread t, StarlarkDict dict, Arguments a) {
    a.positional(1, 2);
    try {
      Value found = dict.table.get(a.at(0));
      if (found != null) {
        return found;
      }
      Value otherwise = a.count() > 1 ? a.at(1) : StarlarkNone.NONE;
      dict.put(a.at(0), otherwise);
      return otherwise;
    } catch (EvalException e) {
      throw new EvalException("setdefault: " + e.getMessage(), e);
    }
  }

  private static Value update(StarlarkThread t, StarlarkDict dict, Arguments a) {
    if (a.count() > 1) {
      throw new EvalException("update: got " + a.count() + " arguments, want at most 1");
    }
    SequenceBuiltins.update(t, dict, a);
    return StarlarkNone.NONE;
  }
}
