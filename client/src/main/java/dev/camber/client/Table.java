package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints rows under a header, three spaces between columns, as kubectl does. */
final class Table {
  /** What a server must be asked for to answer with a table. */
  static final String ACCEPT = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  private static final int NARROWEST = 6;

  private final List<String> header;
  private final List<List<String>> rows;

  Table(List<String> header, List<List<String>> rows) {
    this.header = List.copyOf(header);
    this.rows = List.copyOf(rows);
  }

  /** The table that a server answered; columns of lower priority only if {@code wide}. */
  static Table of(JsonObject answer, boolean wide) {
    List<Integer> shown = new ArrayList<>();
    List<String> header = new ArrayList<>();
    JsonArray columns =
        answer.at("columnDefinitions").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (int i = 0; i < columns.size(); i++) {
      Json column = columns.items().get(i);
      boolean low =
          column
              .at("priority")
              .filter(p -> p instanceof JsonNumber n && n.doubleValue() > 0)
              .isPresent();
      if (wide || !low) {
        shown.add(i);
        header.add(column.stringAt("name").orElse("").toUpperCase(Locale.ROOT));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (Json row : answer.at("rows").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      JsonArray cells = row.at("cells").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
      List<String> texts = new ArrayList<>();
      for (int i : shown) {
        texts.add(i < cells.size() ? cell(cells.items().get(i)) : "");
      }
      rows.add(texts);
    }
    return new Table(header, rows);
  }

  private static String cell(Json value) {
    return value
        .asString()
        .orElseGet(() -> value.typeName().equals("null") ? "<none>" : value.compact());
  }

  List<List<String>> rows() {
    return rows;
  }

  List<String> header() {
    return header;
  }

  /** A copy with a column before all others that has the same value in every row. */
  Table led(String name, String value) {
    List<String> names = new ArrayList<>(List.of(name));
    names.addAll(header);
    List<List<String>> led = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(List.of(value));
      cells.addAll(row);
      led.add(cells);
    }
    return new Table(names, led);
  }

  void print(PrintStream out, boolean withHeader) {
    List<List<String>> all = new ArrayList<>();
    if (withHeader) {
      all.add(header);
    }
    all.addAll(rows);
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i + 1 < row.size()) {
          int length = row.get(i).codePointCount(0, row.get(i).length());
          line.append(" ".repeat(Math.max(widths[i] + 3, NARROWEST) - length));
        }
      }
      out.println(line);
    }
  }
}
