package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.TaggedYaml;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The text of one Compose file: variables replaced, services in the long form.
 *
 * @param services by name
 * @param resources what stands under {@code volumes}, {@code networks}, {@code configs}, {@code
 *     secrets}, by these words and then by name
 * @param includes other files that belong to the project, as written
 * @param tags where the text says {@code !reset} or {@code !override}
 */
record ModelText(
    Map<String, JsonObject> services,
    Map<String, JsonObject> resources,
    List<Json> includes,
    Map<List<String>, String> tags) {
  private static final Set<String> RESOURCES = Set.of("volumes", "networks", "configs", "secrets");
  private static final Pattern SECOND_DOCUMENT = Pattern.compile("(?m)^---");

  /**
   * Reads a file.
   *
   * @throws Unreadable if it is no Compose file, or uses what belongs to the Compose program
   */
  static ModelText read(String text, String path, Function<String, Optional<String>> variables) {
    return read(text, path, variables, true);
  }

  /** Reads a file whose services are only there to be extended: they may lack and have anything. */
  static ModelText readParts(
      String text, String path, Function<String, Optional<String>> variables) {
    return read(text, path, variables, false);
  }

  private static ModelText read(
      String text, String path, Function<String, Optional<String>> variables, boolean checked) {
    TaggedYaml tagged;
    try {
      tagged = Yaml.readTagged(text, YamlSchema.COMPOSE);
    } catch (YamlException e) {
      throw new Unreadable("failed to parse " + path + ": " + e.getMessage());
    }
    if (SECOND_DOCUMENT.matcher(text.stripLeading()).results().anyMatch(m -> m.start() > 0)) {
      throw new Unreadable(path + ": more than one document");
    }
    if (!(tagged.value() instanceof JsonObject root)) {
      throw new Unreadable(
          tagged.value() instanceof JsonNull
              ? "empty compose file"
              : "top-level object must be a mapping");
    }
    Map<String, JsonObject> services = new LinkedHashMap<>();
    Map<String, JsonObject> resources = new LinkedHashMap<>();
    List<Json> includes = new ArrayList<>();
    root.members()
        .forEach((name, value) -> {
          if (name.equals("services")) {
            services(value, variables, checked).forEach(services::put);
          } else if (RESOURCES.contains(name)) {
            resources.put(name, named(name, value));
          } else if (name.equals("include")) {
            includes.addAll(includes(value, variables));
          } else if (!name.equals("version") && !name.equals("name") && !name.startsWith("x-")) {
            throw new Unreadable("validating : additional properties '" + name + "' not allowed");
          }
        });
    return new ModelText(services, resources, includes, tagged.tags());
  }

  private static Map<String, JsonObject> services(
      Json value, Function<String, Optional<String>> variables, boolean checked) {
    Map<String, JsonObject> out = new LinkedHashMap<>();
    if (value instanceof JsonNull) {
      return out;
    }
    if (!(value instanceof JsonObject named)) {
      throw Unreadable.invalid("services", "must be a mapping");
    }
    named
        .members()
        .forEach((name, service) -> {
          String path = "services." + name;
          if (!(service instanceof JsonObject fields)) {
            throw Unreadable.invalid(path, "must be a mapping");
          }
          if (fields.has("provider") || fields.has("models")) {
            throw new Unreadable(path + ": provider and models are left to the program");
          }
          JsonObject expanded = (JsonObject) expand(path, fields, variables);
          if (checked) {
            ServiceSchema.check(path, expanded);
          }
          out.put(name, LongForms.service(expanded));
        });
    return out;
  }

  private static Json expand(
      String path, Json value, Function<String, Optional<String>> variables) {
    return switch (value) {
      case JsonString s -> {
        try {
          yield Json.of(Template.expand(s.value(), variables));
        } catch (Unreadable e) {
          throw new Unreadable("error while interpolating " + path + ": " + e.getMessage());
        }
      }
      case JsonArray array -> {
        List<Json> out = new ArrayList<>();
        for (Json item : array.items()) {
          out.add(expand(path + ".[]", item, variables));
        }
        yield Json.array(out);
      }
      case JsonObject object -> {
        Map<String, Json> out = new LinkedHashMap<>();
        object
            .members()
            .forEach((name, member) -> out.put(name, expand(path + "." + name, member, variables)));
        yield new JsonObject(out);
      }
      default -> value;
    };
  }

  private static List<Json> includes(Json value, Function<String, Optional<String>> variables) {
    return switch (value) {
      case JsonArray array -> ((JsonArray) expand("include", array, variables)).items();
      case JsonNull none -> List.of();
      default -> throw new Unreadable("`include` must be a list");
    };
  }

  private static JsonObject named(String kind, Json value) {
    return switch (value) {
      case JsonObject object -> object;
      case JsonNull none -> JsonObject.EMPTY;
      default -> throw Unreadable.invalid(kind, "must be a mapping");
    };
  }
}
