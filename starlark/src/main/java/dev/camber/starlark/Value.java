package dev.camber.starlark;

/**
 * Any Starlark value. A host defines a type of its own by implementing this interface and, as
 * needed, {@link HasAttrs}, {@link HasSetField}, {@link HasBinary}, {@link HasUnary}, {@link
 * StarlarkIterable}, {@link Sequence}, {@link Indexable}, {@link HasSetIndex}, {@link Mapping},
 * {@link HasSetKey}, {@link HasEquality}, {@link HasOrder} or {@link StarlarkCallable}.
 *
 * <p>Values are used by one thread at a time until they are frozen; frozen ones may be shared.
 */
public interface Value {

  /** The name that the builtin {@code type} reports and error messages use. */
  String type();

  /** Appends what {@code repr(x)} gives and what containers print for this element. */
  void repr(Printer out);

  /**
   * Appends what {@code str(x)} and {@code print(x)} give; the same as {@code repr} unless told.
   */
  default void str(Printer out) {
    repr(out);
  }

  /** Whether a condition takes this value for true. */
  default boolean truth() {
    return true;
  }

  /**
   * The hash that puts this value into a dict or set. Equal values have equal hashes.
   *
   * @throws EvalException {@code unhashable type: T} if the value cannot be a key, which is the
   *     default
   */
  default int hash() {
    throw new EvalException("unhashable type: " + type());
  }

  /** Makes this value and everything reachable from it immutable. */
  default void freeze() {}
}
