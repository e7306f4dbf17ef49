package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code explain}. Source: spec CLI and API, section 4. */
final class ExplainVerb implements Verb {
  private static final int WIDTH = 76;

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    List<String> words = flags.positional();
    if (words.isEmpty()) {
      throw Refused.plain(
          "error: You must specify the type of resource to explain. Use \""
              + surroundings.programName()
              + " api-resources\" for a complete list of supported resources.");
    }
    if (words.size() > 1) {
      throw Refused.plain("error: We accept only this format: explain RESOURCE");
    }
    String version = flags.string("api-version");
    if (!version.isEmpty() && !version.equals("tilt.dev/v1alpha1")) {
      throw Refused.plain("error: couldn't find resource for \"" + version + "\"");
    }
    List<String> path = List.of(words.getFirst().split("\\.", -1));
    Api.Type type;
    try {
      type = api.type(path.getFirst());
    } catch (Refused e) {
      throw Refused.plain("the server doesn't have a resource type \"" + path.getFirst() + "\"");
    }
    JsonObject document = api.call("GET", "/openapi/v2", "", "", Map.of());
    JsonObject definitions =
        document.at("definitions").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    new Page(definitions, surroundings.out())
        .print(type, path.subList(1, path.size()), flags.bool("recursive"));
    return 0;
  }

  /** What is printed about one kind or field. */
  private record Page(JsonObject definitions, PrintStream out) {

    void print(Api.Type type, List<String> path, boolean recursive) throws Refused {
      out.println("GROUP:      tilt.dev");
      out.println("KIND:       " + type.kind());
      out.println("VERSION:    v1alpha1\n");
      Json schema = ofKind(type.kind());
      String name = "";
      for (String field : path) {
        Optional<Json> found = below(schema).at("properties", field);
        if (found.isEmpty()) {
          throw Refused.plain("error: field \"" + field + "\" does not exist");
        }
        schema = found.get();
        name = field;
      }
      if (!path.isEmpty()) {
        out.println("FIELD: " + name + " <" + typeName(schema) + ">\n\n");
      }
      out.println("DESCRIPTION:");
      String text = schema.stringAt("description").orElse("");
      String own = below(schema).stringAt("description").orElse("");
      paragraphs(
          text.isEmpty() || text.equals(own) ? own : own.isEmpty() ? text : text + "\n\n" + own);
      out.println("    ");
      JsonObject target = below(schema);
      if (target.at("properties").isPresent()) {
        out.println("FIELDS:");
        fields(target, "  ", recursive);
      }
      out.println();
    }

    private Json ofKind(String kind) throws Refused {
      for (Json definition : definitions.members().values()) {
        for (Json gvk :
            definition
                .at("x-kubernetes-group-version-kind")
                .flatMap(Json::asArray)
                .orElse(JsonArray.EMPTY)) {
          boolean ours = gvk.stringAt("group").orElse("").equals("tilt.dev");
          if (ours && gvk.stringAt("kind").orElse("").equals(kind)) {
            return definition;
          }
        }
      }
      throw Refused.plain("error: the session does not describe the kind " + kind);
    }

    private void fields(JsonObject schema, String indent, boolean recursive) {
      JsonArray required = schema.at("required").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
      JsonObject properties =
          schema.at("properties").flatMap(Json::asObject).orElse(JsonObject.EMPTY).sorted();
      for (Map.Entry<String, Json> field : properties.members().entrySet()) {
        boolean needed = required.items().contains(Json.of(field.getKey()));
        out.println(
            indent
                + field.getKey()
                + "\t<"
                + typeName(field.getValue())
                + ">"
                + (needed ? " -required-" : ""));
        if (recursive) {
          fields(below(field.getValue()), indent + "  ", true);
        } else {
          paragraphs(field.getValue().stringAt("description").orElse(""));
          out.println();
        }
      }
    }

    private void paragraphs(String text) {
      if (text.isBlank()) {
        out.println("    <empty>");
        return;
      }
      boolean first = true;
      for (String paragraph : text.strip().split("\n\\s*\n")) {
        if (!first) {
          out.println("    ");
        }
        first = false;
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split("\\s+")) {
          if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
            out.println("    " + line);
            line.setLength(0);
          }
          line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println("    " + line);
      }
    }

    /** The object schema that a schema leads to: by reference, as items, as values. */
    private JsonObject below(Json schema) {
      Json here = schema;
      for (int depth = 0; depth < 8; depth++) {
        Optional<String> reference = here.stringAt("$ref");
        Optional<Json> inner = here.at("items");
        Optional<Json> values = here.at("additionalProperties");
        if (reference.isPresent()) {
          here = definitions.get(nameOf(reference.get())).orElse(JsonObject.EMPTY);
        } else if (inner.isPresent()) {
          here = inner.get();
        } else if (values.isPresent() && here.at("properties").isEmpty()) {
          here = values.get();
        } else {
          break;
        }
      }
      return here.asObject().orElse(JsonObject.EMPTY);
    }

    private static String nameOf(String reference) {
      return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private String typeName(Json schema) {
      Optional<String> reference = schema.stringAt("$ref");
      if (reference.isPresent()) {
        String name = nameOf(reference.get());
        String type = definitions.at(name, "type").flatMap(Json::asString).orElse("object");
        return type.equals("object") ? name.substring(name.lastIndexOf('.') + 1) : type;
      }
      String type = schema.stringAt("type").orElse("object");
      if (type.equals("array")) {
        return "[]" + typeName(schema.at("items").orElse(JsonObject.EMPTY));
      }
      if (type.equals("object") && schema.at("additionalProperties").isPresent()) {
        return "map[string]" + typeName(schema.at("additionalProperties").get());
      }
      return type.equals("object") ? "Object" : type;
    }
  }
}
