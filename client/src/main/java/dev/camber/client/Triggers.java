package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for the updates that somebody asked for: those that are none of the updates there were when
 * it was made, and that were made because they were asked for.
 */
final class Triggers {
  private final Map<String, Set<String>> earlier = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, String> told = new HashMap<>();
  private final PrintStream out;
  private final PrintStream err;
  private boolean failed;

  /**
   * @param rows the resources as they are before anybody asks
   */
  Triggers(List<ResourceRows.Row> rows, Surroundings surroundings) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    for (ResourceRows.Row row : rows) {
      Set<String> spans = new HashSet<>();
      row.status().buildHistory().forEach(b -> spans.add(b.spanID()));
      row.status().currentBuild().ifPresent(b -> spans.add(b.spanID()));
      earlier.put(row.name(), spans);
      open.add(row.name());
    }
  }

  /**
   * Waits until all have ended.
   *
   * @param version of the list that the resources were read from
   * @param limit at most so long; zero for any time
   * @return whether all succeeded
   */
  boolean await(Api api, String version, Duration limit) throws Refused, IOException {
    Watch watch = new Watch(api, api.type("uiresources"), Map.of());
    boolean ended =
        limit.isZero()
            ? watch.follow(version, this::seen)
            : watch.follow(version, limit, this::seen);
    out.flush();
    if (!ended) {
      String names = String.join(", ", open.stream().sorted().toList());
      throw Refused.error(
          limit.isZero()
              ? "the session ended before these were updated: " + names
              : "not updated within "
                  + dev.camber.model.text.GoDuration.format(limit)
                  + ", or the session ended: "
                  + names);
    }
    return !failed;
  }

  /** Takes in a change; false when nothing is left to wait for. */
  private boolean seen(String type, JsonObject object) throws Refused {
    String name = object.stringAt("metadata", "name").orElse("");
    if (!open.contains(name)) {
      return true;
    }
    if (type.equals("DELETED")) {
      end(name, true, "is gone: the Tiltfile does not name it any more");
      return !open.isEmpty();
    }
    UIResourceStatus status = status(object);
    Optional<UIResourceStatus.Build> build =
        status.buildHistory().stream()
            .filter(b -> !earlier.getOrDefault(name, Set.of()).contains(b.spanID()))
            .filter(b -> b.reason().contains("Trigger"))
            .findFirst();
    ResourceHealth health = ResourceHealth.of(status);
    if (build.isPresent()) {
      String error = build.get().error();
      end(
          name,
          !error.isEmpty(),
          error.isEmpty()
              ? "updated in " + took(build.get())
              : "failed after " + took(build.get()) + ": " + error);
    } else if (health.state() == ResourceHealth.State.DISABLED) {
      end(name, true, "was disabled meanwhile");
    } else if (status.waiting().isPresent()
        && !health.reason().isEmpty()
        && !health.reason().equals(told.put(name, health.reason()))) {
      err.println(name + ": " + health.reason());
    }
    return !open.isEmpty();
  }

  private void end(String name, boolean failure, String what) {
    failed |= failure;
    open.remove(name);
    (failure ? err : out).println(name + ": " + what);
    out.flush();
  }

  private static String took(UIResourceStatus.Build build) {
    if (build.startTime().isEmpty() || build.finishTime().isEmpty()) {
      return "0.0s";
    }
    Duration took =
        Duration.between(build.startTime().get().instant(), build.finishTime().get().instant());
    return String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0);
  }

  private static UIResourceStatus status(Json object) throws Refused {
    try {
      return RecordCodec.decode(
          UIResourceStatus.class, object.at("status").orElse(JsonObject.EMPTY));
    } catch (CodecException e) {
      throw Refused.error("the session's answer cannot be read: " + e.getMessage());
    }
  }
}
