package dev.camber.client;

import dev.camber.client.print.JsonPathTemplate;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.text.Quoted;
import java.util.List;
import java.util.Optional;

/** What {@code wait --for} waits for. Immutable. */
final class WaitCondition {
  /** Whether an object is as wanted. */
  @FunctionalInterface
  private interface Check {
    boolean holds(JsonObject object) throws Refused;
  }

  private final List<String> kinds;
  private final List<Check> checks;

  private WaitCondition(List<String> kinds, List<Check> checks) {
    this.kinds = kinds;
    this.checks = checks;
  }

  /** All of the conditions have to hold. */
  static WaitCondition of(List<String> texts) throws Refused {
    java.util.ArrayList<Check> checks = new java.util.ArrayList<>();
    java.util.ArrayList<String> kinds = new java.util.ArrayList<>();
    for (String text : texts) {
      String lower = text.toLowerCase(java.util.Locale.ROOT);
      if (lower.equals("delete") || lower.equals("create")) {
        kinds.add(lower);
        checks.add(object -> true);
      } else if (lower.startsWith("condition=")) {
        checks.add(condition(text.substring("condition=".length())));
      } else if (lower.startsWith("jsonpath=")) {
        checks.add(jsonPath(text.substring("jsonpath=".length())));
      } else {
        throw Refused.plain("error: unrecognized condition: " + Quoted.go(text));
      }
    }
    if (kinds.contains("delete") && texts.size() > 1) {
      throw Refused.plain("error: --for=delete stands alone");
    }
    return new WaitCondition(List.copyOf(kinds), List.copyOf(checks));
  }

  private static Check condition(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String wanted = equals < 0 ? "true" : text.substring(equals + 1);
    return object -> {
      for (Json condition :
          object.at("status", "conditions").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        if (condition.stringAt("type").orElse("").equalsIgnoreCase(name)) {
          return condition.stringAt("status").orElse("").equalsIgnoreCase(wanted);
        }
      }
      return false;
    };
  }

  private static Check jsonPath(String text) throws Refused {
    int close = text.lastIndexOf('}');
    int equals = text.indexOf('=', Math.max(close, 0));
    String path = equals < 0 ? text : text.substring(0, equals);
    Optional<String> wanted =
        equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
    if (wanted.isPresent() && wanted.get().isEmpty()) {
      throw Refused.plain("error: jsonpath wait has to have a value after equal sign");
    }
    try {
      JsonPathTemplate template = JsonPathTemplate.ofPath(path);
      return object -> {
        try {
          List<Json> found = template.find(object, true);
          return wanted.isEmpty()
              ? !found.isEmpty()
              : found.stream()
                  .anyMatch(v -> v.asString().orElseGet(v::compact).equals(wanted.get()));
        } catch (JsonPathException e) {
          throw Refused.plain("error: " + e.getMessage());
        }
      };
    } catch (JsonPathException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
  }

  boolean isDelete() {
    return kinds.contains("delete");
  }

  boolean isCreate() {
    return kinds.contains("create");
  }

  boolean holds(JsonObject object) throws Refused {
    for (Check check : checks) {
      if (!check.holds(object)) {
        return false;
      }
    }
    return true;
  }
}
