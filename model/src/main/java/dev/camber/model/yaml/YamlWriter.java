package dev.camber.model.yaml;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.List;

/** Prints trees as the Go tools print them. Stateless. */
public final class YamlWriter {
  private YamlWriter() {}

  /**
   * As {@code sigs.k8s.io/yaml}: sorted keys, two columns of indentation, lines folded at 80
   * columns. Ends with a line feed.
   *
   * @throws YamlException if a string holds a character that YAML cannot carry, such as DEL
   */
  public static String kubernetes(Json value) throws YamlException {
    return new Emitter(YamlLayout.KUBERNETES).document(Carried.value(value));
  }

  /**
   * Documents joined by separators, each ending in a line feed, as the normalised manifests of a
   * resource are.
   */
  public static String kubernetesStream(List<? extends Json> documents) throws YamlException {
    StringBuilder out = new StringBuilder();
    for (Json document : documents) {
      if (!out.isEmpty()) {
        out.append("\n---\n");
      }
      out.append(kubernetes(document));
    }
    return out.toString();
  }

  /** As go-yaml 3: members in their order, four columns of indentation, no folding. */
  public static String compose(Json value) {
    return new Emitter(YamlLayout.COMPOSE).document(value);
  }

  /**
   * Texts on their way through JSON: the reference prints JSON and reads it back as YAML before it
   * prints YAML, and three kinds of characters do not survive that unchanged.
   */
  private static final class Carried {
    static Json value(Json value) throws YamlException {
      return switch (value) {
        case JsonString s -> {
          String carried = text(s.value());
          yield carried.equals(s.value()) ? s : Json.of(carried);
        }
        case JsonArray a -> {
          List<Json> items = new java.util.ArrayList<>(a.size());
          for (Json item : a) {
            items.add(value(item));
          }
          yield Json.array(items);
        }
        case JsonObject o -> {
          var members = new java.util.LinkedHashMap<String, Json>();
          for (var member : o.members().entrySet()) {
            members.put(text(member.getKey()), value(member.getValue()));
          }
          yield new JsonObject(members);
        }
        default -> value;
      };
    }

    private static String text(String text) throws YamlException {
      boolean nextLine = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c > 0x7e && c < 0xa0 || c > 0xfffd) {
          if (c != 0x85) {
            throw new YamlException("yaml: control characters are not allowed");
          }
          nextLine = true;
        }
      }
      return nextLine ? folded(text) : text;
    }

    /** U+0085 is a line break to YAML: one folds into a space, more lose the first. */
    private static String folded(String text) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < text.length(); ) {
        if (text.charAt(i) != 0x85) {
          out.append(text.charAt(i++));
          continue;
        }
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
          out.setLength(out.length() - 1);
        }
        int breaks = 0;
        while (i < text.length() && (text.charAt(i) == 0x85 || text.charAt(i) == ' ')) {
          breaks += text.charAt(i) == 0x85 ? 1 : 0;
          i++;
        }
        out.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
      }
      return out.toString();
    }
  }
}
