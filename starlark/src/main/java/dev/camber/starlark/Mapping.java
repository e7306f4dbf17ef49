package dev.camber.starlark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value looked up by key: {@code x[key]} and {@code key in x}. */
public interface Mapping extends Value {

  /**
   * The value of the key, or null if it is absent (then the caller reports {@code key K not in T}).
   *
   * @throws EvalException if the key cannot be one, or to report a missing key in other words
   */
  @Nullable Value get(Value key);

  /** A mapping whose entries can be assigned: {@code x[key] = value}. */
  interface Settable extends Mapping {

    /** Assigns an entry. */
    void setKey(Value key, Value value);
  }

  /** A mapping that can be walked; {@code dict(x)}, {@code **x} and {@code update} accept it. */
  interface Walkable extends Mapping, StarlarkIterable {

    /** The entries, in the mapping's order. */
    List<StarlarkTuple> items();
  }
}
