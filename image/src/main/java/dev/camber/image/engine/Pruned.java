package dev.camber.image.engine;

import java.util.List;

/**
 * What a prune did.
 *
 * @param ids of what is gone
 * @param bytes given back
 */
public record Pruned(List<String> ids, long bytes) {
  public Pruned {
    ids = List.copyOf(ids);
  }
}
