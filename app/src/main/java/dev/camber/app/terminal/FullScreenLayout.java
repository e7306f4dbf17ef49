package dev.camber.app.terminal;

import dev.camber.engine.log.LogFilter;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.text.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lines of the full screen: a table of resources above, a log below. Pure. */
final class FullScreenLayout {
  /** How much of the screen the log takes. */
  enum Pane {
    SMALL,
    HALF,
    FULL;

    Pane next() {
      return values()[(ordinal() + 1) % values().length];
    }
  }

  private static final int SMALL_LOG = 8;
  private static final int RIGHT_WIDTH = 49;
  private static final int MOST_MESSAGE_LINES = 6;
  private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

  private final int width;
  private final int height;
  private final Paint paint;
  private final Instant now;

  FullScreenLayout(int width, int height, Paint paint, Instant now) {
    this.width = width;
    this.height = height;
    this.paint = paint;
    this.now = now;
  }

  /**
   * As many lines as the screen has.
   *
   * @param expanded which resources a person has opened or closed
   * @param log the selected resource's
   * @param alert a word to the person; empty for none
   */
  List<String> lines(
      List<ApiObject<UIResourceSpec, UIResourceStatus>> resources,
      int selected,
      Map<String, Boolean> expanded,
      Pane pane,
      LogFilter.Source tab,
      List<String> log,
      String alert) {
    int room = Math.max(0, height - 4); // header, tabs, two lines of status
    int logLines =
        switch (pane) {
          case SMALL -> Math.min(SMALL_LOG, room / 2);
          case HALF -> room / 2;
          case FULL -> room;
        };
    List<String> out = new ArrayList<>();
    out.add(paint.dim(header()));
    table(out, resources, selected, expanded, room - logLines);
    out.add(tabs(tab, pane));
    List<String> tail = log.subList(Math.max(0, log.size() - logLines), log.size());
    if (tail.isEmpty() && logLines > 0) {
      tail = List.of(paint.dim("(no logs received)"));
    }
    tail.forEach(line -> out.add(" " + clipped(line)));
    while (out.size() < height - 2) {
      out.add("");
    }
    status(out, resources, alert);
    return out.subList(0, Math.min(out.size(), height));
  }

  private String header() {
    return Screen.fit("  RESOURCE NAME", width - RIGHT_WIDTH)
        + Screen.cut(String.format("%-17s • %-16s • %8s", "RUNTIME", "UPDATE STATUS", "AS OF"), 48);
  }

  private void table(
      List<String> out,
      List<ApiObject<UIResourceSpec, UIResourceStatus>> resources,
      int selected,
      Map<String, Boolean> expanded,
      int room) {
    List<String> rows = new ArrayList<>();
    int selectedFrom = 0;
    int selectedTo = 0;
    for (int i = 0; i < resources.size(); i++) {
      ApiObject<UIResourceSpec, UIResourceStatus> resource = resources.get(i);
      ResourceHealth health = ResourceHealth.of(resource.status());
      boolean open =
          expanded.getOrDefault(resource.name(), health.state() == ResourceHealth.State.FAILED);
      if (i == selected) {
        selectedFrom = rows.size();
      }
      rows.add(row(resource, health, i == selected, open));
      if (open) {
        details(rows, resource.status(), health);
      }
      if (i == selected) {
        selectedTo = rows.size();
      }
    }
    // The selected row is always to be seen, its details if there is room.
    int from = Math.max(0, Math.min(selectedFrom, selectedTo - room));
    List<String> seen = rows.subList(from, Math.min(rows.size(), from + Math.max(0, room)));
    out.addAll(seen);
    for (int i = seen.size(); i < room; i++) {
      out.add("");
    }
  }

  private String row(
      ApiObject<UIResourceSpec, UIResourceStatus> resource,
      ResourceHealth health,
      boolean selected,
      boolean open) {
    UIResourceStatus status = resource.status();
    String mark = selected ? (open ? "▼ " : "▶ ") : "  ";
    boolean warned =
        !status.buildHistory().isEmpty() && !status.buildHistory().getFirst().warnings().isEmpty();
    String name =
        resource.name()
            + (health.state() == ResourceHealth.State.UPDATING ? " " + spinner() : "")
            + (warned ? " — Warning" : "")
            + " ";
    int nameWidth = width - RIGHT_WIDTH - 4;
    String cut = Screen.cut(name, nameWidth);
    String fill = "╌".repeat(Math.max(0, nameWidth - Screen.length(cut) - 1));
    String right =
        String.format("%-17s • %-16s • %8s", runtime(status), update(status), age(status));
    return mark
        + dot(health.state())
        + " "
        + (selected ? paint.bold(cut) : cut)
        + paint.dim(fill)
        + " "
        + Screen.cut(right, 48);
  }

  private String spinner() {
    return String.valueOf(SPINNER.charAt((int) (now.toEpochMilli() / 300 % SPINNER.length())));
  }

  private String dot(ResourceHealth.State state) {
    return switch (state) {
      case OK -> paint.green("●");
      case FAILED -> paint.red("✖");
      case UPDATING, WAITING -> paint.yellow("○");
      case IDLE, DISABLED -> paint.dim("○");
    };
  }

  private static String runtime(UIResourceStatus status) {
    String pod = status.k8sResourceInfo().map(UIResourceStatus.Kubernetes::podStatus).orElse("");
    if (!pod.isEmpty()) {
      return Screen.cut(pod, 17);
    }
    return switch (status.runtimeStatus()) {
      case "ok" -> "OK";
      case "error" -> "Error";
      case "pending", "unknown" -> "Pending";
      case "not_applicable" -> "N/A";
      default -> "-";
    };
  }

