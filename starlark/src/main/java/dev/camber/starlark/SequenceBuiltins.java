package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builtins that walk through things: {@code all dict enumerate len list max range sorted zip …}.
 */
final class SequenceBuiltins {
  private SequenceBuiltins() {}

  static Map<String, BuiltinFunction> all() {
    return Map.ofEntries(
        Map.entry("all", (t, a) -> StarlarkBool.of(!anyIs(t, a, false))),
        Map.entry("any", (t, a) -> StarlarkBool.of(anyIs(t, a, true))),
        Map.entry("dict", SequenceBuiltins::dict),
        Map.entry("enumerate", SequenceBuiltins::enumerate),
        Map.entry("len", SequenceBuiltins::len),
        Map.entry("list", (t, a) -> StarlarkList.of(optional(t, a))),
        Map.entry("max", (t, a) -> extreme(t, a, Operator.GT)),
        Map.entry("min", (t, a) -> extreme(t, a, Operator.LT)),
        Map.entry("range", SequenceBuiltins::range),
        Map.entry("reversed", SequenceBuiltins::reversed),
        Map.entry("set", SequenceBuiltins::set),
        Map.entry("sorted", SequenceBuiltins::sorted),
        Map.entry("tuple", (t, a) -> StarlarkTuple.of(optional(t, a))),
        Map.entry("zip", SequenceBuiltins::zip));
  }

  private static List<Value> optional(StarlarkThread t, Arguments a) {
    a.positional(0, 1);
    return a.count() == 0 ? List.of() : Starlark.elements(t, a.at(0, Converter.ITERABLE));
  }

