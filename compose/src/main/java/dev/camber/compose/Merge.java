package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One service laid over another, both in the long form: mappings are merged, lists appended, the
 * rest replaced; in lists with keys the later entry takes the place of the earlier. Stateless.
 */
final class Merge {
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "healthcheck.test");
  private static final Set<String> SETS =
      Set.of(
          "cap_add",
          "cap_drop",
          "dns",
          "dns_opt",
          "dns_search",
          "expose",
          "extra_hosts",
          "links",
          "profiles",
          "tmpfs",
          "build.platforms",
          "build.tags");

  private Merge() {}

  /** {@code over} laid over {@code base}. */
  static JsonObject service(JsonObject base, JsonObject over) {
    return (JsonObject) merge("", base, over);
  }

  private static Json merge(String path, Json base, Json over) {
    if (over instanceof JsonNull && !(base instanceof JsonNull) && !REPLACED.contains(path)) {
      return path.startsWith("environment.") ? over : base;
    }
    if (REPLACED.contains(path) || path.startsWith("x-") || isOtherDriver(path, base, over)) {
      return over;
    }
    if (base instanceof JsonObject b && over instanceof JsonObject o) {
      Map<String, Json> out = new LinkedHashMap<>(b.members());
      o.members()
          .forEach((name, value) ->
              out.merge(
                  name, value, (x, y) -> merge(path.isEmpty() ? name : path + "." + name, x, y)));
      return new JsonObject(out);
    }
    if (base instanceof JsonArray b && over instanceof JsonArray o) {
      List<Json> out = new ArrayList<>(b.items());
      out.addAll(o.items());
      return Json.array(out);
    }
    return over;
  }

  /** Options of one logging driver mean nothing to another. */
  private static boolean isOtherDriver(String path, Json base, Json over) {
    return path.equals("logging")
        && base instanceof JsonObject b
        && over instanceof JsonObject o
        && b.has("driver")
        && o.has("driver")
        && !b.get("driver").equals(o.get("driver"));
  }

  /** The service with every entry of its keyed lists once. */
  static JsonObject unique(JsonObject service) {
    return (JsonObject) unique("", service);
  }

  private static Json unique(String path, Json value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, Json> out = new LinkedHashMap<>();
        object
            .members()
            .forEach((name, member) ->
                out.put(name, unique(path.isEmpty() ? name : path + "." + name, member)));
        yield new JsonObject(out);
      }
      case JsonArray array when isKeyed(path) -> {
        Map<String, Json> out = new LinkedHashMap<>();
        array.items().forEach(item -> out.put(key(path, item), item));
        yield Json.array(List.copyOf(out.values()));
      }
      default -> value;
    };
  }

  private static boolean isKeyed(String path) {
    return SETS.contains(path)
        || path.startsWith("networks.")
        || Set.of("configs", "devices", "env_file", "ports", "secrets", "volumes").contains(path);
  }

  private static String key(String path, Json item) {
    if (!(item instanceof JsonObject entry)) {
      return item.asString().orElseGet(item::compact);
    }
    return switch (path) {
      case "ports" ->
          text(entry, "host_ip", "0.0.0.0")
              + ":"
              + text(entry, "published", "")
              + ":"
              + text(entry, "target", "")
              + "/"
              + text(entry, "protocol", "tcp");
      case "env_file" -> text(entry, "path", "");
      case "secrets" -> text(entry, "target", "/run/secrets/" + text(entry, "source", ""));
      case "configs" -> text(entry, "target", "/" + text(entry, "source", ""));
      default -> text(entry, "target", "");
    };
  }

  private static String text(JsonObject entry, String name, String absent) {
    return entry.get(name).map(v -> Shape.text(v, name)).orElse(absent);
  }
}
