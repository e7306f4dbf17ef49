package dev.camber.starlark.syntax;

/**
 * A part of the syntax tree. Offsets refer to the {@link Source}; the text between them is the
 * node's own.
 */
public sealed interface Node permits Expression, Statement, Argument, Clause, DictEntry, Parameter {

  /** Offset of its first character. */
  int start();

  /** Offset behind its last character. */
  int end();
}
