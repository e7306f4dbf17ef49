package dev.camber.starlark.syntax;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens, with the names that messages give them. */
enum Token {
  ILLEGAL("illegal token"),
  EOF("end of file"),
  NEWLINE("newline"),
  INDENT("indent"),
  OUTDENT("outdent"),
  IDENT("identifier"),
  INT("int literal"),
  FLOAT("float literal"),
  STRING("string literal"),
  // The reference has no name for it.
  BYTES(""),
  PLUS("+", Operator.PLUS),
  MINUS("-", Operator.MINUS),
  STAR("*", Operator.STAR),
  SLASH("/", Operator.SLASH),
  SLASH_SLASH("//", Operator.SLASH_SLASH),
  PERCENT("%", Operator.PERCENT),
  AMP("&", Operator.AMP),
  PIPE("|", Operator.PIPE),
  CARET("^", Operator.CARET),
  LEFT_SHIFT("<<", Operator.LEFT_SHIFT),
  RIGHT_SHIFT(">>", Operator.RIGHT_SHIFT),
  TILDE("~"),
  DOT("."),
  COMMA(","),
  EQ("="),
  SEMI(";"),
  COLON(":"),
  LPAREN("("),
  RPAREN(")"),
  LBRACK("["),
  RBRACK("]"),
  LBRACE("{"),
  RBRACE("}"),
  LT("<", Operator.LT),
  GT(">", Operator.GT),
  GE(">=", Operator.GE),
  LE("<=", Operator.LE),
  EQL("==", Operator.EQ),
  NEQ("!=", Operator.NE),
  PLUS_EQ("+=", Operator.PLUS),
  MINUS_EQ("-=", Operator.MINUS),
  STAR_EQ("*=", Operator.STAR),
  SLASH_EQ("/=", Operator.SLASH),
  SLASH_SLASH_EQ("//=", Operator.SLASH_SLASH),
  PERCENT_EQ("%=", Operator.PERCENT),
  AMP_EQ("&=", Operator.AMP),
  PIPE_EQ("|=", Operator.PIPE),
  CARET_EQ("^=", Operator.CARET),
  LEFT_SHIFT_EQ("<<=", Operator.LEFT_SHIFT),
  RIGHT_SHIFT_EQ(">>=", Operator.RIGHT_SHIFT),
  STAR_STAR("**"),
  AND("and", Operator.AND),
  BREAK("break"),
  CONTINUE("continue"),
  DEF("def"),
  ELIF("elif"),
  ELSE("else"),
  FOR("for"),
  IF("if"),
  IN("in", Operator.IN),
  LAMBDA("lambda"),
  LOAD("load"),
  NOT("not", Operator.NOT),
  NOT_IN("not in", Operator.NOT_IN),
  OR("or", Operator.OR),
  PASS("pass"),
  RETURN("return"),
  WHILE("while");

  private static final String[] RESERVED = {
    "as",
    "async",
    "await",
    "class",
    "del",
    "except",
    "finally",
    "from",
    "global",
    "import",
    "is",
    "nonlocal",
    "raise",
    "try",
    "with",
    "yield"
  };
  private static final Map<String, Token> WORDS = new HashMap<>();

  static {
    for (Token token : values()) {
      if (token.ordinal() >= AND.ordinal() && token != NOT_IN) {
        WORDS.put(token.text, token);
      }
    }
    for (String word : RESERVED) {
      WORDS.put(word, ILLEGAL);
    }
  }

  private final String text;
  private final @Nullable Operator operator;

  Token(String text) {
    this(text, null);
  }

  Token(String text, @Nullable Operator operator) {
    this.text = text;
    this.operator = operator;
  }

  /** The token of an identifier or keyword. */
  static Token ofWord(String word) {
    return WORDS.getOrDefault(word, IDENT);
  }

  /** The binary or augmenting operator that the token stands for, if any. */
  @Nullable Operator operator() {
    return operator;
  }

  /** Whether it is a binary operator (and not an assignment). */
  boolean isBinaryOperator() {
    return operator != null && this != NOT && !isAugmented();
  }

  /** Whether it is one of {@code += -= …}. */
  boolean isAugmented() {
    return ordinal() >= PLUS_EQ.ordinal() && ordinal() <= RIGHT_SHIFT_EQ.ordinal();
  }

  /** The name in messages: punctuation in quotes. */
  @Override
  public String toString() {
    boolean punctuation = ordinal() >= PLUS.ordinal() && ordinal() <= STAR_STAR.ordinal();
    return punctuation ? "'" + text + "'" : text;
  }
}
