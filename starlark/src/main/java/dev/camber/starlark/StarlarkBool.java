package dev.camber.starlark;

/** {@code True} and {@code False}; not ints. */
public final class StarlarkBool implements HasOrder {

  /** The value {@code True}. */
  public static final StarlarkBool TRUE = new StarlarkBool(true);

  /** The value {@code False}. */
  public static final StarlarkBool FALSE = new StarlarkBool(false);

  private final boolean value;

  private StarlarkBool(boolean value) {
    this.value = value;
  }

  /** The value of a Java boolean. */
  public static StarlarkBool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String type() {
    return "bool";
  }

  @Override
  public void repr(Printer out) {
    out.bytes(value ? "True" : "False");
  }

  @Override
  public boolean truth() {
    return value;
  }

  @Override
  public int hash() {
    return value ? 1 : 0;
  }

  @Override
  public int order(Value other) {
    return Boolean.compare(value, other.truth());
  }

  @Override
  public String toString() {
    return value ? "True" : "False";
  }
}
