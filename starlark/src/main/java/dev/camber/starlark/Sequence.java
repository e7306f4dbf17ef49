package dev.camber.starlark;

/** An iterable of known length ({@code len(x)}). */
public interface Sequence extends StarlarkIterable {

  /** The number of elements. */
  int size();
}
