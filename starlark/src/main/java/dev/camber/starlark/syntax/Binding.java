package dev.camber.starlark.syntax;

import org.jspecify.annotations.Nullable;

/** What a name refers to. Mutable only while the resolver works. */
public final class Binding {

  /** Where the value of a name is kept. */
  public enum Scope {
    /** Not declared anywhere; an error has been reported. */
    UNDEFINED,
    /** A local variable, or one of the file that {@code load} or a comprehension binds. */
    LOCAL,
    /** A local variable that inner functions use too. */
    CELL,
    /** A variable of an enclosing function. */
    FREE,
    /** A global variable of the file. */
    GLOBAL,
    /** A name that the host provides. */
    PREDECLARED,
    /** A name of the language itself. */
    UNIVERSAL
  }

  private Scope scope;
  private final int index;
  private final String name;
  private final @Nullable Identifier first;

  Binding(Scope scope, int index, String name, @Nullable Identifier first) {
    this.scope = scope;
    this.index = index;
    this.name = name;
    this.first = first;
  }

  /** Where the value is kept. */
  public Scope scope() {
    return scope;
  }

  /** The slot: among the container's locals, the function's free variables, or the globals. */
  public int index() {
    return index;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The place that binds it first; null for names that the file does not bind. */
  public @Nullable Identifier first() {
    return first;
  }

  void makeCell() {
    scope = Scope.CELL;
  }
}
