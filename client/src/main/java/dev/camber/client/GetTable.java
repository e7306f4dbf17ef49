package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of one selection: the server's columns, and those of labels behind them. */
final class GetTable {
  private record Row(List<String> cells, Json object) {}

  private final ParsedFlags flags;
  private final boolean wide;
  private List<String> header = List.of();
  private final List<Row> rows = new ArrayList<>();

  private GetTable(ParsedFlags flags, boolean wide) {
    this.flags = flags;
    this.wide = wide;
  }

  static GetTable of(ParsedFlags flags, Api api, Selection selection, boolean wide)
      throws Refused, IOException {
    GetTable table = new GetTable(flags, wide);
    Map<String, String> accept = Map.of("Accept", Table.ACCEPT);
    boolean sorts = !flags.string("sort-by").isEmpty();
    Map<String, String> more = sorts ? Map.of("includeObject", "Object") : Map.of();
    if (selection.names().isEmpty()) {
      try {
        table.add(
            api.call(
                "GET", selection.type().path() + Selection.query(flags, more), "", "", accept));
      } catch (Refused e) {
        throw selection.selecting(e, flags);
      }
    }
    for (String name : selection.names()) {
      try {
        String query = sorts ? "?includeObject=Object" : "";
        table.add(api.call("GET", selection.type().path(name) + query, "", "", accept));
      } catch (Refused e) {
        if (!flags.bool("ignore-not-found") || !e.reason().equals("NotFound")) {
          throw e;
        }
      }
    }
    return table;
  }

  private void add(JsonObject answer) {
    Table plain = Table.of(answer, wide);
    header = header(plain.header());
    JsonArray objects = answer.at("rows").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (int i = 0; i < objects.size(); i++) {
      Json object = objects.items().get(i).at("object").orElse(JsonObject.EMPTY);
      rows.add(new Row(cells(plain.rows().get(i), object), object));
    }
  }

  private List<String> header(List<String> plain) {
    List<String> names = new ArrayList<>(plain);
    for (String label : flags.strings("label-columns")) {
      names.add(label.substring(label.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
    }
    if (flags.bool("show-labels")) {
      names.add("LABELS");
    }
    return names;
  }

  private List<String> cells(List<String> plain, Json object) {
    List<String> cells = new ArrayList<>(plain);
    JsonObject own =
        object.at("metadata", "labels").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    for (String label : flags.strings("label-columns")) {
      cells.add(own.stringAt(label).orElse(""));
    }
    if (flags.bool("show-labels")) {
      List<String> pairs = new ArrayList<>();
      own.sorted().members().forEach((k, v) -> pairs.add(k + "=" + v.asString().orElse("")));
      cells.add(pairs.isEmpty() ? "<none>" : String.join(",", pairs));
    }
    return cells;
  }

  /** The rows in their final order; {@code prefix} stands before each name. */
  Table table(String prefix) throws Refused {
    List<Row> ordered = SortBy.sorted(rows, Row::object, flags.string("sort-by"));
    List<List<String>> out = new ArrayList<>();
    for (Row row : ordered) {
      List<String> cells = new ArrayList<>(row.cells());
      cells.set(0, prefix + cells.getFirst());
      out.add(cells);
    }
    return new Table(header, out);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The row of an object that a watch tells of, laid out as if alone. */
  static Table change(ParsedFlags flags, JsonObject object, String prefix) {
    GetTable one = new GetTable(flags, false);
    String created = object.stringAt("metadata", "creationTimestamp").orElse("<unknown>");
    String name = prefix + object.stringAt("metadata", "name").orElse("");
    return new Table(
        one.header(List.of("NAME", "CREATED AT")),
        List.of(one.cells(List.of(name, created), object)));
  }
}
