package dev.camber.starlark;

import dev.camber.starlark.syntax.Binding;
import dev.camber.starlark.syntax.Expression;
import dev.camber.starlark.syntax.Identifier;
import dev.camber.starlark.syntax.Operator;
import dev.camber.starlark.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** Resolved syntax tree to runnable nodes: the statements. */
final class StatementCompiler {
  private final Compiler compiler;

  StatementCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  Stmt[] block(List<Statement> statements) {
    List<Stmt> compiled = new ArrayList<>();
    for (Statement s : statements) {
      if (s instanceof Statement.Branch b && b.kind() == Statement.Branch.Kind.PASS) {
        continue;
      }
      compiled.add(statement(s));
    }
    return compiled.toArray(Stmt[]::new);
  }

  private Stmt statement(Statement statement) {
    return switch (statement) {
      case Statement.Expr s -> new Statements.Expression(compiler.expr(s.expression()));
      case Statement.Branch s ->
          new Statements.Jump(s.kind() == Statement.Branch.Kind.BREAK ? Stmt.BREAK : Stmt.CONTINUE);
      case Statement.Return s -> new Statements.Return(compiler.expr(s.value()));
      case Statement.If s ->
          new Statements.If(compiler.expr(s.condition()), block(s.then()), block(s.orElse()));
      case Statement.While s -> new Statements.While(compiler.expr(s.condition()), block(s.body()));
      case Statement.For s ->
          new Statements.For(
              target(s.target(), s.start()),
              compiler.expr(s.iterable()),
              block(s.body()),
              s.start());
      case Statement.Def s -> assign(variable(s.name()), compiler.function(s.function()));
      case Statement.Assign s -> {
        Operator op = s.operator();
        yield op == null
            ? assign(target(s.target(), s.operatorOffset()), compiler.expr(s.value()))
            : augment(s, op);
      }
      case Statement.Load s -> load(s);
    };
  }

  private static Stmt assign(Variables.Target target, Expr value) {
    return target instanceof Variables.LocalTarget local
        ? new Statements.AssignLocal(local.slot, value)
        : new Statements.Assign(target, value);
  }

  private Stmt augment(Statement.Assign s, Operator op) {
    Expr value = compiler.expr(s.value());
    int offset = s.operatorOffset();
    return switch (s.target().unparenthesized()) {
      case Identifier id -> {
        Expr old = compiler.expr(id);
        boolean mayBeInPlace = op == Operator.PLUS || op == Operator.PIPE;
        Expr result =
            mayBeInPlace
                ? new Statements.InPlace(op, old, value, offset)
                : Arithmetic.of(op, old, value, offset);
        yield assign(variable(id), result);
      }
      case Expression.Index x ->
          new Statements.AugmentIndex(
              op, compiler.expr(x.object()), compiler.expr(x.key()), x.bracket(), value, offset);
      case Expression.Dot x ->
          new Statements.AugmentField(
              op, compiler.expr(x.object()), x.name().name(), x.dot(), value, offset);
      default -> throw new IllegalStateException("resolver let pass " + s.target());
    };
  }

  /** Where an assignment goes; {@code offset} is the place of an unpacking that fails. */
  Variables.Target target(Expression e, int offset) {
    return switch (e) {
      case Identifier id -> variable(id);
      case Expression.Paren p -> target(p.inner(), offset);
      case Expression.Tuple t -> targets(t.elements(), offset);
      case Expression.ListDisplay l -> targets(l.elements(), offset);
      case Expression.Index x ->
          new Variables.IndexTarget(compiler.expr(x.object()), compiler.expr(x.key()), x.bracket());
      case Expression.Dot x ->
          new Variables.FieldTarget(compiler.expr(x.object()), x.name().name(), x.dot());
      default -> throw new IllegalStateException("resolver let pass " + e);
    };
  }

  private Variables.Target targets(List<Expression> elements, int offset) {
    return new Variables.SequenceTarget(
        elements.stream().map(x -> target(x, offset)).toArray(Variables.Target[]::new), offset);
  }

  private Variables.Target variable(Identifier id) {
    Binding b = Compiler.bindingOf(id);
    return switch (b.scope()) {
      case LOCAL -> new Variables.LocalTarget(b.index());
      case CELL -> new Variables.CellTarget(b.index());
      case GLOBAL -> new Variables.GlobalTarget(b.index());
      default -> throw new IllegalStateException("assignment to " + b.scope());
    };
  }

  private Stmt load(Statement.Load s) {
    return new Statements.Load(
        s.pathText(),
        s.names().stream().map(n -> n.original().name()).toArray(String[]::new),
        s.names().stream().map(n -> variable(n.local())).toArray(Variables.Target[]::new),
        s.start());
  }
}
