package dev.camber.starlark;

/** A statement ready to run. */
abstract class Stmt {
  /** The next statement follows. */
  static final int NEXT = 0;

  static final int BREAK = 1;
  static final int CONTINUE = 2;

  /** The value is in {@link Frame#result}. */
  static final int RETURN = 3;

  /** Runs the statement and says how to go on: control flow needs no exceptions. */
  abstract int exec(Frame f);
}
