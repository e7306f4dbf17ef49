package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds columns of labels to a server's table. */
final class Columns {
  private final List<String> labels;
  private final boolean allLabels;

  Columns(List<String> labels, boolean allLabels) {
    this.labels = List.copyOf(labels);
    this.allLabels = allLabels;
  }

  /** Header and rows, the added columns last. */
  record Result(List<String> header, List<List<String>> rows) {}

  Result of(JsonObject answer, boolean wide) {
    Table table = Table.of(answer, wide);
    List<String> header = new ArrayList<>();
    JsonArray columns =
        answer.at("columnDefinitions").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (Json column : columns) {
      header.add(column.stringAt("name").orElse("").toUpperCase(Locale.ROOT));
    }
    JsonArray rows = answer.at("rows").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    List<List<String>> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = new ArrayList<>(table.rows().get(i));
      JsonObject own =
          rows.items()
              .get(i)
              .at("object", "metadata", "labels")
              .flatMap(Json::asObject)
              .orElse(JsonObject.EMPTY);
      for (String label : labels) {
        cells.add(own.stringAt(label).orElse(""));
      }
      if (allLabels) {
        List<String> pairs = new ArrayList<>();
        own.sorted().members().forEach((k, v) -> pairs.add(k + "=" + v.asString().orElse("")));
        cells.add(pairs.isEmpty() ? "<none>" : String.join(",", pairs));
      }
      out.add(cells);
    }
    for (String label : labels) {
      int slash = label.lastIndexOf('/');
      header.add(label.substring(slash + 1).toUpperCase(Locale.ROOT));
    }
    if (allLabels) {
      header.add("LABELS");
    }
    return new Result(header, out);
  }
}
