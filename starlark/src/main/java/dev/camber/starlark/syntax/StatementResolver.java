package dev.camber.starlark.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks statements and expressions for the {@link Resolver} and checks what the grammar allows. */
final class StatementResolver {
  private static final int MAX_ARGUMENTS = 255;

  private final Resolver names;
  private int loops;
  private int conditionals;

  StatementResolver(Resolver names) {
    this.names = names;
  }

  void all(List<Statement> statements) {
    for (Statement s : statements) {
      statement(s);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.Expr s -> expression(s.expression());
      case Statement.Branch s -> {
        if (loops == 0 && s.kind() != Statement.Branch.Kind.PASS) {
          boolean isBreak = s.kind() == Statement.Branch.Kind.BREAK;
          names.error(s.start(), (isBreak ? "break" : "continue") + " not in a loop");
        }
      }
      case Statement.If s -> {
        expression(s.condition());
        conditionals++;
        all(s.then());
        all(s.orElse());
        conditionals--;
      }
      case Statement.Assign s -> {
        expression(s.value());
        target(s.target(), s.operator() != null);
      }
      case Statement.Def s -> {
        names.bind(s.name());
        function(s.function());
      }
      case Statement.For s -> {
        expression(s.iterable());
        target(s.target(), false);
        loops++;
        all(s.body());
        loops--;
      }
      case Statement.While s -> {
        expression(s.condition());
        loops++;
        all(s.body());
        loops--;
      }
      case Statement.Return s -> {
        if (!names.inFunction()) {
          names.error(s.start(), "return statement not within a function");
        }
        if (s.value() != null) {
          expression(s.value());
        }
      }
      case Statement.Load s -> load(s);
    }
  }

  private void load(Statement.Load s) {
    if (names.inFunction()) {
      names.error(s.start(), "load statement within a function");
    } else if (loops > 0) {
      names.error(s.start(), "load statement within a loop");
    } else if (conditionals > 0) {
      names.error(s.start(), "load statement within a conditional");
    }
    for (Statement.LoadBinding b : s.names()) {
      String name = b.original().name();
      if (name.isEmpty()) {
        names.error(b.original().start(), "load: empty identifier");
        continue;
      }
      if (name.charAt(0) == '_') {
        names.error(
            b.original().start(), "load: names with leading underscores are not exported: " + name);
      }
      names.bindLocal(b.local());
    }
  }

  private void target(Expression target, boolean augmented) {
    switch (target) {
      case Identifier id -> names.bind(id);
      case Expression.Index x -> {
        expression(x.object());
        expression(x.key());
      }
      case Expression.Dot x -> expression(x.object());
      case Expression.Paren x -> target(x.inner(), augmented);
      case Expression.Tuple x -> targets(x, x.elements(), augmented, "tuple");
      case Expression.ListDisplay x -> targets(x, x.elements(), augmented, "list");
      default -> names.error(target.start(), "can't assign to " + kindName(target));
    }
  }

  private void targets(
      Expression whole, List<Expression> elements, boolean augmented, String kind) {
    if (augmented) {
      names.error(whole.start(), "can't use " + kind + " expression in augmented assignment");
    }
    for (Expression element : elements) {
      target(element, augmented);
    }
  }

