package dev.camber.starlark;

/**
 * An expression ready to run. The tree of these is what the compiler makes of the syntax tree:
 * names are slots, constants are values, and common shapes have nodes of their own.
 *
 * <p>A node that may fail puts its offset into the frame first, so that the error finds its place;
 * on the fast paths, which cannot fail, it does not.
 */
abstract class Expr {

  /** The value of the expression. */
  abstract Value eval(Frame f);

  /** Whether the value is true; comparisons answer without making a value. */
  boolean test(Frame f) {
    return eval(f).truth();
  }
}
