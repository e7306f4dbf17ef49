package dev.camber.kubernetes.entity;

import dev.camber.model.json.Json;

/** Compact JSON as Go prints it by default: {@code <}, {@code >} and {@code &} escaped. */
final class HtmlSafe {
  private HtmlSafe() {}

  static String compact(Json value) {
    return value.compact().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
