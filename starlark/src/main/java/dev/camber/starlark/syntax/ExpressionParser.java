package dev.camber.starlark.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tokens to expressions, by recursive descent with one token of lookahead. Each method carries its
 * grammar line. {@link StatementParser} adds the statements.
 */
class ExpressionParser extends TokenCursor {
  ExpressionParser(Source source) {
    super(source);
  }

  /** ident = IDENT */
  final Identifier identifier() {
    if (token != Token.IDENT) {
      throw errorHere("not an identifier");
    }
    String name = (String) Objects.requireNonNull(scanner.value);
    int end = scanner.position;
    return new Identifier(advance(), end, name);
  }

  /** expr = test (',' test)* ','? (the last comma only in parentheses) */
  final Expression expression(boolean inParens) {
    Expression x = test();
    if (token != Token.COMMA) {
      return x;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(x);
    moreExpressions(elements, inParens);
    return new Expression.Tuple(x.start(), lastEnd, List.copyOf(elements));
  }

  /** expr_list = (',' test)* ','? */
  private void moreExpressions(List<Expression> elements, boolean allowTrailingComma) {
    while (token == Token.COMMA) {
      int comma = advance();
      if (endsExpressionList()) {
        if (!allowTrailingComma) {
          throw error(comma, "unparenthesized tuple with trailing comma");
        }
        break;
      }
      elements.add(test());
    }
  }

  private boolean endsExpressionList() {
    return switch (token) {
      case EOF, NEWLINE, EQ, RBRACE, RBRACK, RPAREN, SEMI -> true;
      default -> false;
    };
  }

  /** test = lambda | or_test ('if' or_test 'else' test)? */
  final Expression test() {
    enter();
    try {
      if (token == Token.LAMBDA) {
        return lambda(true);
      }
      Expression x = binary(0);
      if (token != Token.IF) {
        return x;
      }
      int ifOffset = advance();
      Expression condition = binary(0);
      if (token != Token.ELSE) {
        throw error(ifOffset, "conditional expression without else clause");
      }
      advance();
      return new Expression.Conditional(condition, x, test());
    } finally {
      leave();
    }
  }

  /** test_nocond = lambda_nocond | or_test */
  private Expression testWithoutCondition() {
    return token == Token.LAMBDA ? lambda(false) : binary(0);
  }

  /** lambda = 'lambda' params? ':' test */
  private Expression lambda(boolean allowCondition) {
    enter();
    try {
      int start = advance();
      List<Parameter> parameters = token == Token.COLON ? List.of() : parameters();
      consume(Token.COLON);
      Expression body = allowCondition ? test() : testWithoutCondition();
      var result = new Statement.Return(body.start(), body.end(), body);
      return new Expression.Lambda(
          new FunctionNode(start, "lambda", parameters, List.of(result)), body);
    } finally {
      leave();
    }
  }

  /**
   * or_test = operand (OP operand)*, by precedence climbing; {@code not} binds between {@code and}
   * and comparisons, comparisons do not associate.
   */
  private Expression binary(int minPrecedence) {
    Expression x = operand(minPrecedence);
    int lastComparison = -1;
    while (true) {
      if (token == Token.NOT) {
        advance();
        if (token != Token.IN) {
          throw errorHere("got " + token + ", want in");
        }
        token = Token.NOT_IN;
      }
      Operator op = token.isBinaryOperator() ? token.operator() : null;
      if (op == null || op.precedence() < minPrecedence) {
        return x;
      }
      int precedence = op.precedence();
      if (precedence == lastComparison) {
        throw errorHere(
            ((Expression.Binary) x).operator()
                + " does not associate with "
                + op
                + " (use parens)");
      }
      lastComparison = precedence == Operator.EQ.precedence() ? precedence : -1;
      int offset = advance();
      Expression y = binary(precedence + 1);
      x = new Expression.Binary(x, offset, op, y);
    }
  }

  /** operand = 'not' operand | primary_with_suffix */
  private Expression operand(int minPrecedence) {
    if (token != Token.NOT || minPrecedence > Operator.NOT.precedence()) {
      return primaryWithSuffix();
    }
    enter();
    try {
      int start = advance();
      Expression x = binary(Operator.NOT.precedence());
      return new Expression.Unary(start, Operator.NOT, x);
    } finally {
      leave();
    }
  }

  /** primary_with_suffix = primary ('.' IDENT | slice_suffix | call_suffix)* */
  final Expression primaryWithSuffix() {
    Expression x = primary();
    while (true) {
      switch (token) {
        case DOT -> {
          int dot = advance();
          x = new Expression.Dot(x, dot, identifier());
        }
        case LBRACK -> x = sliceSuffix(x);
        case LPAREN -> x = callSuffix(x);
        default -> {
          return x;
        }
      }
    }
  }

  /** slice_suffix = '[' expr? (':' test? (':' test?)?)? ']' */
  private Expression sliceSuffix(Expression object) {
    int bracket = advance();
    Expression low = null;
    if (token != Token.COLON) {
      Expression y = expression(false);
      if (token == Token.RBRACK) {
        advance();
        return new Expression.Index(object, bracket, y, lastEnd);
      }
      low = y;
    }
    Expression high = bound(Token.COLON);
    Expression step = bound(Token.RBRACK);
    consume(Token.RBRACK);
    return new Expression.Slice(object, bracket, low, high, step, lastEnd);
  }

  private @Nullable Expression bound(Token end) {
    if (token != Token.COLON) {
      return null;
    }
    advance();
    return token == end || token == Token.RBRACK ? null : test();
  }

  /** call_suffix = '(' ((argument ',')* argument ','?)? ')' */
  private Expression callSuffix(Expression function) {
    int paren = advance();
    List<Argument> arguments = new ArrayList<>();
    while (token != Token.RPAREN && token != Token.EOF) {
      if (!arguments.isEmpty()) {
        consume(Token.COMMA);
      }
      if (token == Token.RPAREN) {
        break;
      }
      arguments.add(argument());
    }
    consume(Token.RPAREN);
    return new Expression.Call(function, paren, List.copyOf(arguments), lastEnd);
  }

  /** argument = test | IDENT '=' test | '*' test | '**' test */
  private Argument argument() {
    if (token == Token.STAR || token == Token.STAR_STAR) {
      var kind = token == Token.STAR ? Argument.Kind.STAR : Argument.Kind.STAR_STAR;
      int start = advance();
      return new Argument(start, kind, null, test());
    }
    Expression x = test();
    if (token != Token.EQ) {
      return new Argument(x.start(), Argument.Kind.POSITIONAL, null, x);
    }
    if (!(x instanceof Identifier name)) {
      throw errorHere("keyword argument must have form name=expr");
    }
    advance();
    return new Argument(x.start(), Argument.Kind.NAMED, name, test());
  }

  /** params = (param ',')* param? ; param = IDENT | IDENT '=' test | '*' IDENT? | '**' IDENT */
  final List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    while (token != Token.RPAREN && token != Token.COLON && token != Token.EOF) {
      if (!parameters.isEmpty()) {
        consume(Token.COMMA);
      }
      if (token == Token.RPAREN) {
        break;
      }
      parameters.add(parameter());
    }
    return parameters;
  }

