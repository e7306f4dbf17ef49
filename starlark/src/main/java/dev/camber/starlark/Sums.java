package dev.camber.starlark;

import dev.camber.starlark.syntax.Expression;
import dev.camber.starlark.syntax.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Chains of {@code +}. Neighbouring literals of one kind (strings, bytes, lists, tuples) are joined
 * when compiling, as in the reference: that is why {@code b"a" + b"b"} works while the sum of two
 * bytes variables does not.
 */
final class Sums {
  private final Compiler compiler;

  Sums(Compiler compiler) {
    this.compiler = compiler;
  }

  private record Summand(Expression x, int plus) {}

  Expr compile(Expression.Binary sum) {
    List<Summand> summands = new ArrayList<>();
    Expression.Binary b = sum;
    while (true) {
      summands.add(new Summand(b.right().unparenthesized(), b.operatorOffset()));
      Expression left = b.left().unparenthesized();
      if (left instanceof Expression.Binary x && x.operator() == Operator.PLUS) {
        b = x;
      } else {
        summands.add(new Summand(left, 0));
        break;
      }
    }
    Collections.reverse(summands);
    Expr result = null;
    for (int i = 0; i < summands.size(); ) {
      int j = i + 1;
      Class<?> kind = kind(summands.get(i).x);
      while (kind != Void.class && j < summands.size() && kind(summands.get(j).x) == kind) {
        j++;
      }
      Expr next = join(summands.subList(i, j));
      result =
          result == null ? next : Arithmetic.of(Operator.PLUS, result, next, summands.get(i).plus);
      i = j;
    }
    if (result == null) {
      throw new IllegalStateException("empty sum");
    }
    return result;
  }

  private static Class<?> kind(Expression e) {
    return switch (e) {
      case Expression.Literal l when l.value() instanceof String -> String.class;
      case Expression.Literal l when l.value() instanceof byte[] -> byte[].class;
      case Expression.ListDisplay l -> StarlarkList.class;
      case Expression.Tuple t -> StarlarkTuple.class;
      default -> Void.class;
    };
  }

  private Expr join(List<Summand> run) {
    Expression first = run.getFirst().x;
    if (run.size() == 1) {
      return compiler.expr(first);
    }
    if (first instanceof Expression.Literal) {
      var text = new StringBuilder();
      boolean isBytes = false;
      for (Summand s : run) {
        switch (Compiler.literal((Expression.Literal) s.x)) {
          case StarlarkString string -> text.append(string.bytes);
          case StarlarkBytes bytes -> {
            isBytes = true;
            text.append(bytes.bytes);
          }
          default -> throw new IllegalStateException("not joinable");
        }
      }
      String joined = text.toString();
      return new Variables.Constant(
          isBytes ? StarlarkBytes.ofBytes(joined) : StarlarkString.ofBytes(joined));
    }
    List<Expression> elements = new ArrayList<>();
    for (Summand s : run) {
      elements.addAll(
          s.x instanceof Expression.ListDisplay l
              ? l.elements()
              : ((Expression.Tuple) s.x).elements());
    }
    return first instanceof Expression.ListDisplay
        ? new Displays.ListNode(compiler.exprs(elements))
        : new Displays.TupleNode(compiler.exprs(elements));
  }
}
