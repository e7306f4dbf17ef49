package dev.camber.starlark;

/** The methods of {@link StarlarkBytes}. */
final class BytesMethods {
  static final MethodTable<StarlarkBytes> TABLE = new MethodTable.Builder<StarlarkBytes>().build();

  private BytesMethods() {}
}
