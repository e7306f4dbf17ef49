package dev.camber.starlark.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function.
 *
 * @param name null for a bare {@code *}
 * @param operatorOffset offset of {@code = * **}; of the name for a plain parameter
 * @param defaultValue only for {@link Kind#OPTIONAL}
 */
public record Parameter(
    int start,
    int end,
    Kind kind,
    @Nullable Identifier name,
    int operatorOffset,
    @Nullable Expression defaultValue)
    implements Node {

  /** The four forms. */
  public enum Kind {
    PLAIN,
    OPTIONAL,
    STAR,
    STAR_STAR
  }
}
