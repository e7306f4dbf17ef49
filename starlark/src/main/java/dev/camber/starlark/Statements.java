package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import dev.camber.starlark.syntax.Spelling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of statements. */
final class Statements {
  private Statements() {}

  static int execAll(Stmt[] body, Frame f) {
    for (Stmt s : body) {
      int code = s.exec(f);
      if (code != Stmt.NEXT) {
        return code;
      }
    }
    return Stmt.NEXT;
  }

  /** An expression for its effects. */
  static final class Expression extends Stmt {
    private final Expr expr;

    Expression(Expr expr) {
      this.expr = expr;
    }

    @Override
    int exec(Frame f) {
      expr.eval(f);
      return NEXT;
    }
  }

  /** {@code break} or {@code continue}. */
  static final class Jump extends Stmt {
    private final int code;

    Jump(int code) {
      this.code = code;
    }

    @Override
    int exec(Frame f) {
      return code;
    }
  }

  static final class Return extends Stmt {
    private final Expr value;

    Return(Expr value) {
      this.value = value;
    }

    @Override
    int exec(Frame f) {
      f.result = value.eval(f);
      return RETURN;
    }
  }

  static final class If extends Stmt {
    private final Expr condition;
    private final Stmt[] then;
    private final Stmt[] orElse;

    If(Expr condition, Stmt[] then, Stmt[] orElse) {
      this.condition = condition;
      this.then = then;
      this.orElse = orElse;
    }

    @Override
    int exec(Frame f) {
      return execAll(condition.test(f) ? then : orElse, f);
    }
  }

  static final class While extends Stmt {
    private final Expr condition;
    private final Stmt[] body;

    While(Expr condition, Stmt[] body) {
      this.condition = condition;
      this.body = body;
    }

    @Override
    int exec(Frame f) {
      while (condition.test(f)) {
        f.thread.tick();
        int code = execAll(body, f);
        if (code == BREAK) {
          break;
        }
        if (code == RETURN) {
          return RETURN;
        }
      }
      return NEXT;
    }
  }

  static final class For extends Stmt {
    private final Variables.Target target;
    private final Expr iterable;
    private final Stmt[] body;
    private final int offset;

    For(Variables.Target target, Expr iterable, Stmt[] body, int offset) {
      this.target = target;
      this.iterable = iterable;
      this.body = body;
      this.offset = offset;
    }

    @Override
    int exec(Frame f) {
      Value x = iterable.eval(f);
      f.offset = offset;
      if (x instanceof StarlarkRange range) {
        return overRange(f, range);
      }
      try (var cursor = Access.iterate(x)) {
        for (Value v = cursor.next(); v != null; v = cursor.next()) {
          f.offset = offset;
          f.thread.tick();
          target.assign(f, v);
          int code = execAll(body, f);
          if (code == BREAK) {
            break;
          }
          if (code == RETURN) {
            return RETURN;
          }
        }
      }
      return NEXT;
    }

    private int overRange(Frame f, StarlarkRange range) {
      for (long i = 0; i < range.length; i++) {
        f.thread.tick();
        target.assign(f, StarlarkInt.of(range.valueAt(i)));
        int code = execAll(body, f);
        if (code == BREAK) {
          break;
        }
        if (code == RETURN) {
          return RETURN;
        }
      }
      return NEXT;
    }
  }

  /** {@code target = value}. */
  static final class Assign extends Stmt {
    private final Variables.Target target;
    private final Expr value;

    Assign(Variables.Target target, Expr value) {
      this.target = target;
      this.value = value;
    }

    @Override
    int exec(Frame f) {
      target.assign(f, value.eval(f));
      return NEXT;
    }
  }

  /** {@code x = value} for a plain local. */
  static final class AssignLocal extends Stmt {
    private final int slot;
    private final Expr value;

    AssignLocal(int slot, Expr value) {
      this.slot = slot;
      this.value = value;
    }

    @Override
    int exec(Frame f) {
      f.locals[slot] = value.eval(f);
      return NEXT;
    }
  }

