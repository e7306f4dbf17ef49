package dev.camber.model.yaml;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes to values in two steps, as the Kubernetes tools take them: first YAML values, whose keys
 * may be anything, then JSON, whose keys are strings. One instance for each document;
 * single-threaded.
 */
final class NodeReader {
  /** An empty set that may be asked about null. */
  private static final Set<@Nullable Object> NOTHING = new HashSet<>();

  // How much of a document may come from aliases: nearly all of a small one, a tenth of a large
  // one.
  private static final int SMALL_DOCUMENT = 400_000;
  private static final int LARGE_DOCUMENT = 4_000_000;
  private static final double SMALL_SHARE = 0.99;
  private static final double LARGE_SHARE = 0.10;

  private final YamlSchema schema;
  private final ScalarResolver resolver;
  private final Set<Node> openAliases =
      java.util.Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> typeErrors = new ArrayList<>();
  private int nodes;
  private int aliased;
  private int aliasDepth;
  private int depth;

  NodeReader(YamlSchema schema) {
    this.schema = schema;
    resolver = ScalarResolver.of(schema);
  }

  Json read(Node root) throws YamlException {
    Object value = value(root);
    if (!typeErrors.isEmpty()) {
      throw new YamlException("yaml: unmarshal errors:\n  " + String.join("\n  ", typeErrors));
    }
    return json(value);
  }

  private @Nullable Object value(Node node) {
    count();
    if (depth > NodeParser.MAX_NESTING) {
      throw SyntaxError.withoutPlace("exceeded max depth of " + NodeParser.MAX_NESTING);
    }
    depth++;
    Object value =
        switch (node) {
          case Node.Scalar scalar -> scalar(scalar);
          case Node.Alias alias -> alias(alias);
          case Node.Sequence list -> list(list);
          case Node.Mapping map -> {
            Map<@Nullable Object, @Nullable Object> into = new LinkedHashMap<>();
            fill(map, into, NOTHING);
            yield into;
          }
        };
    depth--;
    return value;
  }

  private void count() {
    nodes++;
    if (aliasDepth > 0) {
      aliased++;
    }
    if (aliased > 100 && nodes > 1000 && (double) aliased / nodes > allowedShare(nodes)) {
      throw SyntaxError.withoutPlace("document contains excessive aliasing");
    }
  }

  private static double allowedShare(int nodes) {
    if (nodes <= SMALL_DOCUMENT) {
      return SMALL_SHARE;
    }
    if (nodes >= LARGE_DOCUMENT) {
      return LARGE_SHARE;
    }
    double progress = (double) (nodes - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT);
    return SMALL_SHARE - (SMALL_SHARE - LARGE_SHARE) * progress;
  }

  private @Nullable Object scalar(Node.Scalar node) {
    if (node.tag().isEmpty() && !node.implicit()) {
      return node.value();
    }
    boolean bare = schema == YamlSchema.COMPOSE && node.tag().equals("!");
    ScalarResolver.Resolved resolved = resolver.resolve(bare ? "" : node.tag(), node.value());
    if (resolved.tag().equals(Tags.BINARY)) {
      return binary(node.value());
    }
    return resolved.value();
  }

  private static String binary(String text) {
    String packed = text.replace("\n", "").replace("\r", "");
    try {
      if (packed.length() % 4 != 0) {
        throw new IllegalArgumentException("not padded");
      }
      return new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SyntaxError.withoutPlace("!!binary value contains invalid base64 data");
    }
  }

  private @Nullable Object alias(Node.Alias alias) {
    enter(alias);
    Object value = value(alias.target());
    leave(alias);
    return value;
  }

  private void enter(Node.Alias alias) {
    if (!openAliases.add(alias)) {
      throw SyntaxError.withoutPlace("anchor '" + alias.name() + "' value contains itself");
    }
    aliasDepth++;
  }

  private void leave(Node.Alias alias) {
    aliasDepth--;
    openAliases.remove(alias);
  }

  private List<@Nullable Object> list(Node.Sequence node) {
    List<@Nullable Object> items = new ArrayList<>(node.items().size());
    for (Node item : node.items()) {
      items.add(value(item));
    }
    return items;
  }