  private Parameter parameter() {
    if (token == Token.STAR || token == Token.STAR_STAR) {
      boolean star = token == Token.STAR;
      int start = advance();
      Identifier name = !star || token == Token.IDENT ? identifier() : null;
      var kind = star ? Parameter.Kind.STAR : Parameter.Kind.STAR_STAR;
      return new Parameter(start, lastEnd, kind, name, start, null);
    }
    Identifier name = identifier();
    if (token != Token.EQ) {
      return new Parameter(
          name.start(), name.end(), Parameter.Kind.PLAIN, name, name.start(), null);
    }
    int equals = advance();
    Expression value = test();
    return new Parameter(name.start(), value.end(), Parameter.Kind.OPTIONAL, name, equals, value);
  }

  /** primary = IDENT | literal | list | dict | '(' expr? ')' | ('-'|'+'|'~') primary_with_suffix */
  private Expression primary() {
    enter();
    try {
      switch (token) {
        case IDENT -> {
          return identifier();
        }
        case INT, FLOAT, STRING, BYTES -> {
          return literal();
        }
        case LBRACK -> {
          return list();
        }
        case LBRACE -> {
          return dict();
        }
        case LPAREN -> {
          int start = advance();
          if (token == Token.RPAREN) {
            advance();
            return new Expression.Tuple(start, lastEnd, List.of());
          }
          Expression inner = expression(true);
          consume(Token.RPAREN);
          return new Expression.Paren(start, lastEnd, inner);
        }
        case MINUS, PLUS, TILDE -> {
          Operator op =
              token == Token.TILDE ? Operator.TILDE : Objects.requireNonNull(token.operator());
          int start = advance();
          return new Expression.Unary(start, op, primaryWithSuffix());
        }
        default -> throw error(scanner.tokenStart, "got " + token + ", want primary expression");
      }
    } finally {
      leave();
    }
  }

