package dev.camber.engine.reconcile;

import dev.camber.model.api.Kind;
import java.util.List;

/**
 * Makes the world match the objects of one kind. Idempotent; called with one key at a time, never
 * twice at once for one. Also called when the object is gone: then it undoes what it did.
 */
public interface Reconciler {
  /** The kind whose objects it looks after; their changes wake it. */
  Kind<?, ?> kind();

  /** Which other objects' changes wake which keys. */
  default List<Trigger> triggers() {
    return List.of();
  }

  /**
   * Looks at one object and does what is due. Reads the store anew: the object may have changed or
   * gone since.
   *
   * @throws InterruptedException when the session ends
   * @throws Exception a failure; the runner tries again, later each time
   */
  Result reconcile(String name) throws Exception;
}