  private void expressions(List<Expression> list) {
    for (Expression e : list) {
      expression(e);
    }
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Identifier id -> names.use(id);
      case Expression.Literal l -> {}
      case Expression.ListDisplay x -> expressions(x.elements());
      case Expression.Tuple x -> expressions(x.elements());
      case Expression.Paren x -> expression(x.inner());
      case Expression.Conditional x -> {
        expression(x.condition());
        expression(x.ifTrue());
        expression(x.ifFalse());
      }
      case Expression.Index x -> {
        expression(x.object());
        expression(x.key());
      }
      case Expression.Slice x -> {
        expression(x.object());
        if (x.low() != null) {
          expression(x.low());
        }
        if (x.high() != null) {
          expression(x.high());
        }
        if (x.step() != null) {
          expression(x.step());
        }
      }
      case Expression.DictDisplay x -> x.entries().forEach(this::entry);
      case Expression.Comprehension x -> comprehension(x);
      case Expression.Unary x -> expression(x.operand());
      case Expression.Binary x -> {
        expression(x.left());
        expression(x.right());
      }
      case Expression.Dot x -> expression(x.object());
      case Expression.Call x -> call(x);
      case Expression.Lambda x -> function(x.function());
    }
  }

  private void entry(DictEntry entry) {
    expression(entry.key());
    expression(entry.value());
  }

  /** The first iterable belongs to the block outside: {@code [x for x in x]}. */
  private void comprehension(Expression.Comprehension x) {
    Clause.For first = (Clause.For) x.clauses().getFirst();
    expression(first.iterable());
    names.enterComprehension();
    target(first.target(), false);
    for (Clause clause : x.clauses().subList(1, x.clauses().size())) {
      switch (clause) {
        case Clause.If c -> expression(c.condition());
        case Clause.For c -> {
          target(c.target(), false);
          expression(c.iterable());
        }
      }
    }
    switch (x.body()) {
      case DictEntry e -> entry(e);
      case Expression e -> expression(e);
      default -> throw new IllegalStateException("body of a comprehension: " + x.body());
    }
    names.leaveComprehension();
  }

  private void call(Expression.Call call) {
    expression(call.function());
    boolean star = false;
    boolean starStar = false;
    Set<String> seen = new HashSet<>();
    int positional = 0;
    int named = 0;
    for (Argument a : call.arguments()) {
      String before = starStar ? "**kwargs" : star ? "*args" : "";
      switch (a.kind()) {
        case STAR_STAR -> {
          if (starStar) {
            names.error(a.start(), "multiple **kwargs not allowed");
          }
          starStar = true;
        }
        case STAR -> {
          if (starStar) {
            names.error(a.start(), "*args may not follow **kwargs");
          } else if (star) {
            names.error(a.start(), "multiple *args not allowed");
          }
          star = true;
        }
        case NAMED -> {
          named++;
          if (!before.isEmpty()) {
            names.error(a.start(), "keyword argument may not follow " + before);
          }
          Identifier name = a.name();
          if (name != null && !seen.add(name.name())) {
            names.error(name.start(), "keyword argument \"" + name.name() + "\" is repeated");
          }
        }
        case POSITIONAL -> {
          positional++;
          if (star) {
            names.error(a.start(), "positional argument may not follow *args");
          } else if (starStar) {
            names.error(a.start(), "positional argument may not follow **kwargs");
          } else if (!seen.isEmpty()) {
            names.error(a.start(), "positional argument may not follow named");
          }
        }
      }
      expression(a.value());
    }
    checkCount(call, positional, "positional");
    checkCount(call, named, "keyword");
  }

  private void checkCount(Expression.Call call, int count, String kind) {
    if (count > MAX_ARGUMENTS) {
      names.error(
          call.start(), count + " " + kind + " arguments in call, limit is " + MAX_ARGUMENTS);
    }
  }

  private void function(FunctionNode function) {
    for (Parameter p : function.parameters()) {
      if (p.defaultValue() != null) {
        expression(p.defaultValue());
      }
    }
    names.enterFunction(function);
    int outerLoops = loops;
    loops = 0;
    new ParameterResolver(names).resolve(function.parameters());
    all(function.body());
    names.leaveFunction();
    loops = outerLoops;
  }

  /** The Go name of a kind of expression, which the reference shows when one is assigned to. */
  private static String kindName(Expression e) {
    return switch (e) {
      case Identifier i -> "ident";
      case Expression.Literal l -> "literal";
      case Expression.ListDisplay l -> "listexpr";
      case Expression.Tuple t -> "tupleexpr";
      case Expression.Paren p -> "parenexpr";
      case Expression.Conditional c -> "condexpr";
      case Expression.Index i -> "indexexpr";
      case Expression.Slice s -> "sliceexpr";
      case Expression.DictDisplay d -> "dictexpr";
      case Expression.Comprehension c -> "comprehension";
      case Expression.Unary u -> "unaryexpr";
      case Expression.Binary b -> "binaryexpr";
      case Expression.Dot d -> "dotexpr";
      case Expression.Call c -> "callexpr";
      case Expression.Lambda l -> "lambdaexpr";
    };
  }
}
