package dev.camber.kubernetes.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shortest names that tell objects apart (tiltfile-api §7.4). Stateless. */
public final class UniqueNames {
  private static final String CORE = "core";
  private static final int PARTS = 4;

  private UniqueNames() {}

  /**
   * For each object the shortest of {@code name}, {@code name:kind}, {@code name:kind:namespace}
   * and {@code name:kind:namespace:group} that no other object shares; the longest with {@code
   * :index} where all are shared or the object has no name.
   *
   * @param leastParts how many parts a name has at least, 1 to 4
   */
  public static List<String> of(List<K8sEntity> entities, int leastParts) {
    Map<String, Integer> uses = new HashMap<>();
    for (K8sEntity entity : entities) {
      for (int parts = leastParts; parts <= PARTS; parts++) {
        uses.merge(name(entity, parts), 1, Integer::sum);
      }
    }
    List<String> names = new ArrayList<>(entities.size());
    for (int i = 0; i < entities.size(); i++) {
      names.add(unique(entities.get(i), i, leastParts, uses));
    }
    return names;
  }

  private static String unique(
      K8sEntity entity, int index, int leastParts, Map<String, Integer> uses) {
    if (!entity.name().isEmpty()) {
      for (int parts = leastParts; parts <= PARTS; parts++) {
        String name = name(entity, parts);
        if (uses.getOrDefault(name, 0) == 1) {
          return name;
        }
      }
    }
    return name(entity, PARTS) + ":" + index;
  }

  private static String name(K8sEntity entity, int parts) {
    List<String> all =
        List.of(
            entity.name(),
            entity.kind(),
            entity.namespace(),
            entity.group().isEmpty() ? CORE : entity.group());
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      name.append(i == 0 ? "" : ":").append(ObjectId.escape(all.get(i)));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
