package dev.camber.acceptance.replay;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the differences list says of every answer, not of a step: taken away before comparing. The
 * status of a UIResource has more builds, each with its reason and files, pending files, and
 * messages of conditions; the token of the page is in no cookie. Prose of schemas and tables was
 * not recorded.
 */
final class Additions {
  private static final int BUILDS = 2;
  private static final String RESOURCE = "tilt.dev/resource";

  /** A condition's message, in YAML: after its time, before its reason; it may be folded. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?m)^( *)(- lastTransitionTime: .*\n)\\1  message: .*\n(?:\\1   +\\S.*\n)*(?=\\1  reason: )");

  /** A build's reason stands before its span, in YAML, in KYAML and in descriptions. */
  private static final Pattern REASON =
      Pattern.compile("(?m)^ +[rR]eason: .*\n(?= +(?:spanID|Span ID): )");

  private static final Pattern CHANGED_FIRST =
      Pattern.compile("(?m)^( *)- changedFiles:\n(?:\\1  - .*\n)+\\1  (?=\\w)");
  private static final Pattern CHANGED =
      Pattern.compile("(?m)^( *)(?:changedFiles|pendingFiles):\n(?:\\1- .*\n)+");
  private static final Pattern CHANGED_DESCRIBED =
      Pattern.compile("(?m)^( *)(?:Changed|Pending) Files:\n(?:\\1  +\\S.*\n)+");
  private static final Pattern HISTORY = Pattern.compile("(?m)^( *)(?:- )?buildHistory:\n");

  private Additions() {}

  /** Whether a header is one that our answers never carry. */
  static boolean isCookieOfThePage(String header) {
    return header.startsWith("Set-Cookie: Tilt-Token=");
  }

  /** A text without them; JSON, lines of JSON, YAML or a description. */
  static String removed(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      StringBuilder out = new StringBuilder();
      try {
        return Shapes.indented(removed(parsed(text)));
      } catch (JsonSyntaxException notOne) {
        for (String line : text.split("(?<=\n)")) {
          try {
            out.append(removed(parsed(line)).compact()).append('\n');
          } catch (JsonSyntaxException notJson) {
            out.append(line);
          }
        }
        return out.toString();
      }
    }
    String out = twoBuilds(text);
    out = MESSAGE.matcher(out).replaceAll("$1$2");
    out = REASON.matcher(out).replaceAll("");
    out = CHANGED_FIRST.matcher(out).replaceAll("$1- ");
    out = CHANGED.matcher(out).replaceAll("");
    return CHANGED_DESCRIBED.matcher(out).replaceAll("");
  }

  private static Json parsed(String text) throws JsonSyntaxException {
    return Json.parse(text.replace(":${PID}", ":0").replace(": ${PID}", ": 0"));
  }

  static Json removed(Json json) {
    return switch (json) {
      case JsonArray a -> Json.array(a.items().stream().map(Additions::removed).toList());
      case JsonObject o -> {
        Map<String, Json> out = new LinkedHashMap<>();
        o.members()
            .forEach((name, value) -> {
              Json kept =
                  switch (name) {
                    case "status" -> isTiltfile(o) ? removed(oneBuild(value)) : removed(value);
                    case "buildHistory" -> builds(value);
                    case "conditions" -> without(value, List.of("message"));
                    case "currentBuild" -> without(value, List.of("reason", "changedFiles"));
                    case "uiButtons" -> byName(removed(value));
                    default -> removed(value);
                  };
              boolean schema = name.equals("pendingFiles");
              boolean prose = name.equals("description") && value instanceof JsonString;
              if (!schema) {
                out.put(name, prose ? Json.of("${DOC}") : kept);
              }
            });
        yield Json.object(out);
      }
      default -> json;
    };
  }

  /** The order in which the page's buttons are listed is chance. */
  private static Json byName(Json buttons) {
    return Shapes.sorted(JsonObject.builder().put("items", buttons).build())
        .at("items")
        .orElse(buttons);
  }

  private static boolean isTiltfile(JsonObject object) {
    return object
        .stringAt("metadata", "annotations", RESOURCE)
        .filter("(Tiltfile)"::equals)
        .isPresent();
  }

  /** Of a Tiltfile only the last load is shown. */
  private static Json oneBuild(Json status) {
    JsonObject tree = status.asObject().orElse(JsonObject.EMPTY);
    List<Json> all =
        tree.get("buildHistory").flatMap(Json::asArray).map(JsonArray::items).orElse(List.of());
    return all.size() < 2 ? status : tree.with("buildHistory", Json.array(all.subList(0, 1)));
  }

  private static Json builds(Json value) {
    List<Json> all = value.asArray().map(JsonArray::items).orElse(List.of());
    return without(
        Json.array(all.subList(0, Math.min(BUILDS, all.size()))),
        List.of("reason", "changedFiles"));
  }

  private static Json without(Json value, List<String> members) {
    return switch (value) {
      case JsonArray a -> Json.array(a.items().stream().map(i -> without(i, members)).toList());
      case JsonObject o -> {
        JsonObject out = o;
        for (String member : members) {
          out = out.without(member);
        }
        yield removed(out);
      }
      default -> value;
    };
  }

  /** YAML: the first two builds of each history. */
  private static String twoBuilds(String text) {
    Matcher head = HISTORY.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (head.find(from)) {
      out.append(text, from, head.end());
      int indent = text.indexOf("buildHistory", head.start()) - head.start();
      String item = " ".repeat(indent) + "- ";
      String inside = " ".repeat(indent) + "  ";
      int annotation = text.lastIndexOf(RESOURCE + ": ", head.start());
      boolean tiltfile =
          annotation >= 0 && text.startsWith("(Tiltfile)\n", annotation + RESOURCE.length() + 2);
      int most = tiltfile ? 1 : BUILDS;
      List<String> lines = new ArrayList<>();
      int at = head.end();
      int items = 0;
      while (at < text.length()) {
        int end = text.indexOf('\n', at) + 1;
        String line = end == 0 ? text.substring(at) : text.substring(at, end);
        boolean begins = line.startsWith(item);
        if (!begins && !line.startsWith(inside)) {
          break;
        }
        items += begins ? 1 : 0;
        if (items <= most) {
          lines.add(line);
        }
        at += line.length();
      }
      lines.forEach(out::append);
      from = at;
    }
    return out.append(text.substring(from)).toString();
  }
}
