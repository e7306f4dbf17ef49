package dev.camber.model.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of a parsed document, not yet a value: tags are unresolved and aliases point at their
 * anchors. Lines are counted from 0.
 */
sealed interface Node {
  int line();

  /**
   * @param implicit whether it was written plain, without a tag
   */
  record Scalar(String tag, String value, boolean implicit, int line) implements Node {}

  record Alias(String name, Node target, int line) implements Node {}

  /** A list. The items are added after construction: an alias inside may point at the list. */
  record Sequence(String tag, List<Node> items, int line) implements Node {
    Sequence(String tag, int line) {
      this(tag, new ArrayList<>(), line);
    }
  }

  /** Keys and values in turn. */
  record Mapping(String tag, List<Node> entries, int line) implements Node {
    Mapping(String tag, int line) {
      this(tag, new ArrayList<>(), line);
    }
  }
}
