package dev.camber.model.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A type of Go that a document is decoded into, to say what go-yaml 3 says of one that does not
 * fit. Members of a struct that have no field are passed over.
 */
public sealed interface GoType {
  /** Its name in messages. */
  String name();

  /** Text under a name of its own; every scalar fits. */
  record Text(String name) implements GoType {}

  /** A whole number. */
  record Whole(String name) implements GoType {}

  /** A bool, also in the words of YAML 1.1. */
  record Flag(String name) implements GoType {}

  /** Anything. */
  record Any(String name) implements GoType {}

  /** A list. */
  record ListOf(GoType item) implements GoType {
    @Override
    public String name() {
      return "[]" + item.name();
    }
  }

  /** A mapping of texts to values. */
  record MapOf(GoType value) implements GoType {
    @Override
    public String name() {
      return "map[string]" + value.name();
    }
  }

  /** A mapping with fields. */
  record Struct(String name, Map<String, GoType> fields) implements GoType {
    public Struct {
      fields = new TreeMap<>(fields);
    }
  }

  /**
   * Whether a document fits.
   *
   * @throws YamlException if not, or if it is no YAML
   */
  static void check(String text, GoType type) throws YamlException {
    List<String> problems = new ArrayList<>();
    try {
      new NodeParser(text, YamlSchema.COMPOSE)
          .document()
          .ifPresent(root -> Fit.check(root, type, problems));
    } catch (SyntaxError e) {
      throw e.toYamlException(YamlSchema.COMPOSE);
    }
    if (!problems.isEmpty()) {
      throw new YamlException("yaml: unmarshal errors:\n  " + String.join("\n  ", problems));
    }
  }

  /** Compares nodes with types. */
  final class Fit {
    private static final Set<String> OLD_BOOLEANS =
        Set.of(
            "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off",
            "Off", "OFF");
    private static final int SHOWN = 10;
    private static final int CUT = 7;

    private Fit() {}

    static void check(Node node, GoType type, List<String> problems) {
      switch (node) {
        case Node.Alias alias -> check(alias.target(), type, problems);
        case Node.Scalar scalar -> scalar(scalar, type, problems);
        case Node.Sequence list -> {
          switch (type) {
            case ListOf of -> list.items().forEach(item -> check(item, of.item(), problems));
            case Any any -> {}
            default -> problems.add(problem(list.line(), "!!seq", type));
          }
        }
        case Node.Mapping map -> {
          switch (type) {
            case MapOf of -> values(map).forEach(v -> check(v, of.value(), problems));
            case Struct struct -> members(map, struct, problems);
            case Any any -> {}
            default -> problems.add(problem(map.line(), "!!map", type));
          }
        }
      }
    }

    private static List<Node> values(Node.Mapping map) {
      List<Node> out = new ArrayList<>();
      for (int i = 1; i < map.entries().size(); i += 2) {
        out.add(map.entries().get(i));
      }
      return out;
    }

    private static void members(Node.Mapping map, Struct struct, List<String> problems) {
      for (int i = 0; i + 1 < map.entries().size(); i += 2) {
        GoType field =
            map.entries().get(i) instanceof Node.Scalar key
                ? struct.fields().get(key.value())
                : null;
        if (field != null) {
          check(map.entries().get(i + 1), field, problems);
        }
      }
    }

    private static void scalar(Node.Scalar scalar, GoType type, List<String> problems) {
      ScalarResolver.Resolved resolved =
          scalar.tag().isEmpty() && !scalar.implicit()
              ? new ScalarResolver.Resolved(Tags.STR, scalar.value())
              : ScalarResolver.of(YamlSchema.COMPOSE).resolve(scalar.tag(), scalar.value());
      String tag = resolved.tag();
      boolean fits =
          tag.equals(Tags.NULL)
              || switch (type) {
                case Text text -> true;
                case Any any -> true;
                case Whole whole -> tag.equals(Tags.INT);
                case Flag flag -> tag.equals(Tags.BOOL) || OLD_BOOLEANS.contains(scalar.value());
                case ListOf list -> false;
                case MapOf map -> false;
                case Struct struct -> false;
              };
      if (!fits) {
        String value = scalar.value();
        String shown = value.length() > SHOWN ? value.substring(0, CUT) + "..." : value;
        problems.add(
            problem(scalar.line(), tag.replace(Tags.PREFIX, "!!") + " `" + shown + "`", type));
      }
    }

    private static String problem(int line, String found, GoType type) {
      return "line " + (line + 1) + ": cannot unmarshal " + found + " into " + type.name();
    }
  }
}
