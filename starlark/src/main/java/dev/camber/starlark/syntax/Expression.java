package dev.camber.starlark.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. */
public sealed interface Expression extends Node
    permits Identifier,
        Expression.Literal,
        Expression.ListDisplay,
        Expression.Tuple,
        Expression.Paren,
        Expression.Conditional,
        Expression.Index,
        Expression.Slice,
        Expression.DictDisplay,
        Expression.Comprehension,
        Expression.Unary,
        Expression.Binary,
        Expression.Dot,
        Expression.Call,
        Expression.Lambda {

  /** The expression without the parentheses around it. */
  default Expression unparenthesized() {
    Expression e = this;
    while (e instanceof Paren p) {
      e = p.inner();
    }
    return e;
  }

  /**
   * A literal.
   *
   * @param value Long or BigInteger, Double, String, or byte[] for {@code b"…"}
   */
  record Literal(int start, int end, Object value) implements Expression {}

  /** {@code [a, b]}. */
  record ListDisplay(int start, int end, List<Expression> elements) implements Expression {}

  /** {@code a, b}, or {@code ()}; parentheses around a non-empty one are a {@link Paren}. */
  record Tuple(int start, int end, List<Expression> elements) implements Expression {}

  /** {@code (x)}. */
  record Paren(int start, int end, Expression inner) implements Expression {}

  /** {@code a if c else b}. */
  record Conditional(Expression condition, Expression ifTrue, Expression ifFalse)
      implements Expression {
    @Override
    public int start() {
      return ifTrue.start();
    }

    @Override
    public int end() {
      return ifFalse.end();
    }
  }

  /**
   * {@code x[y]}.
   *
   * @param bracket offset of the bracket
   */
  record Index(Expression object, int bracket, Expression key, int end) implements Expression {
    @Override
    public int start() {
      return object.start();
    }
  }

  /** {@code x[low:high:step]}. */
  record Slice(
      Expression object,
      int bracket,
      @Nullable Expression low,
      @Nullable Expression high,
      @Nullable Expression step,
      int end)
      implements Expression {
    @Override
    public int start() {
      return object.start();
    }
  }

  /** <code>{k: v}</code>. */
  record DictDisplay(int start, int end, List<DictEntry> entries) implements Expression {}

  /**
   * A comprehension.
   *
   * @param body an expression, or a {@link DictEntry} for a dict
   * @param clauses the first is a {@link Clause.For}
   */
  record Comprehension(int start, int end, Node body, List<Clause> clauses) implements Expression {}

  /** {@code -x}, {@code +x}, {@code ~x}, {@code not x}. */
  record Unary(int start, Operator operator, Expression operand) implements Expression {
    @Override
    public int end() {
      return operand.end();
    }
  }

  /** {@code x op y}. */
  record Binary(Expression left, int operatorOffset, Operator operator, Expression right)
      implements Expression {
    @Override
    public int start() {
      // Chains lean to the left and may be very long.
      Expression e = left;
      while (e instanceof Binary b) {
        e = b.left;
      }
      return e.start();
    }

    @Override
    public int end() {
      return right.end();
    }
  }

  /** {@code x.name}. */
  record Dot(Expression object, int dot, Identifier name) implements Expression {
    @Override
    public int start() {
      return object.start();
    }

    @Override
    public int end() {
      return name.end();
    }
  }

  /** {@code f(…)}. */
  record Call(Expression function, int paren, List<Argument> arguments, int end)
      implements Expression {
    @Override
    public int start() {
      return function.start();
    }
  }

  /** {@code lambda …: body}. */
  record Lambda(FunctionNode function, Expression body) implements Expression {
    @Override
    public int start() {
      return function.start();
    }

    @Override
    public int end() {
      return body.end();
    }
  }
}
