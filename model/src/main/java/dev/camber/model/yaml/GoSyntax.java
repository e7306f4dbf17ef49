package dev.camber.model.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in Go syntax ({@code %#v}), as some messages show them. */
final class GoSyntax {
  private GoSyntax() {}

  static String value(@Nullable Object value) {
    return value == null ? "<nil>" : nested(value);
  }

  private static String nested(@Nullable Object value) {
    return switch (value) {
      case null -> "interface {}(nil)";
      case String s -> quote(s);
      case BigInteger n -> "0x" + n.toString(16);
      case Double n when Double.isNaN(n) -> "NaN";
      case Double n when Double.isInfinite(n) -> n > 0 ? "+Inf" : "-Inf";
      case Double n -> GoNumbers.shortest(n);
      case List<?> list ->
          list.stream()
              .map(GoSyntax::nested)
              .collect(Collectors.joining(", ", "[]interface {}{", "}"));
      case Map<?, ?> map -> map(map);
      default -> value.toString();
    };
  }

  private static String map(Map<?, ?> map) {
    List<String> entries = new ArrayList<>();
    map.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey, GoSyntax::compareKeys))
        .forEach(e -> entries.add(nested(e.getKey()) + ":" + nested(e.getValue())));
    return "map[interface {}]interface {}{" + String.join(", ", entries) + "}";
  }

  private static int compareKeys(@Nullable Object left, @Nullable Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a, b);
    }
    return Integer.compare(rank(left), rank(right));
  }

  /** Go sorts keys of different types by the place of the types in memory; this order is ours. */
  private static int rank(@Nullable Object key) {
    return switch (key) {
      case null -> 0;
      case String s -> 1;
      case Double n -> 2;
      case Long n -> 3;
      case BigInteger n -> 4;
      default -> 5;
    };
  }

  /** A string literal. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 0x0b -> out.append("\\v");
            default -> {
              if (c < 0x20 || c == 0x7f) {
                out.append(String.format("\\x%02x", c));
              } else if (c < 0xa0 && c > 0x7f) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            }
          }
        });
    return out.append('"').toString();
  }
}
