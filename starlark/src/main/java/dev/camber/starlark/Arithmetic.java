package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/** Nodes of binary operators, each with a short way for ints that fit a long. */
final class Arithmetic {
  private Arithmetic() {}

  /** The node of an operator that is no comparison, {@code and} or {@code or}. */
  static Expr of(Operator op, Expr left, Expr right, int offset) {
    return switch (op) {
      case PLUS ->
          right instanceof Variables.Constant c && smallInt(c.value)
              ? new AddConstant(left, right, offset, ((StarlarkInt) c.value).small)
              : new Add(left, right, offset);
      case MINUS ->
          right instanceof Variables.Constant c && smallInt(c.value)
              ? new SubtractConstant(left, right, offset, ((StarlarkInt) c.value).small)
              : new Subtract(left, right, offset);
      case STAR -> new Multiply(left, right, offset);
      case SLASH_SLASH -> new FloorDivide(left, right, offset);
      case PERCENT -> new Modulo(left, right, offset);
      case AMP, PIPE, CARET -> new Bitwise(op, left, right, offset);
      case IN -> new In(left, right, offset, true);
      case NOT_IN -> new In(left, right, offset, false);
      default -> new General(op, left, right, offset);
    };
  }

  private static boolean smallInt(Value v) {
    return v instanceof StarlarkInt i && i.big == null && Math.abs(i.small) < 1 << 30;
  }

  /** What all binary nodes have. */
  abstract static class Binary extends Expr {
    final Operator op;
    final Expr left;
    final Expr right;
    final int offset;

    Binary(Operator op, Expr left, Expr right, int offset) {
      this.op = op;
      this.left = left;
      this.right = right;
      this.offset = offset;
    }

    final Value slow(Frame f, Value x, Value y) {
      f.offset = offset;
      return Operators.binary(op, x, y);
    }
  }

  static final class General extends Binary {
    General(Operator op, Expr left, Expr right, int offset) {
      super(op, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      return slow(f, x, right.eval(f));
    }
  }

  static final class Add extends Binary {
    Add(Expr left, Expr right, int offset) {
      super(Operator.PLUS, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        long sum = a.small + b.small;
        if (((a.small ^ sum) & (b.small ^ sum)) >= 0) {
          return StarlarkInt.of(sum);
        }
      }
      return slow(f, x, y);
    }
  }

  static final class AddConstant extends Binary {
    private final long constant;

    AddConstant(Expr left, Expr right, int offset, long constant) {
      super(Operator.PLUS, left, right, offset);
      this.constant = constant;
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      if (x instanceof StarlarkInt a && a.big == null) {
        long sum = a.small + constant;
        if (((a.small ^ sum) & (constant ^ sum)) >= 0) {
          return StarlarkInt.of(sum);
        }
      }
      return slow(f, x, right.eval(f));
    }
  }

  static final class Subtract extends Binary {
    Subtract(Expr left, Expr right, int offset) {
      super(Operator.MINUS, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        long difference = a.small - b.small;
        if (((a.small ^ b.small) & (a.small ^ difference)) >= 0) {
          return StarlarkInt.of(difference);
        }
      }
      return slow(f, x, y);
    }
  }

  static final class SubtractConstant extends Binary {
    private final long constant;

    SubtractConstant(Expr left, Expr right, int offset, long constant) {
      super(Operator.MINUS, left, right, offset);
      this.constant = constant;
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      if (x instanceof StarlarkInt a && a.big == null) {
        long difference = a.small - constant;
        if (((a.small ^ constant) & (a.small ^ difference)) >= 0) {
          return StarlarkInt.of(difference);
        }
      }
      return slow(f, x, right.eval(f));
    }
  }

  static final class Multiply extends Binary {
    Multiply(Expr left, Expr right, int offset) {
      super(Operator.STAR, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        long high = Math.multiplyHigh(a.small, b.small);
        long low = a.small * b.small;
        if (high == low >> 63) {
          return StarlarkInt.of(low);
        }
      }
      return slow(f, x, y);
    }
  }

  static final class FloorDivide extends Binary {
    FloorDivide(Expr left, Expr right, int offset) {
      super(Operator.SLASH_SLASH, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null
          && b.small > 0) {
        return StarlarkInt.of(Math.floorDiv(a.small, b.small));
      }
      return slow(f, x, y);
    }
  }

  static final class Modulo extends Binary {
    Modulo(Expr left, Expr right, int offset) {
      super(Operator.PERCENT, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null
          && b.small > 0) {
        return StarlarkInt.of(Math.floorMod(a.small, b.small));
      }
      return slow(f, x, y);
    }
  }

  static final class Bitwise extends Binary {
    Bitwise(Operator op, Expr left, Expr right, int offset) {
      super(op, left, right, offset);
    }

    @Override
    Value eval(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      if (x instanceof StarlarkInt a
          && y instanceof StarlarkInt b
          && a.big == null
          && b.big == null) {
        return StarlarkInt.of(
            op == Operator.AMP
                ? a.small & b.small
                : op == Operator.PIPE ? a.small | b.small : a.small ^ b.small);
      }
      return slow(f, x, y);
    }
  }

  /** {@code in} and {@code not in}. */
  static final class In extends Expr {
    private final Expr left;
    private final Expr right;
    private final int offset;
    private final boolean wanted;

    In(Expr left, Expr right, int offset, boolean wanted) {
      this.left = left;
      this.right = right;
      this.offset = offset;
      this.wanted = wanted;
    }

    @Override
    Value eval(Frame f) {
      return StarlarkBool.of(test(f));
    }

    @Override
    boolean test(Frame f) {
      Value x = left.eval(f);
      Value y = right.eval(f);
      f.offset = offset;
      return Operators.in(x, y) == wanted;
    }
  }

  /** {@code -x +x ~x}. */
  static final class Unary extends Expr {
    private final Operator op;
    private final Expr operand;
    private final int offset;

    Unary(Operator op, Expr operand, int offset) {
      this.op = op;
      this.operand = operand;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value x = operand.eval(f);
      f.offset = offset;
      return Operators.unary(op, x);
    }
  }
}