  private String update(UIResourceStatus status) {
    if (status.currentBuild().isPresent()) {
      return "In prog. "
          + status.currentBuild().get().startTime().map(s -> took(s.instant(), now)).orElse("");
    }
    String word =
        switch (status.updateStatus()) {
          case "ok" -> "OK";
          case "error" -> "Error";
          case "pending" -> "Pending";
          case "not_applicable" -> "N/A";
          default -> "-";
        };
    if (status.buildHistory().isEmpty() || word.equals("N/A")) {
      return word;
    }
    UIResourceStatus.Build last = status.buildHistory().getFirst();
    return last.startTime().isEmpty() || last.finishTime().isEmpty()
        ? word
        : String.format(
            "%-8s %s",
            word, took(last.startTime().get().instant(), last.finishTime().get().instant()));
  }

  private static String took(Instant from, Instant to) {
    double seconds = Duration.between(from, to).toMillis() / 1000.0;
    if (seconds < 9.95) {
      return String.format(java.util.Locale.ROOT, "(%.1fs)", Math.max(0, seconds));
    }
    long whole = Math.round(seconds);
    return whole < 60
        ? "(" + whole + "s)"
        : whole < 3600 ? "(" + whole / 60 + "m)" : "(" + whole / 3600 + "h)";
  }

  private String age(UIResourceStatus status) {
    return status
        .lastDeployTime()
        .map(MicroTime::instant)
        .map(t -> ago(Duration.between(t, now)))
        .orElse("-");
  }

  private static String ago(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    for (int limit : new int[] {5, 15, 30, 45}) {
      if (seconds < limit) {
        return "<" + limit + "s ago";
      }
    }
    return seconds < 60
        ? "<1m ago"
        : seconds < 3600 ? seconds / 60 + "m ago" : seconds / 3600 + "h ago";
  }

  private void details(List<String> rows, UIResourceStatus status, ResourceHealth health) {
    status
        .k8sResourceInfo()
        .filter(k -> !k.podName().isEmpty())
        .ifPresent(k ->
            rows.add(
                detail(
                    "K8S POD: "
                        + k.podName()
                        + (k.podRestarts() > 0 ? "  restarts: " + k.podRestarts() : ""))));
    for (UIResourceStatus.Build build : status.buildHistory().stream().limit(2).toList()) {
      List<String> files = build.changedFiles();
      rows.add(
          detail(
              "HISTORY: "
                  + build.reason()
                  + (files.isEmpty() ? "" : " " + fileNames(files))
                  + "  "
                  + (build.error().isEmpty() ? "OK" : "Error")));
    }
    status.endpointLinks().forEach(link -> rows.add(detail("URL: " + link.url())));
    if (health.state() == ResourceHealth.State.FAILED
        || health.state() == ResourceHealth.State.WAITING) {
      String message = message(status, health);
      List<String> lines = message.lines().limit(MOST_MESSAGE_LINES).toList();
      lines.forEach(line ->
          rows.add(
              health.state() == ResourceHealth.State.FAILED
                  ? paint.red(detail(line))
                  : detail(line)));
    }
  }

  private static String message(UIResourceStatus status, ResourceHealth health) {
    String error = status.buildHistory().isEmpty() ? "" : status.buildHistory().getFirst().error();
    return status.updateStatus().equals("error") && !error.isEmpty() ? error : health.reason();
  }

  private static String fileNames(List<String> files) {
    List<String> names =
        files.stream().limit(2).map(f -> f.substring(f.lastIndexOf('/') + 1)).toList();
    return String.join(" ", names)
        + (files.size() > names.size() ? " (+" + (files.size() - names.size()) + " more)" : "");
  }

  private String detail(String text) {
    return "    " + Screen.cut(text, width - 5);
  }

  private String tabs(LogFilter.Source tab, Pane pane) {
    String left =
        " 1: "
            + (tab == LogFilter.Source.ALL ? "ALL LOGS" : "all logs")
            + " │ 2: "
            + (tab == LogFilter.Source.BUILD ? "BUILD LOG" : "build log")
            + " │ 3: "
            + (tab == LogFilter.Source.RUNTIME ? "RUNTIME LOG" : "runtime log")
            + " │";
    String right = (pane == Pane.FULL ? "X: contract" : "X: expand") + " | t: trigger update ";
    return paint.cyan(
        Screen.cut(
            left + " ".repeat(Math.max(1, width - left.length() - right.length())) + right, width));
  }

  /** A log line keeps its colours as long as it fits. */
  private String clipped(String line) {
    return Screen.length(line) <= width - 2 ? line : Screen.cut(line, width - 2);
  }

  private void status(
      List<String> out, List<ApiObject<UIResourceSpec, UIResourceStatus>> resources, String alert) {
    long errors =
        resources.stream()
            .filter(r -> ResourceHealth.of(r.status()).state() == ResourceHealth.State.FAILED)
            .count();
    String state =
        errors == 0
            ? paint.green(" ✓ OK")
            : paint.red(" ✖ " + errors + (errors == 1 ? " error" : " errors"));
    out.add(
        alert.isEmpty() ? state : state + "   " + paint.bold("! " + Screen.cut(alert, width - 20)));
    out.add(
        paint.dim(
            Screen.cut(
                " (↓ ↑) browse ┊ (→ ←) expand ┊ (enter) page ┊ (b) endpoint ┊ (s) stream ┊ (q) prompt"
                    + " ┊ (ctrl-c) quit",
                width - 1)));
  }
}
