package dev.camber.engine.store;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;

/** What identifies an object: all kinds are cluster-scoped, so kind and name are enough. */
public record ObjectKey(Kind<?, ?> kind, String name) {
  /** The key of an object. */
  public static ObjectKey of(ApiObject<?, ?> object) {
    return new ObjectKey(object.kind(), object.name());
  }

  @Override
  public String toString() {
    return kind.name() + "/" + name;
  }
}
