package dev.camber.tiltfile.convert;

import java.util.List;

/** How several complaints about an object's fields become one text. */
public final class FieldErrors {
  private FieldErrors() {}

  /** One alone as it is, several as {@code [a, b]}. */
  public static String join(List<String> problems) {
    return problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]";
  }
}
