package dev.camber.starlark;

import dev.camber.starlark.syntax.Argument;
import dev.camber.starlark.syntax.Binding;
import dev.camber.starlark.syntax.Clause;
import dev.camber.starlark.syntax.DictEntry;
import dev.camber.starlark.syntax.Expression;
import dev.camber.starlark.syntax.FunctionNode;
import dev.camber.starlark.syntax.Identifier;
import dev.camber.starlark.syntax.Operator;
import dev.camber.starlark.syntax.Parameter;
import dev.camber.starlark.syntax.Statement;
import java.util.List;

/**
 * Two places of a traceback that only make sense in the reference's instruction stream, where not
 * every instruction has a position (spec §3.1): the first instruction of a function, shown when
 * arguments do not fit, and the one before a slice.
 */
final class Instructions {
  private static final int ABSENT = -1;

  private Instructions() {}

  /** The place of a function's first instruction, or of its {@code def} if that one has none. */
  static int firstOffset(FunctionNode function) {
    int first = firstOf(function.body());
    return first == ABSENT ? function.start() : first;
  }

  private static int firstOf(List<Statement> body) {
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Expr s -> {
          if (!(s.expression() instanceof Expression.Literal)) {
            return first(s.expression());
          }
        }
        case Statement.Branch s -> {}
        case Statement.If s -> {
          return first(s.condition());
        }
        case Statement.While s -> {
          return first(s.condition());
        }
        case Statement.For s -> {
          return first(s.iterable());
        }
        case Statement.Def s -> {
          return firstOfMaker(s.function());
        }
        case Statement.Return s -> {
          return s.value() == null ? ABSENT : first(s.value());
        }
        case Statement.Assign s -> {
          return s.operator() == null ? first(s.value()) : firstOfTarget(s.target());
        }
        case Statement.Load s -> {
          return ABSENT;
        }
      }
    }
    return ABSENT;
  }

  /** Making a function evaluates its defaults first. */
  private static int firstOfMaker(FunctionNode function) {
    boolean star = false;
    for (Parameter p : function.parameters()) {
      if (p.defaultValue() != null) {
        return either(first(p.defaultValue()), function.start());
      }
      if (star) {
        break;
      }
      star = p.kind() == Parameter.Kind.STAR || p.kind() == Parameter.Kind.STAR_STAR;
    }
    return function.start();
  }

  private static int firstOfTarget(Expression target) {
    return switch (target.unparenthesized()) {
      case Expression.Index x -> first(x.object());
      case Expression.Dot x -> first(x.object());
      case Expression e -> first(e);
    };
  }

  private static int first(Expression expression) {
    Expression e = expression.unparenthesized();
    return switch (e) {
      case Identifier id -> universal(id) ? ABSENT : id.start();
      case Expression.Slice s -> either(first(s.object()), s.bracket());
      case Expression.Lambda l -> firstOfMaker(l.function());
      case Expression.Index x -> first(x.object());
      case Expression.Dot x -> first(x.object());
      case Expression.Call x -> first(x.function());
      case Expression.Unary x -> first(x.operand());
      case Expression.Conditional x -> first(x.condition());
      case Expression.Binary x -> {
        // Chains lean to the left and may be very long.
        Expression left = x;
        while (left instanceof Expression.Binary b) {
          left = b.left().unparenthesized();
        }
        yield first(left);
      }
      case Expression.ListDisplay x ->
          x.elements().isEmpty() ? ABSENT : first(x.elements().getFirst());
      case Expression.Tuple x -> x.elements().isEmpty() ? ABSENT : first(x.elements().getFirst());
      default -> ABSENT;
    };
  }

  private static boolean universal(Identifier id) {
    Binding b = id.binding();
    return b != null && b.scope() == Binding.Scope.UNIVERSAL;
  }

  /** The place of a slice that fails: the last instruction with a place among its operands. */
  static int sliceOffset(Expression.Slice s) {
    int last = s.bracket();
    Expression[] operands = {s.object(), s.low(), s.high(), s.step()};
    for (Expression operand : operands) {
      if (operand != null) {
        int inner = last(operand);
        last = inner == ABSENT ? last : inner;
      }
    }
    return last;
  }

  private static int either(int preferred, int otherwise) {
    return preferred == ABSENT ? otherwise : preferred;
  }

  private static int last(Expression expression) {
    return switch (expression.unparenthesized()) {
      case Identifier id -> universal(id) ? ABSENT : id.start();
      case Expression.Literal l -> ABSENT;
      case Expression.ListDisplay x -> lastOf(x.elements());
      case Expression.Tuple x -> lastOf(x.elements());
      case Expression.Conditional x -> lastOfBranch(x.condition(), x.ifTrue(), x.ifFalse());
      case Expression.Index x -> x.bracket();
      case Expression.Slice x -> sliceOffset(x);
      case Expression.DictDisplay x ->
          x.entries().isEmpty() ? ABSENT : x.entries().getLast().colon();
      case Expression.Comprehension x -> lastOfComprehension(x);
      case Expression.Unary x -> x.start();
      case Expression.Binary x ->
          switch (x.operator()) {
            // The code behind "and" follows its left operand, that behind "or" its right one.
            case AND -> last(x.left());
            case OR -> either(last(x.right()), last(x.left()));
            default -> x.operator() == Operator.PLUS ? lastOfSum(x) : x.operatorOffset();
          };
      case Expression.Dot x -> x.dot();
      case Expression.Call x -> x.paren();
      case Expression.Lambda x -> lastOfLambda(x);
      case Expression.Paren x -> throw new IllegalStateException("parenthesis " + x);
    };
  }

  /** The code behind a decision follows one of the two branches, depending on the condition. */
  private static int lastOfBranch(Expression condition, Expression ifTrue, Expression ifFalse) {
    if (condition instanceof Expression.Unary u && u.operator() == Operator.NOT) {
      return lastOfBranch(u.operand(), ifFalse, ifTrue);
    }
    if (condition instanceof Expression.Binary b) {
      switch (b.operator()) {
        case AND -> {
          return either(last(ifFalse), last(b.left()));
        }
        case OR -> {
          return either(lastOfBranch(b.right(), ifTrue, ifFalse), last(b.left()));
        }
        case NOT_IN -> {
          return either(last(ifTrue), b.operatorOffset());
        }
        default -> {}
      }
    }
    return either(last(ifFalse), last(condition));
  }

  private static int lastOfSum(Expression.Binary x) {
    boolean joined =
        x.left().unparenthesized() instanceof Expression.Literal a
            && x.right().unparenthesized() instanceof Expression.Literal b
            && a.value().getClass() == b.value().getClass()
            && !(a.value() instanceof Number);
    return joined ? ABSENT : x.operatorOffset();
  }

  private static int lastOfLambda(Expression.Lambda x) {
    int last = x.start();
    for (var p : x.function().parameters()) {
      if (p.defaultValue() != null) {
        last = either(last(p.defaultValue()), last);
      }
    }
    return last;
  }

  private static int lastOf(List<Expression> elements) {
    for (Expression e : elements.reversed()) {
      int last = last(e);
      if (last != ABSENT) {
        return last;
      }
    }
    return ABSENT;
  }

  private static int lastOfComprehension(Expression.Comprehension x) {
    int last = ABSENT;
    for (Clause clause : x.clauses()) {
      last =
          switch (clause) {
            case Clause.For c -> c.start();
            case Clause.If c -> either(last(c.condition()), last);
          };
    }
    return switch (x.body()) {
      case DictEntry e -> e.colon();
      case Expression e -> either(last(e), last);
      case Argument a -> last;
      default -> last;
    };
  }
}
