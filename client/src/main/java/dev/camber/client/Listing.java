package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Quoted;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.io.PrintStream;
import java.util.List;

/** How a command that lists things of our own prints them. */
enum Listing {
  TABLE,
  JSON,
  YAML;

  /** What {@code --output} says. */
  static Listing of(ParsedFlags flags) throws Refused {
    return switch (flags.string("output")) {
      case "" -> TABLE;
      case "json" -> JSON;
      case "yaml" -> YAML;
      default ->
          throw Refused.error(
              "--output: found "
                  + Quoted.go(flags.string("output"))
                  + ", wanted json or yaml, or nothing for a table");
    };
  }

  boolean isTable() {
    return this == TABLE;
  }

  /** Prints things as the member {@code name} of one object. */
  void print(String name, List<Json> items, PrintStream out) throws Refused {
    Json all = wrap(name, items);
    try {
      out.print(this == YAML ? YamlWriter.kubernetes(all) : all.pretty() + "\n");
    } catch (YamlException e) {
      throw Refused.error("the answer cannot be written as YAML: " + e.getMessage());
    }
  }

  /** The same as one of several documents of a stream. */
  void printNext(String name, List<Json> items, PrintStream out) throws Refused {
    if (this == YAML) {
      out.println("---");
      print(name, items, out);
    } else {
      out.println(wrap(name, items).compact());
    }
  }

  private static Json wrap(String name, List<Json> items) {
    return JsonObject.builder().put(name, new JsonArray(items)).build();
  }
}
