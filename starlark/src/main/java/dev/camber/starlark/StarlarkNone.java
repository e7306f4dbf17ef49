package dev.camber.starlark;

/** The value {@code None}. */
public final class StarlarkNone implements Value {

  /** The only instance. */
  public static final StarlarkNone NONE = new StarlarkNone();

  private StarlarkNone() {}

  @Override
  public String type() {
    return "NoneType";
  }

  @Override
  public void repr(Printer out) {
    out.bytes("None");
  }

  @Override
  public boolean truth() {
    return false;
  }

  @Override
  public int hash() {
    return 0;
  }

  @Override
  public String toString() {
    return "None";
  }
}
