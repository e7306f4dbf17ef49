package dev.camber.starlark.syntax;

import org.jspecify.annotations.Nullable;

/** A name. The resolver adds what it refers to. */
public final class Identifier implements Expression {
  private final int start;
  private final int end;
  private final String name;
  private @Nullable Binding binding;

  Identifier(int start, int end, String name) {
    this.start = start;
    this.end = end;
    this.name = name;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return end;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** What the name refers to; null before resolution and for attribute names. */
  public @Nullable Binding binding() {
    return binding;
  }

  void bind(Binding to) {
    binding = to;
  }
}
