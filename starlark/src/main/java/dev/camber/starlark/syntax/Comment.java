package dev.camber.starlark.syntax;

/**
 * A comment, which the tree keeps for formatters.
 *
 * @param start offset of its {@code #}
 * @param end offset behind its last character, the newline not included
 * @param wholeLine whether nothing but blanks stands before it on its line
 */
public record Comment(int start, int end, boolean wholeLine) {}
