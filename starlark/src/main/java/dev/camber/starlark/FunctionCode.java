package dev.camber.starlark;

import dev.camber.starlark.syntax.Position;
import dev.camber.starlark.syntax.Source;

/** A compiled function body, shared by all functions that its {@code def} makes. */
final class FunctionCode implements Frame.Code {
  private final String name;
  private final Source source;

  /** Offset that a frame shows when its arguments did not fit (spec §3.1). */
  final int firstOffset;

  /** Ordinary parameters, keyword-only ones last; {@code *args} and {@code **kwargs} excluded. */
  final String[] parameters;

  final int keywordOnly;
  final int defaults;
  final boolean hasVarargs;
  final boolean hasKwargs;
  final int localCount;

  /** Slots that hold cells. */
  final int[] cells;

  private final boolean plain;
  Stmt[] body = {};

  /** Offset of the {@code def} or {@code lambda}. */
  int start;

  FunctionCode(
      String name, Source source, int firstOffset, Parameters parameters, int locals, int[] cells) {
    this.name = name;
    this.source = source;
    this.firstOffset = firstOffset;
    this.parameters = parameters.names;
    this.keywordOnly = parameters.keywordOnly;
    this.defaults = parameters.defaults;
    this.hasVarargs = parameters.varargs;
    this.hasKwargs = parameters.kwargs;
    this.localCount = locals;
    this.cells = cells;
    this.plain = !hasVarargs && !hasKwargs && keywordOnly == 0;
  }

  /** The shape of a parameter list. */
  record Parameters(
      String[] names, int keywordOnly, int defaults, boolean varargs, boolean kwargs) {
    static final Parameters NONE = new Parameters(new String[0], 0, 0, false, false);

    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Whether so many positional arguments fill the parameters exactly. */
  boolean takes(int positional) {
    return plain && positional == parameters.length;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Position position(int offset) {
    return source.position(offset);
  }

  /** Runs the body in a frame and gives the result. */
  Value run(Frame f) {
    for (int slot : cells) {
      f.locals[slot] = new Frame.Cell(f.locals[slot]);
    }
    for (Stmt s : body) {
      if (s.exec(f) == Stmt.RETURN) {
        return f.result;
      }
    }
    return StarlarkNone.NONE;
  }
}
