package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Short forms of a service's fields to the long ones, so that files can be merged field by field.
 * Values of a wrong kind stay as they are: {@link Shape} complains about them. Stateless.
 */
final class LongForms {
  private static final Map<String, UnaryOperator<Json>> FIELDS =
      Map.ofEntries(
          Map.entry("annotations", LongForms::labels),
          Map.entry("build", LongForms::build),
          Map.entry("command", LongForms::words),
          Map.entry("configs", LongForms::fileReferences),
          Map.entry("depends_on", LongForms::dependsOn),
          Map.entry("deploy", v -> with(v, Map.of("labels", LongForms::labels))),
          Map.entry("develop", LongForms::develop),
          Map.entry("devices", v -> items(v, LongForms::device)),
          Map.entry("dns", LongForms::list),
          Map.entry("dns_search", LongForms::list),
          Map.entry("entrypoint", LongForms::words),
          Map.entry("env_file", v -> items(list(v), LongForms::envFile)),
          Map.entry("environment", LongForms::environment),
          Map.entry("extra_hosts", LongForms::hosts),
          Map.entry("gpus", LongForms::gpus),
          Map.entry("healthcheck", v -> with(v, Map.of("test", LongForms::healthTest))),
          Map.entry("label_file", LongForms::list),
          Map.entry("labels", LongForms::labels),
          Map.entry("networks", LongForms::networks),
          Map.entry("ports", LongForms::ports),
          Map.entry("post_start", v -> items(v, LongForms::hook)),
          Map.entry("pre_stop", v -> items(v, LongForms::hook)),
          Map.entry("secrets", LongForms::fileReferences),
          Map.entry("sysctls", LongForms::labels),
          Map.entry("tmpfs", LongForms::list),
          Map.entry("volumes", v -> items(v, LongForms::volume)));

  private static final Map<String, UnaryOperator<Json>> BUILD_FIELDS =
      Map.ofEntries(
          Map.entry("args", LongForms::environment),
          Map.entry("ssh", LongForms::ssh),
          Map.entry("labels", LongForms::labels),
          Map.entry("cache_from", LongForms::list),
          Map.entry("cache_to", LongForms::list),
          Map.entry("no_cache_filter", LongForms::list),
          Map.entry("additional_contexts", LongForms::labels),
          Map.entry("extra_hosts", LongForms::hosts),
          Map.entry("secrets", LongForms::fileReferences),
          Map.entry("tags", LongForms::list),
          Map.entry("platforms", LongForms::list));

  private LongForms() {}

  /** A service with its fields in the long form. */
  static JsonObject service(JsonObject service) {
    return (JsonObject) with(service, FIELDS);
  }

