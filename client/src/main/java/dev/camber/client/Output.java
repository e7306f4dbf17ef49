package dev.camber.client;

import dev.camber.client.print.CustomColumns;
import dev.camber.client.print.GoTemplate;
import dev.camber.client.print.GoText;
import dev.camber.client.print.JsonPathTemplate;
import dev.camber.client.print.Kyaml;
import dev.camber.client.print.TemplateException;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code -o} of a command. Remembers what it has printed, for separators and headers. */
final class Output {
  private static final List<String> EVERYWHERE =
      List.of(
          "go-template",
          "go-template-file",
          "json",
          "jsonpath",
          "jsonpath-as-json",
          "jsonpath-file",
          "kyaml",
          "name",
          "template",
          "templatefile",
          "yaml");
  private static final List<String> GET_ONLY =
      List.of("custom-columns", "custom-columns-file", "wide");

  /** Prints one value. */
  @FunctionalInterface
  private interface Printer {
    void print(Json value, PrintStream out) throws Refused;
  }

  private final String format;
  private final Printer printer;
  private final boolean managedFields;
  private final boolean header;
  private boolean printed;

  private Output(String format, Printer printer, boolean managedFields, boolean header) {
    this.format = format;
    this.printer = printer;
    this.managedFields = managedFields;
    this.header = header;
  }

  /** For commands that show objects: tables and columns too. */
  static Output ofGet(ParsedFlags flags, Surroundings surroundings) throws Refused {
    return of(flags, surroundings, true);
  }

  /** For commands that say what they did. */
  static Output ofWrite(ParsedFlags flags, Surroundings surroundings) throws Refused {
    return of(flags, surroundings, false);
  }

  private static Output of(ParsedFlags flags, Surroundings surroundings, boolean get)
      throws Refused {
    String given = flags.string("output");
    String template = flags.string("template");
    if (given.isEmpty() && !template.isEmpty()) {
      given = "go-template";
    }
    int equals = given.indexOf('=');
    String name = equals < 0 ? given : given.substring(0, equals);
    String argument = equals < 0 ? template : given.substring(equals + 1);
    boolean known = name.isEmpty() || EVERYWHERE.contains(name) || (get && GET_ONLY.contains(name));
    if (!known) {
      List<String> formats = new ArrayList<>(EVERYWHERE);
      if (get) {
        formats.addAll(GET_ONLY);
      }
      throw Refused.plain(
          "error: unable to match a printer suitable for the output format \""
              + given
              + "\", allowed formats are: "
              + String.join(",", formats.stream().sorted().toList()));
    }
    return new Output(
        name,
        printer(name, argument, flags, surroundings),
        flags.bool("show-managed-fields"),
        !get || !flags.bool("no-headers"));
  }

  private static Printer printer(
      String format, String argument, ParsedFlags flags, Surroundings surroundings) throws Refused {
    boolean lenient = flags.bool("allow-missing-template-keys");
    try {
      return switch (format) {
        case "json" ->
            (value, out) -> out.println(JsonWriter.prettyHtmlSafe(GoText.sorted(value), "    "));
        case "yaml" -> (value, out) -> out.print(yaml(value));
        case "kyaml" -> (value, out) -> out.print(Kyaml.document(value));
        case "jsonpath", "jsonpath-file", "jsonpath-as-json" -> {
          String text = template(format, argument, surroundings);
          yield jsonPath(text, JsonPathTemplate.of(text), lenient, format.endsWith("as-json"));
        }
        case "go-template", "go-template-file", "template", "templatefile" -> {
          String text = template(format, argument, surroundings);
          GoTemplate parsed = GoTemplate.of(text);
          yield (value, out) -> goTemplate(text, parsed, lenient, value, out);
        }
        case "custom-columns", "custom-columns-file" -> {
          CustomColumns columns =
              format.endsWith("-file")
                  ? CustomColumns.ofFile(template(format, argument, surroundings))
                  : CustomColumns.of(argument);
          boolean header = !flags.bool("no-headers");
          yield new ColumnsPrinter(columns, header);
        }
        default -> (value, out) -> out.println(nameOf(value));
      };
    } catch (JsonPathException e) {
      throw Refused.plain(
          "error: error parsing jsonpath " + argument + ", " + String.valueOf(e.getMessage()));
    } catch (TemplateException e) {
      throw Refused.plain(
          format.startsWith("custom")
              ? "error: " + e.getMessage()
              : "error: error parsing template " + argument + ", " + e.getMessage());
    }
  }

