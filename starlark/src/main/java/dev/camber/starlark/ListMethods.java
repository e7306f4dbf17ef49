package dev.camber.starlark;

/** The methods of {@link StarlarkList}. */
final class ListMethods {
  static final MethodTable<StarlarkList> TABLE = new MethodTable.Builder<StarlarkList>().build();

  private ListMethods() {}
}
