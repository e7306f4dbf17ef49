package dev.camber.starlark;

/** The methods of {@link StarlarkString}. */
final class StringMethods {
  static final MethodTable<StarlarkString> TABLE =
      new MethodTable.Builder<StarlarkString>().build();

  private StringMethods() {}
}