  private static String template(String format, String argument, Surroundings surroundings)
      throws Refused {
    if (argument.isEmpty()) {
      throw Refused.plain("error: template format specified but no template given");
    }
    if (!format.endsWith("file")) {
      return argument;
    }
    try {
      return Files.readString(surroundings.directory().resolve(argument));
    } catch (IOException e) {
      throw Refused.plain("error: error reading --template " + argument + ": " + e);
    }
  }

  private static String yaml(Json value) throws Refused {
    try {
      return YamlWriter.kubernetes(value);
    } catch (YamlException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
  }

  private static Printer jsonPath(
      String text, JsonPathTemplate template, boolean lenient, boolean asJson) {
    return (value, out) -> {
      try {
        if (asJson) {
          out.println(
              JsonWriter.prettyHtmlSafe(new JsonArray(template.find(value, lenient)), "    "));
        } else {
          out.print(template.print(value, lenient));
        }
      } catch (JsonPathException e) {
        throw Refused.plain(
            "error: error executing jsonpath \"" + text + "\": " + String.valueOf(e.getMessage()));
      }
    };
  }

  private static void goTemplate(
      String text, GoTemplate template, boolean lenient, Json value, PrintStream out)
      throws Refused {
    try {
      out.print(template.print(value, lenient));
    } catch (TemplateException e) {
      throw Refused.plain("error: error executing template \"" + text + "\": " + e.getMessage());
    }
  }

  /** Columns of one object after the other; the header comes once. */
  private static final class ColumnsPrinter implements Printer {
    private final CustomColumns columns;
    private boolean header;

    ColumnsPrinter(CustomColumns columns, boolean header) {
      this.columns = columns;
      this.header = header;
    }

    @Override
    public void print(Json value, PrintStream out) throws Refused {
      List<Json> items =
          value.at("items").flatMap(Json::asArray).map(JsonArray::items).orElse(List.of(value));
      List<List<String>> rows = new ArrayList<>();
      for (Json item : items) {
        try {
          rows.add(columns.row(item));
        } catch (TemplateException e) {
          throw Refused.plain("error: " + e.getMessage());
        }
      }
      new Table(columns.header(), rows).print(out, header);
      header = false;
    }
  }

  /** {@code uiresource.tilt.dev/web}. */
  static String nameOf(Json object) {
    String version = object.stringAt("apiVersion").orElse("");
    int slash = version.indexOf('/');
    String group = slash < 0 ? "" : "." + version.substring(0, slash);
    return object.stringAt("kind").orElse("").toLowerCase(Locale.ROOT)
        + group
        + "/"
        + object.stringAt("metadata", "name").orElse("");
  }

  boolean isTable() {
    return format.isEmpty() || format.equals("wide");
  }

  boolean isWide() {
    return format.equals("wide");
  }

  boolean isName() {
    return format.equals("name");
  }

  /** Whether changes of a watch can be told with their kind around the object. */
  boolean isWholeObject() {
    return format.equals("json") || format.equals("yaml") || format.equals("kyaml");
  }

  boolean hasHeader() {
    return header;
  }

  /** Prints one object. */
  void print(Json object, PrintStream out) throws Refused {
    raw(managedFields ? object : withoutManagedFields(object), out);
  }

  private void raw(Json value, PrintStream out) throws Refused {
    if (printed && format.equals("yaml")) {
      out.println("---");
    }
    printed = true;
    printer.print(value, out);
  }

  /** Prints objects; {@code asList} wraps them as a list even if there is one. */
  void print(List<? extends Json> objects, boolean asList, PrintStream out) throws Refused {
    if (isName() || !asList) {
      for (Json object : objects) {
        print(object, out);
      }
      return;
    }
    List<Json> items = new ArrayList<>(objects);
    if (!managedFields) {
      items.replaceAll(Output::withoutManagedFields);
    }
    raw(list(items), out);
  }

  /** Prints what happened to an object: in words, or the object in the format that was asked. */
  void done(Json object, String what, PrintStream out) throws Refused {
    if (format.isEmpty()) {
      out.println(nameOf(object) + " " + what);
    } else {
      print(object, out);
    }
  }

  /** Prints the event of a watch. */
  void event(String type, Json object, PrintStream out) throws Refused {
    raw(
        JsonObject.builder()
            .put("object", managedFields ? object : withoutManagedFields(object))
            .put("type", type)
            .build(),
        out);
  }

  private static JsonObject list(List<Json> items) {
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("items", new JsonArray(items))
        .put("kind", "List")
        .put("metadata", JsonObject.builder().put("resourceVersion", "").build())
        .build();
  }

  static Json withoutManagedFields(Json item) {
    return item.asObject()
        .<Json>map(o ->
            o.get("metadata")
                .flatMap(Json::asObject)
                .map(m -> o.with("metadata", m.without("managedFields")))
                .orElse(o))
        .orElse(item);
  }
}
