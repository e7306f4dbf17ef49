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
import dev.camber.starlark.syntax.Source;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolved syntax tree to runnable nodes: the expressions. One compiler serves one file. */
final class Compiler {
  private static final Expr NONE = new Variables.Constant(StarlarkNone.NONE);

  private final Source source;
  private final StatementCompiler statements = new StatementCompiler(this);
  private final Map<String, Integer> predeclared = new LinkedHashMap<>();

  Compiler(Source source) {
    this.source = source;
  }

  Source source() {
    return source;
  }

  StatementCompiler statements() {
    return statements;
  }

  /** The names of the host that the file uses, by slot. */
  List<String> predeclaredNames() {
    return List.copyOf(predeclared.keySet());
  }

  static Binding bindingOf(Identifier id) {
    Binding b = id.binding();
    if (b == null) {
      throw new IllegalStateException("unresolved name " + id.name());
    }
    return b;
  }

  Expr expr(@Nullable Expression e) {
    return switch (e) {
      case null -> NONE;
      case Identifier id -> variable(id);
      case Expression.Literal l -> new Variables.Constant(literal(l));
      case Expression.Paren p -> expr(p.inner());
      case Expression.ListDisplay l -> new Displays.ListNode(exprs(l.elements()));
      case Expression.Tuple t -> tuple(t);
      case Expression.Conditional c ->
          new Logic.Conditional(expr(c.condition()), expr(c.ifTrue()), expr(c.ifFalse()));
      case Expression.Index x -> new Access.Index(expr(x.object()), expr(x.key()), x.bracket());
      case Expression.Slice s ->
          new Access.Slice(
              expr(s.object()),
              expr(s.low()),
              expr(s.high()),
              expr(s.step()),
              Instructions.sliceOffset(s));
      case Expression.DictDisplay d -> dict(d);
      case Expression.Comprehension c -> comprehension(c);
      case Expression.Unary u -> unary(u);
      case Expression.Binary b -> binary(b);
      case Expression.Dot d -> new Access.Attr(expr(d.object()), d.name().name(), d.dot());
      case Expression.Call c -> call(c);
      case Expression.Lambda l -> function(l.function());
    };
  }

  Expr[] exprs(List<Expression> list) {
    return list.stream().map(this::expr).toArray(Expr[]::new);
  }

  private Expr variable(Identifier id) {
    Binding b = bindingOf(id);
    int offset = id.start();
    return switch (b.scope()) {
      case LOCAL -> new Variables.Local(b.index(), offset, id.name());
      case CELL -> new Variables.LocalCell(b.index(), offset, id.name());
      case FREE -> new Variables.Free(b.index(), offset, id.name());
      case GLOBAL -> new Variables.Global(b.index(), offset, id.name());
      case PREDECLARED -> {
        int slot = predeclared.computeIfAbsent(id.name(), n -> predeclared.size());
        yield new Variables.Predeclared(slot, offset, id.name());
      }
      case UNIVERSAL -> new Variables.Constant(Universe.get(id.name()));
      case UNDEFINED -> throw new IllegalStateException("undefined name " + id.name());
    };
  }

  static Value literal(Expression.Literal l) {
    return switch (l.value()) {
      case Long i -> StarlarkInt.of(i);
      case BigInteger i -> StarlarkInt.of(i);
      case Double d -> StarlarkFloat.of(d);
      case String s -> StarlarkString.of(s);
      case byte[] b -> StarlarkBytes.of(b);
      default -> throw new IllegalStateException("literal of " + l.value().getClass());
    };
  }

  /** A tuple of constants is a constant, for it cannot change. */
  private Expr tuple(Expression.Tuple t) {
    Expr[] elements = exprs(t.elements());
    Value[] values = new Value[elements.length];
    for (int i = 0; i < values.length; i++) {
      if (!(elements[i] instanceof Variables.Constant c)) {
        return new Displays.TupleNode(elements);
      }
      values[i] = c.value;
    }
    return new Variables.Constant(StarlarkTuple.wrap(values));
  }

  private Expr dict(Expression.DictDisplay d) {
    List<DictEntry> entries = d.entries();
    return new Displays.DictNode(
        entries.stream().map(e -> expr(e.key())).toArray(Expr[]::new),
        entries.stream().map(e -> expr(e.value())).toArray(Expr[]::new),
        entries.stream().mapToInt(DictEntry::colon).toArray());
  }

