package dev.camber.starlark.syntax;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a call.
 *
 * @param name the keyword of a named argument, else null
 */
public record Argument(int start, Kind kind, @Nullable Identifier name, Expression value)
    implements Node {

  /** The four forms. */
  public enum Kind {
    POSITIONAL,
    NAMED,
    STAR,
    STAR_STAR
  }

  @Override
  public int end() {
    return value.end();
  }
}
