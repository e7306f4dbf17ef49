package dev.camber.starlark;

/** The methods of {@link StarlarkSet}. */
final class SetMethods {
  static final MethodTable<StarlarkSet> TABLE = new MethodTable.Builder<StarlarkSet>().build();

  private SetMethods() {}
}
