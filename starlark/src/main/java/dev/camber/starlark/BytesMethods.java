package dev.camber.starlark;

/** The methods of {@link StarlarkBytes}. */
final class BytesMethods {
  static final MethodTable<StarlarkBytes> TABLE =
      new MethodTable.Builder<StarlarkBytes>()
          .add(
              "elems",
              (t, b, a) -> {
                a.positional(0, 0);
                return StringElements.of(StringElements.Kind.BYTES, b.bytes);
              })
          .build();

  private BytesMethods() {}
}
