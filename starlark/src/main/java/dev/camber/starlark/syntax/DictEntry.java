package dev.camber.starlark.syntax;

/** {@code key: value}. */
public record DictEntry(Expression key, int colon, Expression value) implements Node {
  @Override
  public int start() {
    return key.start();
  }

  @Override
  public int end() {
    return value.end();
  }
}
