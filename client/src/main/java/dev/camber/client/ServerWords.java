package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says, in kubectl's words. Stateless. */
final class ServerWords {
  private static final Pattern WARNING = Pattern.compile("^299 \\S+ \"(.*)\".*$", Pattern.DOTALL);
  private static final Pattern NO_AGENT = Pattern.compile("^299 - \"(.*)\"$", Pattern.DOTALL);

  private ServerWords() {}

  /** The refusal that a status object tells of. */
  static Refused refusal(JsonObject status, int code) {
    String reason = status.stringAt("reason").orElse("");
    String message = status.stringAt("message").orElse("HTTP status " + code);
    if (reason.equals("Invalid")) {
      return Refused.byServer("", invalid(status, message), reason);
    }
    String shown = reason.isEmpty() ? "" : " (" + reason + ")";
    return Refused.byServer("Error from server" + shown + ": ", message, reason);
  }

  private static String invalid(JsonObject status, String message) {
    String kind = status.stringAt("details", "kind").orElse("");
    Set<String> causes = new LinkedHashSet<>();
    for (Json cause :
        status.at("details", "causes").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      String field = cause.stringAt("field").orElse("");
      String text = cause.stringAt("message").orElse("");
      causes.add(field.isEmpty() ? text : field + ": " + text);
    }
    String head =
        kind.isEmpty()
            ? "The request is invalid"
            : "The "
                + kind
                + " \""
                + status.stringAt("details", "name").orElse("")
                + "\" is invalid";
    if (causes.isEmpty()) {
      return kind.isEmpty() ? head + ": " + message : head;
    }
    return causes.size() == 1
        ? head + ": " + causes.iterator().next()
        : head + ": \n* " + String.join("\n* ", causes);
  }

  /** The texts of an answer's warnings. */
  static List<String> warnings(Map<String, String> headers) {
    List<String> out = new ArrayList<>();
    for (String line : headers.getOrDefault("warning", "").split("\n", -1)) {
      Matcher matcher = NO_AGENT.matcher(line);
      boolean found = matcher.matches();
      if (!found) {
        matcher = WARNING.matcher(line);
        found = matcher.matches();
      }
      if (found) {
        out.add(matcher.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    return out;
  }
}
