package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The {@code -o} of a command. */
final class Output {
  private static final List<String> FORMATS = List.of("", "wide", "json", "name");

  private final String format;

  private Output(String format) {
    this.format = format;
  }

  static Output of(ParsedFlags flags) throws Refused {
    String format = flags.string("output");
    if (!FORMATS.contains(format)) {
      throw Refused.plain(
          "error: unable to match a printer suitable for the output format \""
              + format
              + "\", allowed formats are: json,name,wide");
    }
    return new Output(format);
  }

  boolean isTable() {
    return format.isEmpty() || format.equals("wide");
  }

  boolean isWide() {
    return format.equals("wide");
  }

  /** Prints objects; {@code asList} wraps them as a list even if there is one. */
  void print(List<Json> items, boolean asList, PrintStream out) {
    switch (format) {
      case "name" ->
          items.forEach(item ->
              out.println(
                  item.stringAt("kind").orElse("").toLowerCase(Locale.ROOT)
                      + ".tilt.dev/"
                      + item.stringAt("metadata", "name").orElse("")));
      default -> out.println(JsonWriter.pretty(asList ? list(items) : items.getFirst(), "    "));
    }
  }

  private static JsonObject list(List<Json> items) {
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("items", new JsonArray(items))
        .put("kind", "List")
        .put("metadata", JsonObject.builder().put("resourceVersion", "").build())
        .build();
  }
}
