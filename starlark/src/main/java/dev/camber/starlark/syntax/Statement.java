package dev.camber.starlark.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Statement extends Node {

  /** An expression for its effects. */
  record Expr(Expression expression) implements Statement {
    @Override
    public int start() {
      return expression.start();
    }

    @Override
    public int end() {
      return expression.end();
    }
  }

  /** {@code pass}, {@code break}, {@code continue}. */
  record Branch(int start, int end, Kind kind) implements Statement {
    /** Which of the three. */
    public enum Kind {
      PASS,
      BREAK,
      CONTINUE
    }
  }

  /**
   * {@code target = value}, {@code target += value}, ….
   *
   * @param operator null for a plain assignment
   */
  record Assign(
      Expression target, int operatorOffset, @Nullable Operator operator, Expression value)
      implements Statement {
    @Override
    public int start() {
      return target.start();
    }

    @Override
    public int end() {
      return value.end();
    }
  }

  /** {@code if}, {@code elif}, {@code else}; an {@code elif} is an If alone in the else branch. */
  record If(int start, int end, Expression condition, List<Statement> then, List<Statement> orElse)
      implements Statement {}

  /** {@code for}. */
  record For(int start, int end, Expression target, Expression iterable, List<Statement> body)
      implements Statement {}

  /** {@code while}. */
  record While(int start, int end, Expression condition, List<Statement> body)
      implements Statement {}

  /** {@code def}. */
  record Def(int start, int end, Identifier name, FunctionNode function) implements Statement {}

  /** {@code return}. */
  record Return(int start, int end, @Nullable Expression value) implements Statement {}

  /** {@code load("path", "a", b="c")}. */
  record Load(int start, int end, Expression.Literal path, List<LoadBinding> names)
      implements Statement {

    /** The path as written. */
    public String pathText() {
      return (String) path.value();
    }
  }

  /**
   * One name of a {@code load}.
   *
   * @param local what it is called here
   * @param original what the other file calls it
   */
  record LoadBinding(Identifier local, Identifier original) {}
}
