package dev.camber.starlark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Collects the printed form of values. The text is a Starlark string, so it may hold bytes that are
 * no UTF-8. It marks values that contain themselves.
 */
public final class Printer {
  private static final int MAX_NESTING = 100_000;
  private static final int SEARCHED_NESTING = 32;

  private final StringBuilder bytes = new StringBuilder();
  private final List<Value> path = new ArrayList<>(0);

  /** The path again, filled once it is too long to search through. */
  private Set<Value> index = Set.of();

  /** Appends Java text. */
  public Printer text(String text) {
    bytes.append(Utf8.encode(text));
    return this;
  }

  /** Appends the value as {@code repr} shows it. */
  public Printer repr(Value value) {
    Limits.checkBytes(bytes.length());
    Limits.poll();
    value.repr(this);
    return this;
  }

  /** Appends the value as {@code str} shows it. */
  public Printer str(Value value) {
    value.str(this);
    return this;
  }

  /** Appends a text in Starlark's double quotes. */
  public Printer quoted(String text) {
    return repr(StarlarkString.of(text));
  }

  /** Appends bytes, one per char. */
  Printer bytes(String byteString) {
    bytes.append(byteString);
    return this;
  }

  StringBuilder builder() {
    return bytes;
  }

  /**
   * Enters a container; false if it is being printed already, in which case it contains itself and
   * the caller prints {@code ...} in place of its elements.
   *
   * @throws EvalException if values nest deeper than anybody could read
   */
  public boolean enter(Value container) {
    if (path.size() >= MAX_NESTING) {
      throw new EvalException("value nests more than " + MAX_NESTING + " levels deep");
    }
    if (index.isEmpty() && path.size() >= SEARCHED_NESTING) {
      index = Collections.newSetFromMap(new IdentityHashMap<>());
      index.addAll(path);
    }
    if (!index.isEmpty()) {
      if (!index.add(container)) {
        return false;
      }
    } else {
      for (Value outer : path) {
        if (outer == container) {
          return false;
        }
      }
    }
    path.add(container);
    return true;
  }

  /** Leaves the container entered last. */
  public void leave() {
    Value left = path.removeLast();
    if (!index.isEmpty()) {
      index.remove(left);
    }
  }

  /** What has been collected, as a Starlark string. */
  public StarlarkString toStarlark() {
    return StarlarkString.ofBytes(bytes.toString());
  }

  /** What has been collected, as Java text. */
  @Override
  public String toString() {
    return Utf8.decode(bytes.toString());
  }
}
