package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event that the cluster reported about an object. Source: spec engine 3.13.
 *
 * @param uid the event's own uid
 * @param involved the object it is about
 * @param count how often it happened
 * @param at when it happened last
 */
public record KubeEvent(
    String uid,
    ObjectRef involved,
    String type,
    String reason,
    String message,
    long count,
    Optional<Instant> at) {

  public static KubeEvent read(JsonObject event) {
    JsonObject involved =
        event.get("involvedObject").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    long count = Math.max(1, PodStatusText.number(event, "count"));
    // Newer reporters count in a series instead.
    count =
        Math.max(
            count,
            event.at("series").map(series -> PodStatusText.number(series, "count")).orElse(0L));
    return new KubeEvent(
        event.stringAt("metadata", "uid").orElse(""),
        new ObjectRef(
            PodStatusText.text(involved, "apiVersion"),
            PodStatusText.text(involved, "kind"),
            PodStatusText.text(involved, "namespace"),
            PodStatusText.text(involved, "name"),
            PodStatusText.text(involved, "uid")),
        PodStatusText.text(event, "type"),
        PodStatusText.text(event, "reason"),
        PodStatusText.text(event, "message"),
        count,
        Stream.of(
                event.stringAt("series", "lastObservedTime"),
                event.stringAt("lastTimestamp"),
                event.stringAt("eventTime"),
                event.stringAt("metadata", "creationTimestamp"))
            .flatMap(Optional::stream)
            .findFirst()
            .flatMap(KubeEvent::instant));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it is worth a person's attention. */
  public boolean interesting() {
    return !type.equals("Normal") || reason.equals("Pulling") || reason.equals("Pulled");
  }

  /** The line for the log. */
  public String logLine() {
    String namespace =
        involved.namespace().isEmpty() || involved.namespace().equals("default")
            ? ""
            : involved.namespace() + "/";
    return "[event: "
        + involved.kind().toLowerCase(Locale.ROOT)
        + " "
        + namespace
        + involved.name()
        + "] "
        + message.strip();
  }
}
