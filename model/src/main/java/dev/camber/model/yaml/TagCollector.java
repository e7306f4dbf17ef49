package dev.camber.model.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tags that are no tags of YAML itself. One instance for each document. */
final class TagCollector {
  private final Map<List<String>, String> tags = new LinkedHashMap<>();

  private TagCollector() {}

  /** The document has been read before, so that no alias contains itself. */
  static Map<List<String>, String> collect(Node root) {
    TagCollector collector = new TagCollector();
    collector.visit(root, List.of());
    return collector.tags;
  }

  private void visit(Node node, List<String> path) {
    switch (node) {
      case Node.Scalar scalar -> note(scalar.tag(), path);
      case Node.Alias alias -> visit(alias.target(), path);
      case Node.Sequence list -> {
        note(list.tag(), path);
        list.items().forEach(item -> visit(item, below(path, TaggedYaml.ITEM)));
      }
      case Node.Mapping map -> {
        note(map.tag(), path);
        for (int i = 0; i < map.entries().size(); i += 2) {
          if (map.entries().get(i) instanceof Node.Scalar key) {
            visit(map.entries().get(i + 1), below(path, key.value()));
          }
        }
      }
    }
  }

  private void note(String tag, List<String> path) {
    if (tag.startsWith("!") && tag.length() > 1 && !tag.startsWith("!!")) {
      tags.put(path, tag);
    }
  }

  private static List<String> below(List<String> path, String step) {
    List<String> out = new ArrayList<>(path);
    out.add(step);
    return List.copyOf(out);
  }
}
