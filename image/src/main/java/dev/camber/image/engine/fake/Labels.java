package dev.camber.image.engine.fake;

import java.util.Map;

/** Label filters as the engine reads them. */
final class Labels {
  private Labels() {}

  /** {@code key} or {@code key=value}. */
  static boolean match(Map<String, String> labels, String wanted) {
    int equals = wanted.indexOf('=');
    return equals < 0
        ? labels.containsKey(wanted)
        : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
  }
}
