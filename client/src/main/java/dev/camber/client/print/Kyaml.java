package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** KYAML: YAML in flow style, texts quoted, a comma after the last member. Stateless. */
public final class Kyaml {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
  private static final List<String> NO_KEYS =
      List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private Kyaml() {}

  /** One document with its separator line. */
  public static String document(Json value) {
    StringBuilder out = new StringBuilder("---\n");
    write(GoText.sorted(value), "", out);
    return out.append('\n').toString();
  }

  private static void write(Json value, String indent, StringBuilder out) {
    switch (value) {
      case JsonObject o when o.isEmpty() -> out.append("{}");
      case JsonObject o -> {
        out.append("{\n");
        for (Map.Entry<String, Json> member : o.members().entrySet()) {
          out.append(indent).append("  ").append(key(member.getKey())).append(": ");
          write(member.getValue(), indent + "  ", out);
          out.append(",\n");
        }
        out.append(indent).append('}');
      }
      case JsonArray a when a.isEmpty() -> out.append("[]");
      case JsonArray a when a.items().stream().allMatch(i -> i instanceof JsonObject) -> {
        out.append('[');
        for (int i = 0; i < a.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          write(a.items().get(i), indent, out);
        }
        out.append(']');
      }
      case JsonArray a -> {
        out.append("[\n");
        for (Json item : a) {
          out.append(indent).append("  ");
          write(item, indent + "  ", out);
          out.append(",\n");
        }
        out.append(indent).append(']');
      }
      case JsonString s -> out.append(JsonWriter.compact(s));
      default -> out.append(value.compact());
    }
  }

  private static String key(String name) {
    boolean plain =
        PLAIN_KEY.matcher(name).matches()
            && !NO_KEYS.contains(name.toLowerCase(java.util.Locale.ROOT));
    return plain ? name : JsonWriter.compact(Json.of(name));
  }
}
