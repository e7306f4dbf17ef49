package dev.camber.starlark;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the printed form of values. The text is a Starlark string, so it may hold bytes that are
 * no UTF-8. It marks values that contain themselves.
 */
public final class Printer {
  private final StringBuilder bytes = new StringBuilder();
  private final List<Value> path = new ArrayList<>();

  /** Appends Java text. */
  public Printer text(String text) {
    bytes.append(Utf8.encode(text));
    return this;
  }

  /** Appends the value as {@code repr} shows it. */
  public Printer repr(Value value) {
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
   */
  public boolean enter(Value container) {
    for (Value outer : path) {
      if (outer == container) {
        return false;
      }
    }
    path.add(container);
    return true;
  }

  /** Leaves the container entered last. */
  public void leave() {
    path.removeLast();
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
