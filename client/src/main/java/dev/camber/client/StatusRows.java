package dev.camber.client;

import dev.camber.model.api.ResourceSummary;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A resource as a row of a table, or as JSON for programs. */
final class StatusRows {
  static final List<String> HEADER =
      List.of("RESOURCE", "TYPE", "STATE", "UPDATE", "RUNTIME", "SINCE", "ENDPOINTS", "REASON");

  private StatusRows() {}

  static List<String> cells(ResourceRows.Row row, Instant now) {
    UIResourceStatus status = row.status();
    List<String> cells = new ArrayList<>();
    cells.add(row.name());
    cells.add(ResourceSummary.type(row.name(), status));
    cells.add(row.health().state().word());
    cells.add(word(status.updateStatus()));
    cells.add(word(status.runtimeStatus()));
    cells.add(ResourceSummary.since(status).map(t -> ResourceRows.age(t, now)).orElse("-"));
    cells.add(
        status.endpointLinks().isEmpty()
            ? "-"
            : status.endpointLinks().stream()
                .map(UIResourceStatus.Link::url)
                .collect(Collectors.joining(",")));
    cells.add(row.health().reason());
    return cells;
  }

  /** For programs. */
  static Json json(ResourceRows.Row row) {
    Map<String, String> labels = new TreeMap<>();
    row.object()
        .at("metadata", "labels")
        .flatMap(Json::asObject)
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((key, value) -> labels.put(key, value.asString().orElse("")));
    return ResourceSummary.of(row.name(), labels, row.status());
  }

  private static String word(String status) {
    return status.isEmpty() || status.equals("not_applicable") || status.equals("none")
        ? "-"
        : status;
  }
}
