package dev.camber.starlark.syntax;

import java.util.ArrayList;
import java.util.List;

/** Tokens to statements. After a mistake it goes on with the next line at the left margin. */
final class StatementParser extends ExpressionParser {
  /** More mistakes than this help nobody. */
  private static final int MAX_ERRORS = 20;

  private final Source source;
  private final List<SyntaxError> errors = new ArrayList<>();

  StatementParser(Source source) {
    super(source);
    this.source = source;
  }

  /** file = (NEWLINE | stmt)* EOF */
  FileNode file() {
    List<Statement> statements = new ArrayList<>();
    boolean started = false;
    while (errors.size() < MAX_ERRORS) {
      try {
        if (!started) {
          advance();
          started = true;
        }
        while (token != Token.EOF) {
          if (token == Token.NEWLINE) {
            advance();
          } else {
            statement(statements);
          }
        }
        break;
      } catch (SyntaxAbort e) {
        errors.add(new SyntaxError(source.position(e.offset), e.what));
        forgetNesting();
        scanner.resynchronize();
        started = false;
      }
    }
    return new FileNode(source, statements, scanner.comments, errors);
  }

  /** stmt = def | if | for | while | simple_stmt */
  private void statement(List<Statement> into) {
    switch (token) {
      case DEF -> into.add(def());
      case IF -> into.add(ifStatement());
      case FOR -> into.add(forStatement());
      case WHILE -> into.add(whileStatement());
      default -> simple(into);
    }
  }

  private static int endOf(List<Statement> body) {
    return body.getLast().end();
  }

  /** def = 'def' IDENT '(' params ')' ':' suite */
  private Statement def() {
    int start = advance();
    Identifier name = identifier();
    consume(Token.LPAREN);
    List<Parameter> parameters = parameters();
    consume(Token.RPAREN);
    consume(Token.COLON);
    List<Statement> body = suite();
    var function = new FunctionNode(start, name.name(), parameters, body);
    return new Statement.Def(start, endOf(body), name, function);
  }

  /** if = 'if' test ':' suite ('elif' test ':' suite)* ('else' ':' suite)? */
  private Statement ifStatement() {
    List<Integer> starts = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    List<List<Statement>> bodies = new ArrayList<>();
    do {
      starts.add(advance());
      conditions.add(test());
      consume(Token.COLON);
      bodies.add(suite());
    } while (token == Token.ELIF);
    List<Statement> orElse = List.of();
    if (token == Token.ELSE) {
      advance();
      consume(Token.COLON);
      orElse = suite();
    }
    int end = endOf(orElse.isEmpty() ? bodies.getLast() : orElse);
    for (int i = starts.size() - 1; i >= 0; i--) {
      orElse =
          List.of(
              new Statement.If(
                  starts.get(i), end, conditions.get(i), List.copyOf(bodies.get(i)), orElse));
    }
    return orElse.getFirst();
  }

  /** for = 'for' loop_variables 'in' expr ':' suite */
  private Statement forStatement() {
    int start = advance();
    Expression target = loopVariables();
    consume(Token.IN);
    Expression iterable = expression(false);
    consume(Token.COLON);
    List<Statement> body = suite();
    return new Statement.For(start, endOf(body), target, iterable, List.copyOf(body));
  }

  /** while = 'while' test ':' suite */
  private Statement whileStatement() {
    int start = advance();
    Expression condition = test();
    consume(Token.COLON);
    List<Statement> body = suite();
    return new Statement.While(start, endOf(body), condition, List.copyOf(body));
  }

  /** suite = simple_stmt | NEWLINE INDENT stmt+ OUTDENT */
  private List<Statement> suite() {
    enter();
    try {
      List<Statement> statements = new ArrayList<>();
      if (token != Token.NEWLINE) {
        simple(statements);
        return statements;
      }
      advance();
      consume(Token.INDENT);
      while (token != Token.OUTDENT && token != Token.EOF) {
        statement(statements);
      }
      consume(Token.OUTDENT);
      return statements;
    } finally {
      leave();
    }
  }

  /** simple_stmt = small_stmt (';' small_stmt)* ';'? NEWLINE */
  private void simple(List<Statement> into) {
    while (true) {
      into.add(small());
      if (token != Token.SEMI) {
        break;
      }
      advance();
      if (token == Token.NEWLINE || token == Token.EOF) {
        break;
      }
    }
    // The last line may lack its newline.
    if (token != Token.EOF) {
      consume(Token.NEWLINE);
    }
  }

  /** small_stmt = 'return' expr? | 'pass' | 'break' | 'continue' | load | expr (assign expr)? */
  private Statement small() {
    switch (token) {
      case RETURN -> {
        int start = advance();
        boolean bare = token == Token.EOF || token == Token.NEWLINE || token == Token.SEMI;
        Expression value = bare ? null : expression(false);
        return new Statement.Return(start, lastEnd, value);
      }
      case PASS -> {
        return branch(Statement.Branch.Kind.PASS);
      }
      case BREAK -> {
        return branch(Statement.Branch.Kind.BREAK);
      }
      case CONTINUE -> {
        return branch(Statement.Branch.Kind.CONTINUE);
      }
      case LOAD -> {
        return load();
      }
      default -> {
        Expression x = expression(false);
        if (token != Token.EQ && !token.isAugmented()) {
          return new Statement.Expr(x);
        }
        Operator operator = token == Token.EQ ? null : token.operator();
        int offset = advance();
        return new Statement.Assign(x, offset, operator, expression(false));
      }
    }
  }

  private Statement branch(Statement.Branch.Kind kind) {
    int start = advance();
    return new Statement.Branch(start, lastEnd, kind);
  }

  /** load = 'load' '(' STRING (',' (IDENT '=')? STRING)+ ','? ')' */
  private Statement load() {
    int start = advance();
    int paren = consume(Token.LPAREN);
    if (token != Token.STRING) {
      throw errorHere("first operand of load statement must be a string literal");
    }
    Expression.Literal path = literal();
    List<Statement.LoadBinding> names = new ArrayList<>();
    while (token != Token.RPAREN && token != Token.EOF) {
      consume(Token.COMMA);
      if (token == Token.RPAREN) {
        break;
      }
      names.add(loadBinding());
    }
    consume(Token.RPAREN);
    if (names.isEmpty()) {
      throw error(paren, "load statement must import at least 1 symbol");
    }
    return new Statement.Load(start, lastEnd, path, List.copyOf(names));
  }

  private Statement.LoadBinding loadBinding() {
    if (token == Token.STRING) {
      Identifier name = quotedName();
      return new Statement.LoadBinding(name, name);
    }
    if (token != Token.IDENT) {
      throw errorHere("load operand must be \"name\" or localname=\"name\" (got " + token + ")");
    }
    Identifier local = identifier();
    if (token != Token.EQ) {
      throw errorHere(
          String.format(
              "load operand must be \"%1$s\" or %1$s=\"originalname\" (want '=' after %1$s)",
              local.name()));
    }
    advance();
    if (token != Token.STRING) {
      throw errorHere(
          "original name of loaded symbol must be quoted: " + local.name() + "=\"originalname\"");
    }
    return new Statement.LoadBinding(local, quotedName());
  }

  private Identifier quotedName() {
    Expression.Literal literal = literal();
    return new Identifier(literal.start() + 1, literal.end(), (String) literal.value());
  }
}
