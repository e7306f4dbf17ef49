package dev.camber.engine.store;

import dev.camber.model.api.ApiObject;
import java.util.Optional;

/**
 * One change of the store.
 *
 * @param version the store's version after it
 * @param object the object after the change; for DELETED its last state, with the version of the
 *     deletion
 * @param previous the object before the change, if there was one
 */
public record StoreEvent(
    Type type, long version, ApiObject<?, ?> object, Optional<ApiObject<?, ?>> previous) {
  /** What happened, in the words of a Kubernetes watch. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }

  /** The key of the object. */
  public ObjectKey key() {
    return ObjectKey.of(object);
  }
}