  private static Json with(Json value, Map<String, UnaryOperator<Json>> fields) {
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    Map<String, Json> out = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, member) -> {
          UnaryOperator<Json> change = fields.get(name);
          out.put(
              name, change == null || member instanceof JsonNull ? member : change.apply(member));
        });
    return new JsonObject(out);
  }

  private static Json items(Json value, UnaryOperator<Json> change) {
    return value instanceof JsonArray array
        ? Json.array(array.items().stream().map(change).toList())
        : value;
  }

  private static Json list(Json value) {
    return value instanceof JsonArray || value instanceof JsonObject
        ? value
        : Json.array(List.of(value));
  }

  private static Json words(Json value) {
    return value instanceof JsonString s ? Json.strings(ShellWords.split(s.value())) : value;
  }

  /** {@code KEY=value}; without a value the variable comes from elsewhere. */
  private static Json environment(Json value) {
    return pairs(value, JsonNull.NULL);
  }

  private static Json labels(Json value) {
    return pairs(value, Json.of(""));
  }

  private static Json pairs(Json value, Json absent) {
    Map<String, Json> out = new LinkedHashMap<>();
    switch (value) {
      case JsonArray array -> {
        for (Json item : array.items()) {
          if (!(item instanceof JsonString s)) {
            return value;
          }
          int equals = s.value().indexOf('=');
          if (equals < 0) {
            out.put(s.value(), absent);
          } else {
            out.put(s.value().substring(0, equals), Json.of(s.value().substring(equals + 1)));
          }
        }
      }
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, member) -> out.put(name, member instanceof JsonNull ? absent : member));
      default -> {
        return value;
      }
    }
    return new JsonObject(out);
  }

  /** As the reference prints it, which is no form that it reads. */
  private static Json ssh(Json value) {
    if (!(value instanceof JsonObject keys)) {
      return list(value);
    }
    List<String> out = new ArrayList<>();
    keys.members()
        .forEach((name, path) ->
            out.add(path instanceof JsonNull ? name : name + ": " + Shape.text(path, "ssh")));
    return Json.strings(out);
  }

  /** {@code name=address}, whatever they were written with. */
  private static Json hosts(Json value) {
    List<String> out = new ArrayList<>();
    switch (value) {
      case JsonArray array -> {
        for (Json item : array.items()) {
          if (!(item instanceof JsonString s)) {
            return value;
          }
          int at = s.value().indexOf('=');
          if (at < 0) {
            at = s.value().indexOf(':');
          }
          if (at < 0) {
            throw new Unreadable("invalid additional host, missing IP: " + s.value());
          }
          out.add(host(s.value().substring(0, at), s.value().substring(at + 1)));
        }
      }
      case JsonObject object ->
          object
              .members()
              .forEach((name, member) -> {
                if (member instanceof JsonArray addresses) {
                  addresses.items().forEach(a -> out.add(host(name, Shape.text(a, name))));
                } else {
                  out.add(host(name, Shape.text(member, name)));
                }
              });
      default -> {
        return value;
      }
    }
    return Json.strings(out);
  }

  private static String host(String name, String address) {
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return name + "=" + (bracketed ? address.substring(1, address.length() - 1) : address);
  }

  private static Json build(Json value) {
    if (value instanceof JsonString context) {
      return JsonObject.builder().put("context", context).build();
    }
    return with(value, BUILD_FIELDS);
  }

  private static Json dependsOn(Json value) {
    Map<String, Json> out = new LinkedHashMap<>();
    switch (value) {
      case JsonArray array -> {
        for (Json item : array.items()) {
          if (!(item instanceof JsonString s)) {
            return value;
          }
          out.put(s.value(), dependency());
        }
      }
      case JsonObject object ->
          object
              .members()
              .forEach((name, member) -> {
                boolean open = member instanceof JsonObject o && !o.has("required");
                out.put(
                    name, open ? ((JsonObject) member).with("required", Json.of(true)) : member);
              });
      default -> {
        return value;
      }
    }
    return new JsonObject(out);
  }

  /** What a dependency is if only its name is given. */
  static JsonObject dependency() {
    return JsonObject.builder().put("condition", "service_started").put("required", true).build();
  }

  private static Json develop(Json value) {
    return with(
        value,
        Map.of(
            "watch",
            v ->
                items(
                    v,
                    w ->
                        with(
                            w,
                            Map.of(
                                "ignore", LongForms::list,
                                "include", LongForms::list,
                                "exec", LongForms::hook)))));
  }

  private static Json device(Json value) {
    if (!(value instanceof JsonString s)) {
      return value;
    }
    String[] parts = s.value().split(":", -1);
    if (parts.length > 3) {
      throw new Unreadable("confusing device mapping, please use long syntax: " + s.value());
    }
    return JsonObject.builder()
        .put("source", parts[0])
        .put("target", parts.length > 1 ? parts[1] : parts[0])
        .put("permissions", parts.length > 2 ? parts[2] : "rwm")
        .build();
  }

  private static Json envFile(Json value) {
    if (value instanceof JsonString path) {
      return JsonObject.builder().put("path", path).build();
    }
    return value;
  }

  private static Json gpus(Json value) {
    if (value.equals(Json.of("all"))) {
      return Json.array(List.of(JsonObject.builder().put("count", -1).build()));
    }
    return value;
  }

  private static Json healthTest(Json value) {
    return value instanceof JsonString s ? Json.strings(List.of("CMD-SHELL", s.value())) : value;
  }

  private static Json hook(Json value) {
    return with(value, Map.of("command", LongForms::words, "environment", LongForms::environment));
  }

  private static Json networks(Json value) {
    if (!(value instanceof JsonArray array)) {
      return value;
    }
    Map<String, Json> out = new LinkedHashMap<>();
    array.items().forEach(item -> out.put(Shape.text(item, "networks"), JsonNull.NULL));
    return new JsonObject(out);
  }

  private static Json fileReferences(Json value) {
    return items(
        value,
        item ->
            item instanceof JsonString source
                ? JsonObject.builder().put("source", source).build()
                : item);
  }

  private static Json ports(Json value) {
    if (!(value instanceof JsonArray array)) {
      return value;
    }
    List<Json> out = new ArrayList<>();
    for (Json item : array.items()) {
      switch (item) {
        case JsonString s -> out.addAll(PortText.parse(s.value()));
        case JsonNumber n -> out.addAll(PortText.parse(n.literal()));
        case JsonObject port -> {
          JsonObject full = port.has("mode") ? port : port.with("mode", Json.of("ingress"));
          out.add(full.has("protocol") ? full : full.with("protocol", Json.of("tcp")));
        }
        default -> out.add(item);
      }
    }
    return Json.array(out);
  }

  private static Json volume(Json value) {
    if (value instanceof JsonString s) {
      return VolumeText.parse(s.value());
    }
    if (value instanceof JsonObject volume
        && volume.get("bind").orElse(JsonNull.NULL) instanceof JsonObject bind
        && !bind.has("create_host_path")) {
      return volume.with("bind", bind.with("create_host_path", JsonBool.TRUE));
    }
    return value;
  }
}
