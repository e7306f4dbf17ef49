package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.JsonObject;

/**
 * Hears about the objects of one type in one namespace. Called on the watch's thread, one call at a
 * time; a slow listener delays the watch.
 */
public interface ObjectListener {
  /** An object is new or changed; managed fields are left out. */
  void changed(JsonObject object);

  /** An object is gone; this is its last known state. */
  void removed(JsonObject object);

  /** All that was there has been told; called again whenever a watch that failed is whole again. */
  void synced();

  /** The watch does not work and will be tried again; nothing is known to have gone. */
  void failing(KubeException error);
}