  /** Puts the entries of {@code node} into a mapping, except those whose key is in {@code kept}. */
  private void fill(
      Node.Mapping node, Map<@Nullable Object, @Nullable Object> into, Set<@Nullable Object> kept) {
    if (schema == YamlSchema.COMPOSE && hasDuplicates(node)) {
      return;
    }
    Node merge = null;
    List<Node> entries = node.entries();
    for (int i = 0; i < entries.size(); i += 2) {
      Node keyNode = entries.get(i);
      Node valueNode = entries.get(i + 1);
      if (isMerge(keyNode)) {
        if (schema == YamlSchema.KUBERNETES) {
          merge(valueNode, into, NOTHING);
        } else {
          merge = valueNode;
        }
        continue;
      }
      Object key = value(keyNode);
      if (kept.contains(key)) {
        continue;
      }
      if (key instanceof Map || key instanceof List) {
        throw SyntaxError.withoutPlace("invalid map key: " + GoSyntax.value(key));
      }
      into.put(key, value(valueNode));
    }
    if (merge != null) {
      Set<@Nullable Object> own = new HashSet<>(kept);
      own.addAll(into.keySet());
      merge(merge, into, own);
    }
  }

  private boolean hasDuplicates(Node.Mapping node) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    boolean found = false;
    for (int i = 0; i < node.entries().size(); i += 2) {
      if (node.entries().get(i) instanceof Node.Scalar key) {
        Integer before = lines.putIfAbsent(key.value(), key.line() + 1);
        if (before != null) {
          typeErrors.add(
              "line "
                  + (key.line() + 1)
                  + ": mapping key "
                  + GoSyntax.quote(key.value())
                  + " already defined at line "
                  + before);
          found = true;
        }
      }
    }
    return found;
  }

  private static boolean isMerge(Node key) {
    return key instanceof Node.Scalar scalar
        && scalar.value().equals("<<")
        && (scalar.implicit() || scalar.tag().equals(Tags.MERGE));
  }

  private void merge(
      Node node, Map<@Nullable Object, @Nullable Object> into, Set<@Nullable Object> kept) {
    if (node instanceof Node.Sequence list) {
      // Earlier maps win: they are written last here, or found first by go-yaml 3.
      List<Node> items = schema == YamlSchema.KUBERNETES ? list.items().reversed() : list.items();
      Set<@Nullable Object> seen = new HashSet<>(kept);
      for (Node item : items) {
        mergeOne(item, into, seen);
        if (schema == YamlSchema.COMPOSE) {
          seen.addAll(into.keySet());
        }
      }
    } else {
      mergeOne(node, into, kept);
    }
  }

  private void mergeOne(
      Node node, Map<@Nullable Object, @Nullable Object> into, Set<@Nullable Object> kept) {
    count();
    switch (node) {
      case Node.Mapping map -> fill(map, into, kept);
      case Node.Alias alias when alias.target() instanceof Node.Mapping map -> {
        enter(alias);
        count();
        fill(map, into, kept);
        leave(alias);
      }
      default ->
          throw SyntaxError.withoutPlace("map merge requires map or sequence of maps as the value");
    }
  }

  private Json json(@Nullable Object value) throws YamlException {
    return switch (value) {
      case null -> Json.ofNull();
      case Boolean b -> Json.of(b);
      case Long n -> Json.of(n);
      case BigInteger n -> new JsonNumber(n.toString());
      case Double n -> number(n);
      case String s -> Json.of(s);
      case List<?> list -> {
        List<Json> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(json(item));
        }
        yield Json.array(items);
      }
      case Map<?, ?> map -> {
        Map<String, Json> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          members.put(key(entry.getKey(), entry.getValue()), json(entry.getValue()));
        }
        yield new JsonObject(members);
      }
      default -> throw new IllegalStateException("no YAML value: " + value.getClass());
    };
  }

  private static JsonNumber number(double value) throws YamlException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new YamlException(
          "json: unsupported value: "
              + (Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf"));
    }
    return new JsonNumber(GoNumbers.json(value));
  }

  private static String key(@Nullable Object key, @Nullable Object value) throws YamlException {
    return switch (key) {
      case String s -> s;
      case Long n -> n.toString();
      case Boolean b -> b.toString();
      case Double n when Double.isNaN(n) -> ".nan";
      case Double n when Double.isInfinite(n) -> n > 0 ? ".inf" : "-.inf";
      case Double n -> GoNumbers.shortest(n.floatValue());
      case null, default ->
          throw new YamlException(
              "unsupported map key of type: "
                  + (key == null ? "%!s(<nil>)" : "uint64")
                  + ", key: "
                  + GoSyntax.value(key)
                  + ", value: "
                  + GoSyntax.value(value));
    };
  }
}
