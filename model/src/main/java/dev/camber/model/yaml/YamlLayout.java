package dev.camber.model.yaml;

import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.math.BigInteger;
import java.util.Collection;

/** How a printer lays out documents. */
enum YamlLayout {
  /** {@code sigs.k8s.io/yaml}: two columns, lists under their key, keys sorted, folded lines. */
  KUBERNETES(2, 80, false, YamlSchema.KUBERNETES),

  /** go-yaml 3: four columns, lists indented, keys in their order, nothing folded. */
  COMPOSE(4, Integer.MAX_VALUE, true, YamlSchema.COMPOSE);

  private final int indent;
  private final int width;
  private final boolean aligned;
  private final ScalarResolver resolver;

  YamlLayout(int indent, int width, boolean aligned, YamlSchema schema) {
    this.indent = indent;
    this.width = width;
    this.aligned = aligned;
    this.resolver = ScalarResolver.of(schema);
  }

  int indent() {
    return indent;
  }

  /** A line longer than this is broken at its next space. */
  int width() {
    return width;
  }

  /** Whether columns are multiples of the indentation, lists included. */
  boolean aligned() {
    return aligned;
  }

  boolean readsAsString(String text) {
    return resolver.readsAsString(text);
  }

  Collection<String> order(JsonObject object) {
    return aligned ? object.members().keySet() : KeyOrder.sorted(object.members().keySet());
  }

  /** The number as it comes out after being read by the same schema. */
  String number(JsonNumber number) {
    Object value = resolver.resolve("", number.literal()).value();
    return switch (value) {
      case Long n -> n.toString();
      case BigInteger n -> n.toString();
      case Double n -> GoNumbers.shortest(n);
      case null, default -> number.literal();
    };
  }
}
