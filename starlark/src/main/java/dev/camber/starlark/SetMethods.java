package dev.camber.starlark;

import java.util.List;
import java.util.function.BiFunction;

/** The methods of {@link StarlarkSet}. */
final class SetMethods {
  static final MethodTable<StarlarkSet> TABLE =
      new MethodTable.Builder<StarlarkSet>()
          .add("add", SetMethods::add)
          .add("clear", SetMethods::clear)
          .add("difference", (t, s, a) -> with(t, s, a, SetMethods::difference))
          .add("discard", SetMethods::discard)
          .add("intersection", (t, s, a) -> with(t, s, a, SetMethods::intersection))
          .add("issubset", (t, s, a) -> with(t, s, a, SetMethods::isSubset))
          .add("issuperset", (t, s, a) -> with(t, s, a, SetMethods::isSuperset))
          .add("pop", SetMethods::pop)
          .add("remove", SetMethods::remove)
          .add("symmetric_difference", (t, s, a) -> with(t, s, a, SetMethods::symmetricDifference))
          .add("union", (t, s, a) -> with(t, s, a, SetMethods::union))
          .build();

  private SetMethods() {}

  /** A method whose only argument is any iterable, which the reference crashes without. */
  private static Value with(
      StarlarkThread t,
      StarlarkSet set,
      Arguments a,
      BiFunction<StarlarkSet, List<Value>, Value> operation) {
    if (a.positional(0, 1).count() == 0) {
      throw new EvalException(a.function() + ": got 0 arguments, want 1");
    }
    StarlarkIterable other = a.at(0, Converter.ITERABLE);
    List<Value> elements = Starlark.elements(t, other);
    return DictMethods.named(a, () -> operation.apply(set, elements));
  }

  private static StarlarkSet copy(StarlarkSet set) {
    return StarlarkSet.of(set.toList());
  }

  static Value union(StarlarkSet x, StarlarkSet y) {
    return union(x, y.toList());
  }

  private static Value union(StarlarkSet set, List<Value> other) {
    StarlarkSet result = copy(set);
    other.forEach(result::insert);
    return result;
  }

  static Value intersection(StarlarkSet x, StarlarkSet y) {
    return intersection(x, y.toList());
  }

  /** Parity: in the order of the other operand. */
  private static Value intersection(StarlarkSet set, List<Value> other) {
    StarlarkSet result = StarlarkSet.empty();
    for (Value v : other) {
      if (set.contains(v)) {
        result.insert(v);
      }
    }
    return result;
  }

  static Value difference(StarlarkSet x, StarlarkSet y) {
    return difference(x, y.toList());
  }

  private static Value difference(StarlarkSet set, List<Value> other) {
    StarlarkSet result = copy(set);
    other.forEach(result.table::remove);
    return result;
  }

  static Value symmetricDifference(StarlarkSet x, StarlarkSet y) {
    return symmetricDifference(x, y.toList());
  }

  /**
   * Parity: an element that the other operand has twice comes back, and one that is unhashable is
   * passed over as long as nothing else has been looked at in an empty set.
   */
  private static Value symmetricDifference(StarlarkSet set, List<Value> other) {
    StarlarkSet result = copy(set);
    for (Value v : other) {
      if (result.table.remove(v) == null) {
        insertIfHashable(result, v);
      }
    }
    return result;
  }

  private static void insertIfHashable(StarlarkSet set, Value value) {
    try {
      set.insert(value);
    } catch (EvalException unhashable) {
      // The reference drops this error; removing the next element finds the like.
    }
  }

  private static Value isSubset(StarlarkSet set, List<Value> other) {
    var found = StarlarkSet.empty();
    for (Value value : other) {
      if (found.size() == set.size()) {
        break; // what comes behind is not looked at, so it may be unhashable
      }
      if (set.contains(value)) {
        found.insert(value);
      }
    }
    return StarlarkBool.of(found.size() == set.size());
  }

  private static Value isSuperset(StarlarkSet set, List<Value> other) {
    return StarlarkBool.of(other.stream().allMatch(set::contains));
  }

  private static Value add(StarlarkThread t, StarlarkSet set, Arguments a) {
    Value value = a.positional(1, 1).at(0);
    try {
      if (!set.contains(value)) {
        set.table.checkMutable("insert into");
        set.insert(value);
      }
      return StarlarkNone.NONE;
    } catch (EvalException e) {
      throw new EvalException("add: " + e.getMessage(), e);
    }
  }

  private static Value clear(StarlarkThread t, StarlarkSet set, Arguments a) {
    a.positional(0, 0);
    if (set.size() > 0) {
      DictMethods.named(
          a,
          () -> {
            set.table.checkMutable("clear");
            set.table.clear();
            return StarlarkNone.NONE;
          });
    }
    return StarlarkNone.NONE;
  }

  private static Value discard(StarlarkThread t, StarlarkSet set, Arguments a) {
    Value value = a.positional(1, 1).at(0);
    return DictMethods.named(
        a,
        () -> {
          if (set.contains(value)) {
            set.table.checkMutable("delete from");
            set.table.remove(value);
          }
          return StarlarkNone.NONE;
        });
  }

  private static Value pop(StarlarkThread t, StarlarkSet set, Arguments a) {
    a.positional(0, 0);
    int first = set.table.nextEntry(0);
    if (first < 0) {
      throw new EvalException("pop: empty set");
    }
    Value value = set.table.keyAt(first);
    return DictMethods.named(
        a,
        () -> {
          set.table.checkMutable("delete from");
          set.table.remove(value);
          return value;
        });
  }

  private static Value remove(StarlarkThread t, StarlarkSet set, Arguments a) {
    Value value = a.positional(1, 1).at(0);
    return DictMethods.named(
        a,
        () -> {
          set.table.checkMutable("delete from");
          if (set.table.remove(value) == null) {
            throw new EvalException("missing key");
          }
          return StarlarkNone.NONE;
        });
  }
}
