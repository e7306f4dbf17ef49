package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.model.json.JsonObject;

/** Equality selectors, which is all that our own code sends. */
final class FakeSelectors {
  private FakeSelectors() {}

  static boolean matches(ListQuery query, JsonObject object) {
    for (String term : query.labelSelector().split(",", -1)) {
      if (!term.isEmpty() && !label(term, object)) {
        return false;
      }
    }
    for (String term : query.fieldSelector().split(",", -1)) {
      if (!term.isEmpty() && !field(term, object)) {
        return false;
      }
    }
    return true;
  }

  private static boolean label(String term, JsonObject object) {
    int equals = term.indexOf('=');
    String key = equals < 0 ? term : term.substring(0, equals);
    String value = equals < 0 ? "" : term.substring(equals + 1);
    return object
        .stringAt("metadata", "labels", key)
        .map(found -> equals < 0 || found.equals(value))
        .orElse(false);
  }

  private static boolean field(String term, JsonObject object) {
    int equals = term.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("not a field selector: " + term);
    }
    return object
        .stringAt(term.substring(0, equals).split("\\."))
        .orElse("")
        .equals(term.substring(equals + 1));
  }
}
