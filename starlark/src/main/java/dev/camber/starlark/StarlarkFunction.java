package dev.camber.starlark;

/** A function written in Starlark: {@code def} or {@code lambda}. */
public final class StarlarkFunction implements StarlarkCallable {
  private final String name;

  StarlarkFunction(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Value call(StarlarkThread thread, Arguments arguments) {
    throw new UnsupportedOperationException("the evaluator is not there yet");
  }

  @Override
  public String type() {
    return "function";
  }

  @Override
  public void repr(Printer out) {
    out.text("<function " + name + ">");
  }

  @Override
  public int hash() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