  private static boolean anyIs(StarlarkThread t, Arguments a, boolean truth) {
    try (var cursor = a.positional(1, 1).at(0, Converter.ITERABLE).iterate()) {
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        t.tick();
        if (v.truth() == truth) {
          return true;
        }
      }
      return false;
    }
  }

  private static Value len(StarlarkThread t, Arguments a) {
    Value x = a.positional(1, 1).at(0);
    long n = Access.lengthOrMinusOne(x);
    if (n < 0) {
      throw new EvalException("len: value of type " + x.type() + " has no len");
    }
    return StarlarkInt.of(n);
  }

  private static Value dict(StarlarkThread t, Arguments a) {
    if (a.count() > 1) {
      throw new EvalException("dict: got " + a.count() + " arguments, want at most 1");
    }
    StarlarkDict dict = StarlarkDict.empty();
    update(t, dict, a);
    return dict;
  }

  /**
   * What {@code dict(…)} and {@code d.update(…)} do; errors get the function's name before them.
   */
  static void update(StarlarkThread t, StarlarkDict dict, Arguments a) {
    try {
      if (a.count() == 1) {
        updateFrom(t, dict, a.at(0));
      }
      Set<String> seen = new HashSet<>();
      int before = dict.size();
      for (int i = 0; i < a.names.length; i++) {
        dict.put(StarlarkString.of(a.names[i]), a.named[i]);
      }
      if (dict.size() < before + a.names.length) {
        for (String name : a.names) {
          if (!seen.add(name)) {
            throw new EvalException("duplicate keyword arg: " + Starlark.quote(name));
          }
        }
      }
    } catch (EvalException e) {
      throw new EvalException(a.function() + ": " + e.getMessage(), e);
    }
  }

  private static void updateFrom(StarlarkThread t, StarlarkDict dict, Value updates) {
    if (updates instanceof Mapping.Walkable m) {
      m.items().forEach(item -> dict.put(item.elements[0], item.elements[1]));
      return;
    }
    if (!(updates instanceof StarlarkIterable iterable)) {
      throw new EvalException("got " + updates.type() + ", want iterable");
    }
    try (var cursor = iterable.iterate()) {
      int i = 0;
      for (Value pair = cursor.next(); pair != null; pair = cursor.next()) {
        t.tick();
        String element = "dictionary update sequence element #" + i++;
        if (!(pair instanceof StarlarkIterable p)) {
          throw new EvalException(element + " is not iterable (" + pair.type() + ")");
        }
        long n = Access.lengthOrMinusOne(pair);
        if (n < 0) {
          throw new EvalException(element + " has unknown length (" + pair.type() + ")");
        }
        if (n != 2) {
          throw new EvalException(element + " has length " + n + ", want 2");
        }
        List<Value> keyAndValue = Starlark.elements(p);
        dict.put(keyAndValue.get(0), keyAndValue.get(1));
      }
    }
  }

  private static Value enumerate(StarlarkThread t, Arguments a) {
    a.positional(1, 2);
    StarlarkIterable iterable = a.at(0, Converter.ITERABLE);
    long i = a.at(1, Converter.INT64, 0L);
    StarlarkList pairs = StarlarkList.empty();
    for (Value v : Starlark.elements(t, iterable)) {
      pairs.add(StarlarkTuple.wrap(new Value[] {StarlarkInt.of(i++), v}));
    }
    return pairs;
  }

  private static Value extreme(StarlarkThread t, Arguments a, Operator op) {
    String name = a.function();
    if (a.count() == 0) {
      throw new EvalException(name + " requires at least one positional argument");
    }
    var u = new Arguments(name, Arguments.NO_VALUES, a.names, a.named).unpacker();
    var key = u.optional("key", Converter.CALLABLE);
    u.finish();
    Value all = a.count() > 1 ? StarlarkTuple.of(a.positional()) : a.at(0);
    if (!(all instanceof StarlarkIterable iterable)) {
      throw new EvalException(name + ": " + all.type() + " value is not iterable");
    }
    // The walk goes on while keys are computed, so that they cannot change what is walked.
    try (var cursor = iterable.iterate()) {
      Value best = cursor.next();
      if (best == null) {
        throw new EvalException(name + ": argument is an empty sequence");
      }
      Value bestKey = key.isGiven() ? t.call(key.get(), best) : best;
      for (Value v = cursor.next(); v != null; v = cursor.next()) {
        t.tick();
        Value k = key.isGiven() ? t.call(key.get(), v) : v;
        if (better(name, op, k, bestKey)) {
          best = v;
          bestKey = k;
        }
      }
      return best;
    }
  }

  private static boolean better(String name, Operator op, Value x, Value y) {
    try {
      return Starlark.compare(op, x, y);
    } catch (EvalException e) {
      throw new EvalException(name + ": " + e.getMessage(), e);
    }
  }

  private static Value range(StarlarkThread t, Arguments a) {
    a.positional(1, 3);
    long first = a.at(0, Converter.INT64);
    long second = a.at(1, Converter.INT64, 0L);
    long step = a.at(2, Converter.INT64, 1L);
    if (step == 0) {
      throw new EvalException("range: step argument must not be zero");
    }
    return a.count() == 1 ? new StarlarkRange(0, first, 1) : new StarlarkRange(first, second, step);
  }

  private static Value reversed(StarlarkThread t, Arguments a) {
    List<Value> values = Starlark.elements(t, a.positional(1, 1).at(0, Converter.ITERABLE));
    Collections.reverse(values);
    return StarlarkList.of(values);
  }

  private static Value set(StarlarkThread t, Arguments a) {
    StarlarkSet set = StarlarkSet.empty();
    for (Value v : optional(t, a)) {
      try {
        set.insert(v);
      } catch (EvalException e) {
        throw new EvalException("set: " + e.getMessage(), e);
      }
    }
    return set;
  }

  private static Value sorted(StarlarkThread t, Arguments a) {
    var u = a.unpacker();
    var iterable = u.required("iterable", Converter.ITERABLE);
    var key = u.optional("key", Converter.CALLABLE);
    var reverse = u.optional("reverse", Converter.BOOL, false);
    u.finish();
    Value[] values = Starlark.elements(t, iterable.get()).toArray(Arguments.NO_VALUES);
    Value[] keys = key.isGiven() ? new Value[values.length] : values;
    if (key.isGiven()) {
      // Held open while keys are computed, so that they cannot change what is sorted.
      var lock = iterable.get().iterate();
      try {
        for (int i = 0; i < keys.length; i++) {
          keys[i] = t.call(key.get(), values[i]);
        }
      } finally {
        lock.close();
      }
    }
    return StarlarkList.wrap(new StableSort(keys, reverse.get()).sort(values));
  }

  private static Value zip(StarlarkThread t, Arguments a) {
    if (a.names.length > 0) {
      throw new EvalException("zip does not accept keyword arguments");
    }
    List<StarlarkIterable.Cursor> cursors = new ArrayList<>();
    StarlarkList result = StarlarkList.empty();
    try {
      for (int i = 0; i < a.count(); i++) {
        if (!(a.at(i) instanceof StarlarkIterable iterable)) {
          throw new EvalException(
              "zip: argument #" + (i + 1) + " is not iterable: " + a.at(i).type());
        }
        cursors.add(iterable.iterate());
      }
      while (!cursors.isEmpty()) {
        t.tick();
        Value[] row = new Value[cursors.size()];
        for (int i = 0; i < row.length; i++) {
          Value v = cursors.get(i).next();
          if (v == null) {
            return result;
          }
          row[i] = v;
        }
        result.add(StarlarkTuple.wrap(row));
      }
      return result;
    } finally {
      cursors.forEach(StarlarkIterable.Cursor::close);
    }
  }
}
