package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** A value that {@code for} can walk through. */
public interface StarlarkIterable extends Value {

  /**
   * Starts a walk. A mutable value refuses mutation until {@link Cursor#close()}, which the caller
   * must call.
   */
  Cursor iterate();

  /** A walk through an iterable. */
  interface Cursor extends AutoCloseable {

    /** The next element, or null at the end. */
    @Nullable Value next();

    /** Ends the walk; mutation is allowed again. */
    @Override
    default void close() {}
  }
}
