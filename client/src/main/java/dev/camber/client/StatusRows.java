package dev.camber.client;

import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    cells.add(type(row));
    cells.add(row.health().state().word());
    cells.add(word(status.updateStatus()));
    cells.add(word(status.runtimeStatus()));
    cells.add(since(status).map(t -> ResourceRows.age(t, now)).orElse("-"));
    cells.add(
        status.endpointLinks().isEmpty()
            ? "-"
            : status.endpointLinks().stream()
                .map(UIResourceStatus.Link::url)
                .collect(Collectors.joining(",")));
    cells.add(row.health().reason());
    return cells;
  }

  /** For programs; members may be added, those there are keep their meaning. */
  static Json json(ResourceRows.Row row) {
    UIResourceStatus status = row.status();
    JsonObject.Builder out =
        JsonObject.builder()
            .put("name", row.name())
            .put("type", type(row))
            .put("state", row.health().state().word())
            .put("reason", row.health().reason())
            .put("updateStatus", status.updateStatus())
            .put("runtimeStatus", status.runtimeStatus())
            .put("labels", row.object().at("metadata", "labels").orElse(JsonObject.EMPTY));
    since(status).ifPresent(t -> out.put("since", t.toString()));
    return out.put(
            "endpoints",
            new JsonArray(
                status.endpointLinks().stream()
                    .<Json>map(
                        l -> JsonObject.builder().put("url", l.url()).put("name", l.name()).build())
                    .toList()))
        .put(
            "waitingFor",
            Json.strings(
                status.waiting().map(UIResourceStatus.Waiting::on).orElse(List.of()).stream()
                    .map(UIResourceStatus.ObjectRef::name)
                    .toList()))
        .build();
  }

  static String type(ResourceRows.Row row) {
    return row.status().specs().stream()
        .map(UIResourceStatus.Target::type)
        .filter(t -> !t.equals("image"))
        .findFirst()
        .orElse("tiltfile");
  }

  private static String word(String status) {
    return status.isEmpty() || status.equals("not_applicable") || status.equals("none")
        ? "-"
        : status;
  }

  /** Since when it has been ready, or has not been. */
  private static Optional<Instant> since(UIResourceStatus status) {
    return status.conditions().stream()
        .filter(c -> c.type().equals("Ready"))
        .findFirst()
        .flatMap(UIResourceStatus.UICondition::lastTransitionTime)
        .map(t -> t.instant());
  }
}
