package dev.camber.model.jsonpath;

import java.util.List;
import java.util.OptionalInt;

/** A step of a JSONPath template. */
public sealed interface JsonPathNode {
  /** Text outside of braces, or a quoted string inside. */
  record Text(String text) implements JsonPathNode {}

  record Int(long value) implements JsonPathNode {}

  record Real(double value) implements JsonPathNode {}

  record Bool(boolean value) implements JsonPathNode {}

  record Field(String name) implements JsonPathNode {}

  record Wildcard() implements JsonPathNode {}

  record Recursive() implements JsonPathNode {}

  /** {@code range} or {@code end}; nothing else is known. */
  record Identifier(String name) implements JsonPathNode {}

  /**
   * {@code [start:end:step]}.
   *
   * @param single whether it is one index, not a slice
   */
  record Slice(OptionalInt start, OptionalInt end, OptionalInt step, boolean single)
      implements JsonPathNode {}

  /** {@code [a,b]}. */
  record Union(List<List<JsonPathNode>> alternatives) implements JsonPathNode {}

  /**
   * {@code [?(left operator right)]}.
   *
   * @param operator {@code exists} if there is only a left side
   */
  record Filter(List<JsonPathNode> left, String operator, List<JsonPathNode> right)
      implements JsonPathNode {}

  /** One pair of braces. */
  record Action(List<JsonPathNode> nodes) implements JsonPathNode {}
}
