package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** Nodes that read and write variables. */
final class Variables {
  private Variables() {}

  private static EvalException unassigned(Frame f, int offset, String kind, String name) {
    f.offset = offset;
    return new EvalException(kind + " variable " + name + " referenced before assignment");
  }

  /** A value known when compiling. */
  static final class Constant extends Expr {
    final Value value;

    Constant(Value value) {
      this.value = value;
    }

    @Override
    Value eval(Frame f) {
      return value;
    }
  }

  /** A local variable of this function only. */
  static final class Local extends Expr {
    final int slot;
    private final int offset;
    private final String name;

    Local(int slot, int offset, String name) {
      this.slot = slot;
      this.offset = offset;
      this.name = name;
    }

    @Override
    Value eval(Frame f) {
      Value v = f.locals[slot];
      if (v == null) {
        throw unassigned(f, offset, "local", name);
      }
      return v;
    }
  }

  /** A local variable that inner functions share. */
  static final class LocalCell extends Expr {
    private final int slot;
    private final int offset;
    private final String name;

    LocalCell(int slot, int offset, String name) {
      this.slot = slot;
      this.offset = offset;
      this.name = name;
    }

    @Override
    Value eval(Frame f) {
      Frame.Cell cell = (Frame.Cell) f.locals[slot];
      Value v = cell == null ? null : cell.value;
      if (v == null) {
        throw unassigned(f, offset, "local", name);
      }
      return v;
    }
  }

  /** A variable of an enclosing function. */
  static final class Free extends Expr {
    private final int slot;
    private final int offset;
    private final String name;

    Free(int slot, int offset, String name) {
      this.slot = slot;
      this.offset = offset;
      this.name = name;
    }

    @Override
    Value eval(Frame f) {
      Value v = f.free[slot].value;
      if (v == null) {
        throw unassigned(f, offset, "local", name);
      }
      return v;
    }
  }

  /** A global variable of the file. */
  static final class Global extends Expr {
    private final int slot;
    private final int offset;
    private final String name;

    Global(int slot, int offset, String name) {
      this.slot = slot;
      this.offset = offset;
      this.name = name;
    }

    @Override
    Value eval(Frame f) {
      Value v = f.globals.globals[slot];
      if (v == null) {
        throw unassigned(f, offset, "global", name);
      }
      return v;
    }
  }

  /** A name that the host provides. */
  static final class Predeclared extends Expr {
    private final int slot;
    private final int offset;
    private final String name;

    Predeclared(int slot, int offset, String name) {
      this.slot = slot;
      this.offset = offset;
      this.name = name;
    }

    @Override
    Value eval(Frame f) {
      Value v = f.globals.predeclared[slot];
      if (v == null) {
        f.offset = offset;
        throw new EvalException("the host has promised but not provided " + name);
      }
      return v;
    }
  }

  /** Where an assignment puts a value. */
  abstract static class Target {
    abstract void assign(Frame f, Value value);
  }

  static final class LocalTarget extends Target {
    final int slot;

    LocalTarget(int slot) {
      this.slot = slot;
    }

    @Override
    void assign(Frame f, Value value) {
      f.locals[slot] = value;
    }
  }

  static final class CellTarget extends Target {
    private final int slot;

    CellTarget(int slot) {
      this.slot = slot;
    }

    @Override
    void assign(Frame f, Value value) {
      Frame.Cell cell = (Frame.Cell) f.locals[slot];
      if (cell == null) {
        throw new IllegalStateException("cell was not made");
      }
      cell.value = value;
    }
  }

  static final class GlobalTarget extends Target {
    private final int slot;

    GlobalTarget(int slot) {
      this.slot = slot;
    }

    @Override
    void assign(Frame f, Value value) {
      f.globals.globals[slot] = value;
    }
  }

  /** {@code x[k] = …}. */
  static final class IndexTarget extends Target {
    private final Expr object;
    private final Expr key;
    private final int offset;

    IndexTarget(Expr object, Expr key, int offset) {
      this.object = object;
      this.key = key;
      this.offset = offset;
    }

    @Override
    void assign(Frame f, Value value) {
      Value o = object.eval(f);
      Value k = key.eval(f);
      f.offset = offset;
      Access.setIndex(o, k, value);
    }
  }

  /** {@code x.name = …}. */
  static final class FieldTarget extends Target {
    private final Expr object;
    private final String name;
    private final int offset;

    FieldTarget(Expr object, String name, int offset) {
      this.object = object;
      this.name = name;
      this.offset = offset;
    }

    @Override
    void assign(Frame f, Value value) {
      Value o = object.eval(f);
      f.offset = offset;
      Access.setField(o, name, value);
    }
  }

  /** {@code a, b = …}. */
  static final class SequenceTarget extends Target {
    private final Target[] targets;
    private final int offset;

    SequenceTarget(Target[] targets, int offset) {
      this.targets = targets;
      this.offset = offset;
    }

    @Override
    void assign(Frame f, Value value) {
      int n = targets.length;
      if (value instanceof StarlarkTuple t && t.elements.length == n) {
        Value[] elements = t.elements;
        for (int i = 0; i < n; i++) {
          targets[i].assign(f, elements[i]);
        }
        return;
      }
      f.offset = offset;
      @Nullable Value[] elements = unpack(value, n);
      for (int i = 0; i < n; i++) {
        Value element = elements[i];
        if (element != null) {
          targets[i].assign(f, element);
        }
      }
    }

    private static @Nullable Value[] unpack(Value value, int n) {
      if (!(value instanceof StarlarkIterable iterable)) {
        throw new EvalException("got " + value.type() + " in sequence assignment");
      }
      @Nullable Value[] elements = new Value[n];
      try (var cursor = iterable.iterate()) {
        int i = 0;
        for (Value v = cursor.next(); v != null; v = cursor.next()) {
          if (i == n) {
            throw new EvalException(
                "too many values to unpack (got "
                    + Access.lengthOrMinusOne(value)
                    + ", want "
                    + n
                    + ")");
          }
          elements[i++] = v;
        }
        if (i < n) {
          throw new EvalException("too few values to unpack (got " + i + ", want " + n + ")");
        }
      }
      return elements;
    }
  }
}
