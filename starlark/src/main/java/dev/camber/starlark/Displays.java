package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** Nodes that make lists, tuples, dicts and functions, and comprehensions. */
final class Displays {
  private Displays() {}

  static Value[] evalAll(Expr[] elements, Frame f) {
    Value[] values = new Value[elements.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = elements[i].eval(f);
    }
    return values;
  }

  static final class ListNode extends Expr {
    private final Expr[] elements;

    ListNode(Expr[] elements) {
      this.elements = elements;
    }

    @Override
    Value eval(Frame f) {
      return elements.length == 0 ? StarlarkList.empty() : StarlarkList.wrap(evalAll(elements, f));
    }
  }

  static final class TupleNode extends Expr {
    private final Expr[] elements;

    TupleNode(Expr[] elements) {
      this.elements = elements;
    }

    @Override
    Value eval(Frame f) {
      return StarlarkTuple.wrap(evalAll(elements, f));
    }
  }

  static final class DictNode extends Expr {
    private final Expr[] keys;
    private final Expr[] values;
    private final int[] offsets;

    DictNode(Expr[] keys, Expr[] values, int[] offsets) {
      this.keys = keys;
      this.values = values;
      this.offsets = offsets;
    }

    @Override
    Value eval(Frame f) {
      StarlarkDict dict = StarlarkDict.empty();
      for (int i = 0; i < keys.length; i++) {
        Value key = keys[i].eval(f);
        Value value = values[i].eval(f);
        f.offset = offsets[i];
        dict.table.put(key, value);
        if (dict.size() == i) {
          throw new EvalException("duplicate key: " + Starlark.repr(key));
        }
      }
      return dict;
    }
  }

  /** A step of a comprehension; the innermost one adds to the result. */
  abstract static class Step {
    abstract void run(Frame f, Value result);
  }

  static final class ListStep extends Step {
    private final Expr body;

    ListStep(Expr body) {
      this.body = body;
    }

    @Override
    void run(Frame f, Value result) {
      ((StarlarkList) result).add(body.eval(f));
    }
  }

  static final class DictStep extends Step {
    private final Expr key;
    private final Expr value;
    private final int offset;

    DictStep(Expr key, Expr value, int offset) {
      this.key = key;
      this.value = value;
      this.offset = offset;
    }

    @Override
    void run(Frame f, Value result) {
      Value k = key.eval(f);
      Value v = value.eval(f);
      f.offset = offset;
      ((StarlarkDict) result).table.put(k, v);
    }
  }

  static final class IfStep extends Step {
    private final Expr condition;
    private final Step next;

    IfStep(Expr condition, Step next) {
      this.condition = condition;
      this.next = next;
    }

    @Override
    void run(Frame f, Value result) {
      if (condition.test(f)) {
        next.run(f, result);
      }
    }
  }

  static final class ForStep extends Step {
    private final Variables.Target target;
    private final Expr iterable;
    private final int offset;
    private final Step next;

    ForStep(Variables.Target target, Expr iterable, int offset, Step next) {
      this.target = target;
      this.iterable = iterable;
      this.offset = offset;
      this.next = next;
    }

    @Override
    void run(Frame f, Value result) {
      Value x = iterable.eval(f);
      f.offset = offset;
      if (x instanceof StarlarkRange range) {
        for (long i = 0; i < range.length; i++) {
          f.thread.tick();
          target.assign(f, StarlarkInt.of(range.valueAt(i)));
          next.run(f, result);
        }
        return;
      }
      try (var cursor = Access.iterate(x)) {
        for (Value v = cursor.next(); v != null; v = cursor.next()) {
          f.offset = offset;
          f.thread.tick();
          target.assign(f, v);
          next.run(f, result);
        }
      }
    }
  }

  static final class Comprehension extends Expr {
    private final boolean dict;
    private final Step first;

    Comprehension(boolean dict, Step first) {
      this.dict = dict;
      this.first = first;
    }

    @Override
    Value eval(Frame f) {
      Value result = dict ? StarlarkDict.empty() : StarlarkList.empty();
      first.run(f, result);
      return result;
    }
  }

  /**
   * {@code def} and {@code lambda}: makes the function with its defaults and captured variables.
   */
  static final class FunctionMaker extends Expr {
    private final FunctionCode code;
    private final @Nullable Expr[] defaults;

    /** A slot of the locals, or {@code -1 - slot} of the free variables. */
    private final int[] captured;

    FunctionMaker(FunctionCode code, @Nullable Expr[] defaults, int[] captured) {
      this.code = code;
      this.defaults = defaults;
      this.captured = captured;
    }

    @Override
    Value eval(Frame f) {
      @Nullable Value[] values = new Value[defaults.length];
      for (int i = 0; i < values.length; i++) {
        Expr e = defaults[i];
        values[i] = e == null ? null : e.eval(f);
      }
      Frame.Cell[] cells = captured.length == 0 ? Frame.Cell.NONE : new Frame.Cell[captured.length];
      for (int i = 0; i < cells.length; i++) {
        int slot = captured[i];
        if (slot < 0) {
          cells[i] = f.free[-1 - slot];
        } else {
          cells[i] = (Frame.Cell) java.util.Objects.requireNonNull(f.locals[slot]);
        }
      }
      return new StarlarkFunction(code, f.globals, values, cells);
    }
  }
}
