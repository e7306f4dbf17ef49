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

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<List<String>> rows() {
    return rows;
  }

  /** A copy with {@code prefix} before the first cell of each row. */
  Table prefixed(String prefix) {
    List<List<String>> renamed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> copy = new ArrayList<>(row);
      copy.set(0, prefix + copy.getFirst());
      renamed.add(copy);
    }
    return new Table(header, renamed);
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
          line.append(" ".repeat(widths[i] - length + 3));
        }
      }
      out.println(line);
    }
  }
}
