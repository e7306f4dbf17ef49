package dev.camber.app.terminal;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.text.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The state of all resources in a few lines: counts, then what wants attention. Pure. */
final class Summary {
  private static final Map<ResourceHealth.State, String> DOTS =
      new EnumMap<>(
          Map.of(
              ResourceHealth.State.FAILED, "✖",
              ResourceHealth.State.UPDATING, "◐",
              ResourceHealth.State.WAITING, "○",
              ResourceHealth.State.OK, "●",
              ResourceHealth.State.IDLE, "·",
              ResourceHealth.State.DISABLED, "⊘"));

  private static final int NAME_WIDTH = 24;

  private Summary() {}

  private record Row(String name, UIResourceStatus status, ResourceHealth health) {}

  /**
   * The lines.
   *
   * @param width columns of the terminal
   * @param most lines at most
   */
  static List<String> lines(
      List<ApiObject<UIResourceSpec, UIResourceStatus>> resources,
      int width,
      int most,
      Paint paint,
      Instant now) {
    List<Row> rows =
        resources.stream()
            .sorted(Comparator.comparingInt(r -> r.status().order()))
            .map(r -> new Row(r.name(), r.status(), ResourceHealth.of(r.status())))
            .toList();
    List<String> out = new ArrayList<>();
    out.add(counts(rows, paint));
    List<Row> shown =
        rows.stream()
            .filter(r -> r.health().state().compareTo(ResourceHealth.State.OK) < 0)
            .sorted(Comparator.comparing(r -> r.health().state()))
            .toList();
    int names =
        Math.min(
            NAME_WIDTH,
            shown.stream()
                .mapToInt(r -> r.name().codePointCount(0, r.name().length()))
                .max()
                .orElse(0));
    int room = shown.size() <= most - 1 ? shown.size() : Math.max(0, most - 2);
    for (Row row : shown.subList(0, room)) {
      String head = Screen.fit(row.name(), names);
      String text = Screen.cut(reason(row, now), width - names - 6);
      out.add(
          "  " + dot(row.health().state(), paint) + " " + paint.as(row.name(), head) + "  " + text);
    }
    if (room < shown.size()) {
      out.add("  … and " + (shown.size() - room) + " more");
    }
    return out;
  }

  private static String reason(Row row, Instant now) {
    String text = row.health().reason();
    if (row.health().state() != ResourceHealth.State.UPDATING) {
      return text;
    }
    return row.status()
        .currentBuild()
        .flatMap(UIResourceStatus.RunningBuild::startTime)
        .map(start -> text + " (" + seconds(Duration.between(start.instant(), now)) + ")")
        .orElse(text);
  }

  private static String seconds(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
  }

  private static String counts(List<Row> all, Paint paint) {
    // The Tiltfile counts only when something is wrong with it or nothing else is there.
    List<Row> rows =
        all.stream()
            .filter(r ->
                !r.name().equals("(Tiltfile)") || r.health().state() != ResourceHealth.State.OK)
            .toList();
    EnumMap<ResourceHealth.State, Integer> counts = new EnumMap<>(ResourceHealth.State.class);
    rows.forEach(r -> counts.merge(r.health().state(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (state, count) -> parts.add(dot(state, paint) + " " + count + " " + word(state)));
    return parts.isEmpty() ? paint.dim("no resources yet") : String.join("   ", parts);
  }

  private static String word(ResourceHealth.State state) {
    return state == ResourceHealth.State.IDLE ? "not started" : state.word();
  }

  private static String dot(ResourceHealth.State state, Paint paint) {
    String dot = DOTS.getOrDefault(state, "?");
    return switch (state) {
      case FAILED -> paint.red(dot);
      case UPDATING, WAITING -> paint.yellow(dot);
      case OK -> paint.green(dot);
      case IDLE, DISABLED -> paint.dim(dot);
    };
  }
}
