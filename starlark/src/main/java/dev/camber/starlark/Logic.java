package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/** Nodes of comparisons, {@code and}, {@code or}, {@code not} and {@code if … else}. */
final class Logic {
  private Logic() {}

  /** Comparisons answer {@link #test} without making a value. */
  abstract static class Test extends Expr {
    @Override
    final Value eval(Frame f) {
      return test(f) ? StarlarkBool.TRUE : StarlarkBool.FALSE;
    }

    @Override
    abstract boolean test(Frame f);
  }

  static Expr comparison(Operator op, Expr left, Expr right, int offset) {
    boolean equality = op == Operator.EQ || op == Operator.NE;
    return equality ? new Equality(op, left, right, offset) : new Ordering(op, left, right, offset);
  }

  static final class Equality extends Test {
    private final Operator op;
    private final boolean wanted;
    private final Expr left;
    private final Expr right;
    private final int offset;

    Equality(Operator op, Expr left, Expr right, int offset) {
      this.op = op;
      this.wanted = op == Operator.EQ;
      this.left = left;
      this.right = right;
      this.offset = offset;
    }

    @Override
    boolean test(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        return a.small == b.small == wanted;
      }
      if (x instanceof StarlarkString s && y instanceof StarlarkString t) {
        return s.bytes.equals(t.bytes) == wanted;
      }
      f.offset = offset;
      return Starlark.compare(op, x, y);
    }
  }

  static final class Ordering extends Test {
    private final Operator op;
    private final Expr left;
    private final Expr right;
    private final int offset;

    Ordering(Operator op, Expr left, Expr right, int offset) {
      this.op = op;
      this.left = left;
      this.right = right;
      this.offset = offset;
    }

    @Override
    boolean test(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        return switch (op) {
          case LT -> a.small < b.small;
          case LE -> a.small <= b.small;
          case GT -> a.small > b.small;
          default -> a.small >= b.small;
        };
      }
      f.offset = offset;
      return Starlark.compare(op, x, y);
    }
  }

  static final class Not extends Test {
    private final Expr operand;

    Not(Expr operand) {
      this.operand = operand;
    }

    @Override
    boolean test(Frame f) {
      return !operand.test(f);
    }
  }

  static final class And extends Expr {
    private final Expr left;
    private final Expr right;

    And(Expr left, Expr right) {
      this.left = left;
      this.right = right;
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      return x.truth() ? right.eval(f) : x;
    }

    @Override
    boolean test(Frame f) {
      return left.test(f) && right.test(f);
    }
  }

  static final class Or extends Expr {
    private final Expr left;
    private final Expr right;

    Or(Expr left, Expr right) {
      this.left = left;
      this.right = right;
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      return x.truth() ? x : right.eval(f);
    }

    @Override
    boolean test(Frame f) {
      return left.test(f) || right.test(f);
    }
  }

  static final class Conditional extends Expr {
    private final Expr condition;
    private final Expr ifTrue;
    private final Expr ifFalse;

    Conditional(Expr condition, Expr ifTrue, Expr ifFalse) {
      this.condition = condition;
      this.ifTrue = ifTrue;
      this.ifFalse = ifFalse;
    }

    @Override
    Value eval(Frame f) {
      return condition.test(f) ? ifTrue.eval(f) : ifFalse.eval(f);
    }

    @Override
    boolean test(Frame f) {
      return condition.test(f) ? ifTrue.test(f) : ifFalse.test(f);
    }
  }
}
