package dev.camber.starlark.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A parsed file: what could be understood of it, and every mistake found. The resolver adds the
 * variables.
 */
public final class FileNode {
  private final Source source;
  private final List<Statement> statements;
  private final List<Comment> comments;
  private final List<SyntaxError> errors;
  final List<Binding> locals = new ArrayList<>();
  final List<Binding> globals = new ArrayList<>();

  FileNode(
      Source source, List<Statement> statements, List<Comment> comments, List<SyntaxError> errors) {
    this.source = source;
    this.statements = List.copyOf(statements);
    this.comments = List.copyOf(comments);
    this.errors = new ArrayList<>(errors);
  }

  /** The text and its table of locations. */
  public Source source() {
    return source;
  }

  /** The statements at top level. */
  public List<Statement> statements() {
    return statements;
  }

  /** The comments in file order. */
  public List<Comment> comments() {
    return comments;
  }

  /** The mistakes, the one the reference would report first. */
  public List<SyntaxError> errors() {
    return Collections.unmodifiableList(errors);
  }

  /** The file's own variables by slot: those of {@code load} and of top-level comprehensions. */
  public List<Binding> locals() {
    return Collections.unmodifiableList(locals);
  }

  /** The global variables by slot. */
  public List<Binding> globals() {
    return Collections.unmodifiableList(globals);
  }

  void addError(int offset, String message) {
    errors.add(new SyntaxError(source.position(offset), message));
  }
}