  /** {@code x += y} of lists and {@code x |= y} of dicts change x in place. */
  static Value inPlace(Operator op, Value x, Value y) {
    if (op == Operator.PLUS && x instanceof StarlarkList list && y instanceof StarlarkIterable i) {
      list.checkMutable("apply += to");
      ListMethods.extend(list, i);
      return list;
    }
    if (op == Operator.PIPE && x instanceof StarlarkDict a && y instanceof StarlarkDict b) {
      a.table.checkMutable("apply |= to");
      b.items().forEach(item -> a.table.put(item.elements[0], item.elements[1]));
      return a;
    }
    return Operators.binary(op, x, y);
  }

  /** {@code x += y} for a variable; the sum is an ordinary binary node. */
  static final class InPlace extends Expr {
    private final Operator op;
    private final Expr left;
    private final Expr right;
    private final int offset;

    InPlace(Operator op, Expr left, Expr right, int offset) {
      this.op = op;
      this.left = left;
      this.right = right;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null
          && op == Operator.PLUS) {
        long sum = a.small + b.small;
        if (((a.small ^ sum) & (b.small ^ sum)) >= 0) {
          return StarlarkInt.of(sum);
        }
      }
      f.offset = offset;
      return inPlace(op, x, y);
    }
  }

  /** {@code x[k] += y}: x and k are evaluated once. */
  static final class AugmentIndex extends Stmt {
    private final Operator op;
    private final Expr object;
    private final Expr key;
    private final int bracket;
    private final Expr value;
    private final int offset;

    AugmentIndex(Operator op, Expr object, Expr key, int bracket, Expr value, int offset) {
      this.op = op;
      this.object = object;
      this.key = key;
      this.bracket = bracket;
      this.value = value;
      this.offset = offset;
    }

    @Override
    int exec(Frame f) {
      Value o = object.eval(f);
      Value k = key.eval(f);
      f.offset = bracket;
      Value x = Access.index(o, k);
      Value y = value.eval(f);
      f.offset = offset;
      Value z = inPlace(op, x, y);
      f.offset = bracket;
      Access.setIndex(o, k, z);
      return NEXT;
    }
  }

  /** {@code x.name += y}. */
  static final class AugmentField extends Stmt {
    private final Operator op;
    private final Expr object;
    private final String name;
    private final int dot;
    private final Expr value;
    private final int offset;

    AugmentField(Operator op, Expr object, String name, int dot, Expr value, int offset) {
      this.op = op;
      this.object = object;
      this.name = name;
      this.dot = dot;
      this.value = value;
      this.offset = offset;
    }

    @Override
    int exec(Frame f) {
      Value o = object.eval(f);
      f.offset = dot;
      Value x = Access.attr(o, name);
      Value y = value.eval(f);
      f.offset = offset;
      Value z = inPlace(op, x, y);
      f.offset = dot;
      Access.setField(o, name, z);
      return NEXT;
    }
  }

  /** {@code load("path", …)}. */
  static final class Load extends Stmt {
    private final String path;
    private final String[] names;
    private final Variables.Target[] targets;
    private final int offset;

    Load(String path, String[] names, Variables.Target[] targets, int offset) {
      this.path = path;
      this.names = names;
      this.targets = targets;
      this.offset = offset;
    }

    @Override
    int exec(Frame f) {
      f.offset = offset;
      StarlarkModule module;
      try {
        module = f.thread.loadHandler().load(f.thread, path);
      } catch (EvalException e) {
        throw new EvalException("cannot load " + path + ": " + e.getMessage(), e);
      }
      Value[] values = new Value[names.length];
      // Parity: the last missing name is the one reported.
      for (int i = names.length - 1; i >= 0; i--) {
        @Nullable Value v = module.globals().get(names[i]);
        if (v == null) {
          List<String> known = module.globals().keySet().stream().sorted().toList();
          throw new EvalException(
              "load: name "
                  + names[i]
                  + " not found in module "
                  + path
                  + Spelling.hint("", names[i], known));
        }
        values[i] = v;
      }
      for (int i = names.length - 1; i >= 0; i--) {
        targets[i].assign(f, values[i]);
      }
      return NEXT;
    }
  }
}