  private Expr comprehension(Expression.Comprehension c) {
    boolean isDict = c.body() instanceof DictEntry;
    Displays.Step step =
        c.body() instanceof DictEntry e
            ? new Displays.DictStep(expr(e.key()), expr(e.value()), e.colon())
            : new Displays.ListStep(expr((Expression) c.body()));
    for (Clause clause : c.clauses().reversed()) {
      step =
          switch (clause) {
            case Clause.If i -> new Displays.IfStep(expr(i.condition()), step);
            case Clause.For f ->
                new Displays.ForStep(
                    statements.target(f.target(), f.start()), expr(f.iterable()), f.start(), step);
          };
    }
    return new Displays.Comprehension(isDict, step);
  }

  private Expr unary(Expression.Unary u) {
    Expr operand = expr(u.operand());
    if (u.operator() == Operator.NOT) {
      return new Logic.Not(operand);
    }
    if (u.operator() == Operator.MINUS
        && operand instanceof Variables.Constant c
        && (c.value instanceof StarlarkInt || c.value instanceof StarlarkFloat)) {
      return new Variables.Constant(Operators.unary(Operator.MINUS, c.value));
    }
    return new Arithmetic.Unary(u.operator(), operand, u.start());
  }

  Expr binary(Expression.Binary b) {
    return switch (b.operator()) {
      case AND -> new Logic.And(expr(b.left()), expr(b.right()));
      case OR -> new Logic.Or(expr(b.left()), expr(b.right()));
      case EQ, NE, LT, GT, LE, GE ->
          Logic.comparison(b.operator(), expr(b.left()), expr(b.right()), b.operatorOffset());
      case PLUS -> new Sums(this).compile(b);
      default -> Arithmetic.of(b.operator(), expr(b.left()), expr(b.right()), b.operatorOffset());
    };
  }

  private Expr call(Expression.Call c) {
    List<Expr> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Expr> named = new ArrayList<>();
    Expr star = null;
    Expr starStar = null;
    for (Argument a : c.arguments()) {
      Expr value = expr(a.value());
      switch (a.kind()) {
        case POSITIONAL -> positional.add(value);
        case STAR -> star = value;
        case STAR_STAR -> starStar = value;
        case NAMED -> {
          names.add(a.name() == null ? "" : a.name().name());
          named.add(value);
        }
      }
    }
    Expr[] arguments = positional.toArray(Expr[]::new);
    if (named.isEmpty() && star == null && starStar == null) {
      if (c.function() instanceof Expression.Dot d) {
        return new Calls.Method(expr(d.object()), d.name().name(), d.dot(), arguments, c.paren());
      }
      return new Calls.Positional(expr(c.function()), arguments, c.paren());
    }
    return new Calls.General(
        expr(c.function()),
        arguments,
        names.toArray(String[]::new),
        named.toArray(Expr[]::new),
        star,
        starStar,
        c.paren());
  }

  /** The node that makes a function value. */
  Expr function(FunctionNode function) {
    List<@Nullable Expr> defaults = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean star = false;
    boolean varargs = false;
    boolean kwargs = false;
    int keywordOnly = 0;
    for (Parameter p : function.parameters()) {
      switch (p.kind()) {
        case STAR -> {
          star = true;
          varargs = p.name() != null;
        }
        case STAR_STAR -> kwargs = true;
        case PLAIN, OPTIONAL -> {
          names.add(p.name() == null ? "" : p.name().name());
          keywordOnly += star ? 1 : 0;
          if (p.defaultValue() != null) {
            defaults.add(expr(p.defaultValue()));
          } else if (star) {
            defaults.add(null);
          }
        }
      }
    }
    var parameters =
        new FunctionCode.Parameters(
            names.toArray(String[]::new), keywordOnly, defaults.size(), varargs, kwargs);
    FunctionCode code =
        new FunctionCode(
            function.name(),
            source,
            Instructions.firstOffset(function),
            parameters,
            function.locals().size(),
            cells(function.locals()));
    code.start = function.start();
    code.body = statements.block(function.body());
    int[] captured =
        function.freeVariables().stream()
            .mapToInt(b -> b.scope() == Binding.Scope.FREE ? -1 - b.index() : b.index())
            .toArray();
    return new Displays.FunctionMaker(code, defaults.toArray(Expr[]::new), captured);
  }

  static int[] cells(List<Binding> locals) {
    return locals.stream()
        .filter(b -> b.scope() == Binding.Scope.CELL)
        .mapToInt(Binding::index)
        .toArray();
  }
}