  /** literal = INT | FLOAT | STRING | BYTES */
  final Expression.Literal literal() {
    Object value = Objects.requireNonNull(scanner.value);
    int end = scanner.position;
    return new Expression.Literal(advance(), end, value);
  }

  /** list = '[' ']' | '[' test expr_list ']' | '[' test comp_suffix */
  private Expression list() {
    int start = advance();
    if (token == Token.RBRACK) {
      advance();
      return new Expression.ListDisplay(start, lastEnd, List.of());
    }
    Expression x = test();
    if (token == Token.FOR) {
      return comprehension(start, x, Token.RBRACK);
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(x);
    moreExpressions(elements, true);
    consume(Token.RBRACK);
    return new Expression.ListDisplay(start, lastEnd, List.copyOf(elements));
  }

  /** dict = '{' '}' | '{' entry (',' entry)* ','? '}' | '{' entry comp_suffix */
  private Expression dict() {
    int start = advance();
    if (token == Token.RBRACE) {
      advance();
      return new Expression.DictDisplay(start, lastEnd, List.of());
    }
    DictEntry first = dictEntry();
    if (token == Token.FOR) {
      return comprehension(start, first, Token.RBRACE);
    }
    List<DictEntry> entries = new ArrayList<>();
    entries.add(first);
    while (token == Token.COMMA) {
      advance();
      if (token == Token.RBRACE) {
        break;
      }
      entries.add(dictEntry());
    }
    consume(Token.RBRACE);
    return new Expression.DictDisplay(start, lastEnd, List.copyOf(entries));
  }

  /** entry = test ':' test */
  private DictEntry dictEntry() {
    Expression key = test();
    int colon = consume(Token.COLON);
    return new DictEntry(key, colon, test());
  }

  /** comp_suffix = ('for' loop_variables 'in' or_test | 'if' test_nocond)+ ; the first is a for */
  private Expression comprehension(int start, Node body, Token closing) {
    List<Clause> clauses = new ArrayList<>();
    while (token != closing) {
      if (token == Token.FOR) {
        int offset = advance();
        Expression target = loopVariables();
        consume(Token.IN);
        clauses.add(new Clause.For(offset, target, binary(0)));
      } else if (token == Token.IF) {
        int offset = advance();
        clauses.add(new Clause.If(offset, testWithoutCondition()));
      } else {
        throw errorHere("got " + token + ", want " + closing + ", for, or if");
      }
    }
    advance();
    return new Expression.Comprehension(start, lastEnd, body, List.copyOf(clauses));
  }

  /** loop_variables = primary_with_suffix (',' primary_with_suffix)* ','? */
  final Expression loopVariables() {
    Expression x = primaryWithSuffix();
    if (token != Token.COMMA) {
      return x;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(x);
    while (token == Token.COMMA) {
      advance();
      if (endsExpressionList()) {
        break;
      }
      elements.add(primaryWithSuffix());
    }
    return new Expression.Tuple(x.start(), lastEnd, List.copyOf(elements));
  }
}
