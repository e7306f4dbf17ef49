package dev.camber.engine.discovery;

import dev.camber.engine.log.LogStore;
import dev.camber.model.api.Pod;
import dev.camber.model.codec.Time;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells how the newest pod of a resource comes up, condition by condition. Guarded by its caller.
 * Source: spec engine, section 3.11.
 */
final class PodMonitor {
  private static final List<String> CONDITIONS = List.of("PodScheduled", "Initialized", "Ready");
  private static final Map<String, String> TITLES =
      Map.of("PodScheduled", "Scheduled", "Initialized", "Initialized", "Ready", "Ready");

  private final LogStore log;
  private final String resource;
  private final Instant sessionStart;
  private final Set<String> announced = new HashSet<>();
  private final Set<String> attached = new HashSet<>();
  private final Map<String, String> lastRows = new HashMap<>();

  PodMonitor(LogStore log, String resource, Instant sessionStart) {
    this.log = log;
    this.resource = resource;
    this.sessionStart = sessionStart;
  }

  /** Looks at the pods and prints what is new about the newest of them. */
  void look(Collection<Pod> pods) {
    Optional<Pod> newest =
        pods.stream()
            .max(
                Comparator.comparing(
                        (Pod p) -> p.createdAt().map(Time::instant).orElse(Instant.MIN))
                    .thenComparing(Pod::name));
    if (newest.isEmpty() || attached.contains(newest.get().uid())) {
      return;
    }
    Pod pod = newest.get();
    Logger to = log.logger(resource, "monitor:" + resource + ":" + pod.name());
    if (announced.add(pod.uid())) {
      boolean older =
          pod.createdAt()
              .map(t -> t.instant().isBefore(sessionStart.minusSeconds(1)))
              .orElse(false);
      if (older) {
        attached.add(pod.uid());
        to.info(
            "\nAttaching to existing pod (" + pod.name() + "). Only new logs will be streamed.");
        return;
      }
      to.info("\nTracking new pod rollout (" + pod.name() + "):");
    }
    rows(pod, to);
  }

  private void rows(Pod pod, Logger to) {
    Instant previous = pod.createdAt().map(Time::instant).orElse(sessionStart);
    StringBuilder all = new StringBuilder();
    Map<String, String> rows = new java.util.LinkedHashMap<>();
    for (String type : CONDITIONS) {
      Optional<Pod.PodCondition> condition =
          pod.conditions().stream().filter(c -> c.type().equals(type)).findFirst();
      String row = row(pod, type, condition, previous);
      rows.put(TITLES.getOrDefault(type, type), row);
      all.append(row).append('\n');
      previous =
          condition
              .filter(c -> c.status().equals("True"))
              .flatMap(Pod.PodCondition::lastTransitionTime)
              .map(Time::instant)
              .orElse(previous);
    }
    if (!all.toString().equals(lastRows.put(pod.uid(), all.toString()))) {
      rows.forEach(
          (title, row) -> to.write(LogLevel.INFO, row + "\n", Map.of("progressID", title)));
    }
  }

  private static String row(
      Pod pod, String type, Optional<Pod.PodCondition> condition, Instant previous) {
    String title = TITLES.getOrDefault(type, type);
    boolean finished = type.equals("Ready") && pod.phase().equals("Succeeded");
    if (finished) {
      Optional<Instant> at =
          condition.flatMap(Pod.PodCondition::lastTransitionTime).map(Time::instant);
      return line('┊', "Completed", at.map(t -> took(previous, t)).orElse("<1s"));
    }
    if (condition.isEmpty() || condition.get().status().equals("Unknown")) {
      return line('┊', title, "(…) Pending");
    }
    if (condition.get().status().equals("True")) {
      return line(
          '┊',
          title,
          condition.get().lastTransitionTime().map(t -> took(previous, t.instant())).orElse("<1s"));
    }
    String reason = condition.get().reason();
    String message = condition.get().message();
    if (reason.isEmpty() && message.isEmpty()) {
      return line('┊', title, "(…) Pending");
    }
    return line('┃', "Not " + title, "(" + reason + "): " + message);
  }

  private static String line(char bar, String title, String text) {
    return "     " + bar + " " + title + " ".repeat(Math.max(0, 16 - title.length())) + "- " + text;
  }

  private static String took(Instant from, Instant to) {
    long seconds = Duration.between(from, to).toSeconds();
    if (seconds <= 0) {
      return "<1s";
    }
    return dev.camber.model.text.GoDuration.format(Duration.ofSeconds(seconds));
  }
}
