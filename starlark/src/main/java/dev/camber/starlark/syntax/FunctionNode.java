package dev.camber.starlark.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What {@code def} and {@code lambda} have in common. The resolver adds the variables. */
public final class FunctionNode {
  private final int start;
  private final String name;
  private final List<Parameter> parameters;
  private final List<Statement> body;
  final List<Binding> locals = new ArrayList<>();
  final List<Binding> freeVariables = new ArrayList<>();

  FunctionNode(int start, String name, List<Parameter> parameters, List<Statement> body) {
    this.start = start;
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.body = List.copyOf(body);
  }

  /** Offset of {@code def} or {@code lambda}. */
  public int start() {
    return start;
  }

  /** The name; {@code lambda} for a lambda. */
  public String name() {
    return name;
  }

  /** The parameters as written. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The statements; a lambda has one {@code return}. */
  public List<Statement> body() {
    return body;
  }

  /**
   * The local variables by slot: parameters first ({@code *args}, {@code **kwargs} last of them).
   */
  public List<Binding> locals() {
    return Collections.unmodifiableList(locals);
  }

  /** The variables of the enclosing function (its cells or free variables) captured, by slot. */
  public List<Binding> freeVariables() {
    return Collections.unmodifiableList(freeVariables);
  }
}
