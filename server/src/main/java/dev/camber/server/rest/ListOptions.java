package dev.camber.server.rest;

import dev.camber.engine.store.Selectors;
import dev.camber.model.UserError;
import dev.camber.model.api.ObjectMeta;
import dev.camber.server.http.Query;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What a list, a watch or a deletion of many is about. */
record ListOptions(Predicate<ObjectMeta> selector, boolean selects, OptionalLong limit) {

  static ListOptions of(Query query) throws ApiError {
    String labels = query.get("labelSelector");
    String fields = query.get("fieldSelector");
    try {
      return new ListOptions(
          Selectors.labels(labels).and(Selectors.fields(fields)),
          !labels.isEmpty() || !fields.isEmpty(),
          number(query, "limit"));
    } catch (UserError e) {
      throw ApiError.badRequest(String.valueOf(e.getMessage()));
    }
  }

  ListOptions named(String name) {
    return new ListOptions(selector.and(m -> m.name().equals(name)), true, limit);
  }

  /** A whole number that is not negative. */
  static OptionalLong number(Query query, String name) throws ApiError {
    String text = query.get(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw ApiError.badRequest(
        name + ": Invalid value: \"" + text + "\": wanted a whole number that is not negative");
  }
}
