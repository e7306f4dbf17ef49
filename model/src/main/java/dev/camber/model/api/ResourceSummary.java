package dev.camber.model.api;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A resource in the words that commands tell programs: {@code status -o json} and the events of a
 * session. Members may be added; those there are keep their meaning. Pure.
 */
public final class ResourceSummary {
  private ResourceSummary() {}

  /** The summary; {@code since} is left out while it is unknown. */
  public static JsonObject of(String name, Map<String, String> labels, UIResourceStatus status) {
    ResourceHealth health = ResourceHealth.of(status);
    JsonObject.Builder marks = JsonObject.builder();
    labels.forEach(marks::put);
    JsonObject.Builder out =
        JsonObject.builder()
            .put("name", name)
            .put("type", type(name, status))
            .put("state", health.state().word())
            .put("reason", health.reason())
            .put("updateStatus", status.updateStatus())
            .put("runtimeStatus", status.runtimeStatus())
            .put("labels", marks.build());
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
                status.waiting().stream()
                    .flatMap(w -> w.on().stream())
                    .map(UIResourceStatus.ObjectRef::name)
                    .toList()))
        .build();
  }

  /** {@code local}, {@code kubernetes}, {@code docker-compose}, {@code tiltfile} or {@code -}. */
  public static String type(String name, UIResourceStatus status) {
    return status.specs().stream()
        .map(UIResourceStatus.Target::type)
        .filter(t -> !t.equals("image"))
        .findFirst()
        .orElse(name.equals("(Tiltfile)") ? "tiltfile" : "-");
  }

  /** Since when it has been ready, or has not been. */
  public static Optional<Instant> since(UIResourceStatus status) {
    return status.conditions().stream()
        .filter(c -> c.type().equals("Ready"))
        .findFirst()
        .flatMap(UIResourceStatus.UICondition::lastTransitionTime)
        .map(t -> t.instant());
  }
}
