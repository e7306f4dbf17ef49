package dev.camber.starlark;

/** The methods of {@link StarlarkDict}. */
final class DictMethods {
  static final MethodTable<StarlarkDict> TABLE = new MethodTable.Builder<StarlarkDict>().build();

  private DictMethods() {}
}
