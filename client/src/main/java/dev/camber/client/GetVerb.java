package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code get}. Source: spec CLI and API, section 4. */
final class GetVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Output output = Output.of(flags);
    Api api = Api.of(Session.of(flags, surroundings));
    List<Selection> selections = Selection.of(flags.positional(), api, surroundings.programName());
    if (output.isTable()) {
      return tables(flags, surroundings, api, selections, output);
    }
    List<Json> items = new ArrayList<>();
    boolean several = selections.size() > 1;
    for (Selection selection : selections) {
      several |= selection.names().size() != 1;
      items.addAll(objects(flags, api, selection));
    }
    if (items.isEmpty() && !several) {
      return 0;
    }
    output.print(items, several, surroundings.out());
    if (flags.bool("watch") || flags.bool("watch-only")) {
      watch(
          api,
          selections.getFirst(),
          flags,
          event -> output.print(List.of(event), false, surroundings.out()),
          surroundings);
    }
    return 0;
  }

  private static int tables(
      ParsedFlags flags,
      Surroundings surroundings,
      Api api,
      List<Selection> selections,
      Output output)
      throws Refused, IOException {
    boolean prefix =
        flags.bool("show-kind") || selections.stream().map(Selection::type).distinct().count() > 1;
    boolean header = !flags.bool("no-headers");
    int printed = 0;
    if (!flags.bool("watch-only")) {
      for (Selection selection : selections) {
        Table table = table(flags, api, selection, output);
        if (table.isEmpty()) {
          continue;
        }
        if (printed > 0) {
          surroundings.out().println();
        }
        printed += table.rows().size();
        (prefix ? table.prefixed(selection.type().qualified() + "/") : table)
            .print(surroundings.out(), header);
      }
    }
    if (flags.bool("watch") || flags.bool("watch-only")) {
      Selection selection = selections.getFirst();
      watch(
          api,
          selection,
          flags,
          object -> {
            String name = object.stringAt("metadata", "name").orElse("");
            String created = object.stringAt("metadata", "creationTimestamp").orElse("<unknown>");
            surroundings.out().println(name + "   " + created);
          },
          surroundings);
      return 0;
    }
    if (printed == 0 && !flags.bool("ignore-not-found")) {
      surroundings.err().println("No resources found");
    }
    return 0;
  }

  private static Table table(ParsedFlags flags, Api api, Selection selection, Output output)
      throws Refused, IOException {
    Map<String, String> accept = Map.of("Accept", Table.ACCEPT);
    List<JsonObject> answers = new ArrayList<>();
    if (selection.names().isEmpty()) {
      answers.add(api.call("GET", selection.type().path() + query(flags), "", "", accept));
    }
    for (String name : selection.names()) {
      one(flags, api, selection.type(), name, accept).ifPresent(answers::add);
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> header = List.of();
    for (JsonObject answer : answers) {
      Columns columns = new Columns(flags.strings("label-columns"), flags.bool("show-labels"));
      Columns.Result result = columns.of(answer, output.isWide());
      header = result.header();
      rows.addAll(result.rows());
    }
    return new Table(header, rows);
  }

  private static Optional<JsonObject> one(
      ParsedFlags flags, Api api, Api.Type type, String name, Map<String, String> headers)
      throws Refused, IOException {
    try {
      return Optional.of(api.call("GET", type.path(name), "", "", headers));
    } catch (Refused e) {
      if (flags.bool("ignore-not-found") && e.line().contains("(NotFound)")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<Json> objects(ParsedFlags flags, Api api, Selection selection)
      throws Refused, IOException {
    List<Json> items = new ArrayList<>();
    if (selection.names().isEmpty()) {
      JsonObject list = api.call("GET", selection.type().path() + query(flags), "", "", Map.of());
      list.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY).forEach(items::add);
    }
    for (String name : selection.names()) {
      one(flags, api, selection.type(), name, Map.of()).ifPresent(items::add);
    }
    if (!flags.bool("show-managed-fields")) {
      items.replaceAll(GetVerb::withoutManagedFields);
    }
    return items;
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

  private static String query(ParsedFlags flags) {
    StringBuilder out = new StringBuilder();
    for (String[] pair :
        new String[][] {{"labelSelector", "selector"}, {"fieldSelector", "field-selector"}}) {
      String value = flags.string(pair[1]);
      if (!value.isEmpty()) {
        out.append(out.isEmpty() ? "?" : "&")
            .append(pair[0])
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return out.toString();
  }

  /** Who is told of each object that changes. */
  private interface Changed {
    void object(Json object) throws Refused;
  }

  private static void watch(
      Api api, Selection selection, ParsedFlags flags, Changed changed, Surroundings surroundings)
      throws Refused, IOException {
    surroundings.out().flush();
    String query = query(flags);
    if (selection.names().size() == 1) {
      query =
          "?fieldSelector="
              + URLEncoder.encode(
                  "metadata.name=" + selection.names().getFirst(), StandardCharsets.UTF_8);
    }
    JsonObject list = api.call("GET", selection.type().path() + query, "", "", Map.of());
    String version = list.stringAt("metadata", "resourceVersion").orElse("0");
    String path =
        selection.type().path()
            + query
            + (query.isEmpty() ? "?" : "&")
            + "watch=true&resourceVersion="
            + version;
    try (Http.Answer answer = api.http().get(path);
        JsonReader.Documents events = JsonReader.documents(answer.body())) {
      while (true) {
        Optional<Json> event = events.next();
        if (event.isEmpty()) {
          return;
        }
        Optional<Json> object = event.get().at("object");
        String type = event.get().stringAt("type").orElse("");
        if (object.isPresent() && !type.equals("BOOKMARK")) {
          changed.object(
              flags.bool("show-managed-fields")
                  ? object.get()
                  : withoutManagedFields(object.get()));
          surroundings.out().flush();
        }
      }
    } catch (JsonSyntaxException e) {
      throw new IOException("the watch was cut: " + String.valueOf(e.getMessage()));
    }
  }
}
