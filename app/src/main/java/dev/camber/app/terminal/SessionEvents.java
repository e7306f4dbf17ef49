package dev.camber.app.terminal;

import dev.camber.model.api.ResourceSummary;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the events of {@code up --json} and {@code ci --json}: compares what a resource is with
 * what was told of it. For one thread, but for {@link #log}, which remembers nothing.
 */
public final class SessionEvents {
  /** Goes up when a member changes its meaning or goes away; new ones leave it as it is. */
  public static final int VERSION = 1;

  private final InstantSource clock;
  private final Map<String, JsonObject> told = new HashMap<>();
  private final Map<String, Set<String>> begun = new HashMap<>();
  private final Map<String, Set<String>> ended = new HashMap<>();

  public SessionEvents(InstantSource clock) {
    this.clock = clock;
  }

  private JsonObject.Builder event(String type) {
    return JsonObject.builder()
        .put("version", VERSION)
        .put("type", type)
        .put("time", new MicroTime(clock.instant()).toString());
  }

  /**
   * The session has begun and listens.
   *
   * @param url of the page; empty without one
   * @param notes lines for a person
   */
  public JsonObject started(
      String program, long pid, String directory, String tiltfile, String url, List<String> notes) {
    return event("session.started")
        .put("program", program)
        .put("pid", pid)
        .put("directory", directory)
        .put("tiltfile", tiltfile)
        .put("url", url)
        .put("notes", Json.strings(notes))
        .build();
  }

  /** A line of the log; its own time stands for that of the event. */
  JsonObject log(JsonObject line) {
    JsonObject.Builder out = JsonObject.builder().put("version", VERSION).put("type", "log");
    line.members().forEach(out::put);
    return out.build();
  }

  /** The session is over. */
  JsonObject ended(String outcome, String error, int exitCode) {
    return event("session.ended")
        .put("outcome", outcome)
        .put("error", error)
        .put("exitCode", exitCode)
        .build();
  }

  /** A resource that the Tiltfile does not name any more. */
  JsonObject gone(String name) {
    told.remove(name);
    begun.remove(name);
    ended.remove(name);
    return event("resource.removed").put("resource", name).build();
  }

  /** What is new about a resource: updates that began or ended, then its state. */
  List<JsonObject> changed(String name, Map<String, String> labels, UIResourceStatus status) {
    List<JsonObject> out = new ArrayList<>();
    List<UIResourceStatus.Build> history = status.buildHistory();
    for (UIResourceStatus.Build build : history.reversed()) {
      String key = key(build.spanID(), build.startTime());
      if (ended.computeIfAbsent(name, n -> new HashSet<>()).add(key)) {
        began(name, key, build.spanID(), build.startTime(), build.reason(), build.changedFiles())
            .ifPresent(out::add);
        out.add(finished(name, build));
      }
    }
    forget(name, status);
    status
        .currentBuild()
        .flatMap(b ->
            began(
                name,
                key(b.spanID(), b.startTime()),
                b.spanID(),
                b.startTime(),
                b.reason(),
                b.changedFiles()))
        .ifPresent(out::add);
    if (status.updateStatus().isEmpty()) {
      return out; // nobody has looked at it yet
    }
    JsonObject summary = ResourceSummary.of(name, labels, status).without("name");
    if (!summary.equals(told.put(name, summary))) {
      JsonObject.Builder event = event("resource").put("resource", name);
      summary
          .members()
          .forEach((member, value) -> {
            // The type of the event stands there already.
            event.put(member.equals("type") ? "resourceType" : member, value);
          });
      out.add(event.build());
    }
    return out;
  }

  /** What the history holds no more does not come back. */
  private void forget(String name, UIResourceStatus status) {
    Set<String> known = new HashSet<>();
    status.buildHistory().forEach(b -> known.add(key(b.spanID(), b.startTime())));
    status.currentBuild().ifPresent(b -> known.add(key(b.spanID(), b.startTime())));
    begun.getOrDefault(name, new HashSet<>()).retainAll(known);
    ended.getOrDefault(name, new HashSet<>()).retainAll(known);
  }

  /** A span may hold several updates, one after the other. */
  private static String key(String span, Optional<MicroTime> start) {
    return span + " " + start.map(MicroTime::toString).orElse("");
  }

  private Optional<JsonObject> began(
      String name,
      String key,
      String span,
      Optional<MicroTime> start,
      String reason,
      List<String> files) {
    if (!begun.computeIfAbsent(name, n -> new HashSet<>()).add(key)) {
      return Optional.empty();
    }
    JsonObject.Builder out =
        event("build.started").put("resource", name).put("spanID", span).put("reason", reason);
    out.put("changedFiles", Json.strings(files));
    start.ifPresent(t -> out.put("startTime", t.toString()));
    return Optional.of(out.build());
  }

  private JsonObject finished(String name, UIResourceStatus.Build build) {
    JsonObject.Builder out =
        event("build.finished")
            .put("resource", name)
            .put("spanID", build.spanID())
            .put("reason", build.reason())
            .put("changedFiles", Json.strings(build.changedFiles()));
    build.startTime().ifPresent(t -> out.put("startTime", t.toString()));
    build.finishTime().ifPresent(t -> out.put("finishTime", t.toString()));
    if (build.startTime().isPresent() && build.finishTime().isPresent()) {
      Duration took =
          Duration.between(build.startTime().get().instant(), build.finishTime().get().instant());
      out.put("seconds", JsonNumber.of(took.toMillis() / 1000.0));
    }
    return out.put("ok", build.error().isEmpty())
        .put("error", build.error())
        .put("warnings", Json.strings(build.warnings()))
        .build();
  }
}
