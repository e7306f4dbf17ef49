package dev.camber.model.yaml;

import dev.camber.model.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A document and the application's own tags in it, such as the {@code !reset} of Compose files.
 *
 * @param tags tag by the keys that lead to the tagged value; {@link #ITEM} stands for an item of a
 *     list
 */
public record TaggedYaml(Json value, Map<List<String>, String> tags) {
  /** A step of a path into a list. */
  public static final String ITEM = "[]";

  public TaggedYaml {
    tags = Map.copyOf(tags);
  }
}
