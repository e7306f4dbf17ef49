package dev.camber.starlark.syntax;

/** The operators of Starlark expressions, with their spelling and binding strength. */
public enum Operator {
  OR("or", 0),
  AND("and", 1),
  NOT("not", 2),
  EQ("==", 3),
  NE("!=", 3),
  LT("<", 3),
  GT(">", 3),
  LE("<=", 3),
  GE(">=", 3),
  IN("in", 3),
  NOT_IN("not in", 3),
  PIPE("|", 4),
  CARET("^", 5),
  AMP("&", 6),
  LEFT_SHIFT("<<", 7),
  RIGHT_SHIFT(">>", 7),
  PLUS("+", 8),
  MINUS("-", 8),
  STAR("*", 9),
  PERCENT("%", 9),
  SLASH("/", 9),
  SLASH_SLASH("//", 9),
  TILDE("~", 10);

  private final String spelling;
  private final int precedence;

  Operator(String spelling, int precedence) {
    this.spelling = spelling;
    this.precedence = precedence;
  }

  /** How tightly it binds; a higher number binds tighter. */
  public int precedence() {
    return precedence;
  }

  /** Whether it is one of {@code == != < > <= >=}. */
  public boolean isComparison() {
    return this == EQ || this == NE || isOrdering();
  }

  /** Whether it is one of {@code < > <= >=}. */
  public boolean isOrdering() {
    return this == LT || this == GT || this == LE || this == GE;
  }

  /**
   * What a comparison operator says of a three-way result.
   *
   * @param order negative, zero or positive, as {@link java.util.Comparator} returns it
   */
  public boolean holdsFor(int order) {
    return switch (this) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case GT -> order > 0;
      case LE -> order <= 0;
      case GE -> order >= 0;
      default -> throw new IllegalArgumentException(this + " does not compare");
    };
  }

  /** The operator as it is written. */
  @Override
  public String toString() {
    return spelling;
  }
}
