package dev.camber.kubernetes.types;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonBool;

/** What Go's JSON decoder calls the kinds of values. */
public final class GoNames {
  private GoNames() {}

  /**
   * {@code string}, {@code number}, {@code bool}, {@code array}, {@code object} or {@code null}.
   */
  public static String of(Json value) {
    return value instanceof JsonBool ? "bool" : value.typeName();
  }
}
