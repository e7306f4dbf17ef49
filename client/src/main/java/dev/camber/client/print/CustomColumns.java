package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.text.GoFormat;
import java.util.ArrayList;
import java.util.List;

/** Columns that the caller names, each a header and a path. Immutable. */
public final class CustomColumns {
  private record Column(String header, JsonPathTemplate path) {}

  private final List<Column> columns;

  private CustomColumns(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** From {@code NAME:.metadata.name,STATE:.status.state}. */
  public static CustomColumns of(String spec) throws TemplateException {
    if (spec.isEmpty()) {
      throw new TemplateException("custom-columns format specified but no custom columns given");
    }
    List<Column> columns = new ArrayList<>();
    for (String part : spec.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        throw new TemplateException(
            "unexpected custom-columns spec: " + part + ", expected <header>:<json-path-expr>");
      }
      columns.add(column(part.substring(0, colon), part.substring(colon + 1)));
    }
    return new CustomColumns(columns);
  }

  /** From a file of two lines: headers, then a path below each. */
  public static CustomColumns ofFile(String text) throws TemplateException {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2) {
      throw new TemplateException(
          "custom-columns file has "
              + lines.size()
              + " line(s), wanted a line of headers and below it a line of paths");
    }
    String[] headers = lines.get(0).strip().split("\\s+");
    String[] paths = lines.get(1).strip().split("\\s+");
    if (headers.length != paths.length) {
      throw new TemplateException(
          "number of headers ("
              + headers.length
              + ") and field specifications ("
              + paths.length
              + ") don't match");
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      columns.add(column(headers[i], paths[i]));
    }
    return new CustomColumns(columns);
  }

  private static Column column(String header, String path) throws TemplateException {
    try {
      return new Column(header, JsonPathTemplate.ofPath(path));
    } catch (JsonPathException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  public List<String> header() {
    return columns.stream().map(Column::header).toList();
  }

  /** The cells of one object. */
  public List<String> row(Json object) throws TemplateException {
    List<String> cells = new ArrayList<>();
    for (Column column : columns) {
      try {
        List<Json> found = column.path().find(object, true);
        cells.add(
            found.isEmpty()
                ? "<none>"
                : String.join(",", found.stream().map(GoFormat::plain).toList()));
      } catch (JsonPathException e) {
        throw new TemplateException(String.valueOf(e.getMessage()));
      }
    }
    return cells;
  }
}
