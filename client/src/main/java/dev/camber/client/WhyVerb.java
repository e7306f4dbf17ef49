package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.text.Paint;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code why}: what a resource waits for, what failed, what changed, what runs and how long its
 * updates took, on one screen.
 */
final class WhyVerb implements Verb {
  private static final int LAST_LINES = 10;
  private static final int SHOWN_BUILDS = 5;

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Session session = Session.of(flags, surroundings);
    ResourceRows all = ResourceRows.of(Api.of(session));
    List<String> names = flags.positional();
    PrintStream out = surroundings.out();
    List<ResourceRows.Row> asked = all.named(names).rows();
    if (names.isEmpty()) {
      asked =
          asked.stream()
              .filter(r -> r.health().state().compareTo(ResourceHealth.State.OK) < 0)
              .toList();
      if (asked.isEmpty()) {
        out.println("Nothing failed and nothing waits.");
        return 0;
      }
    }
    Answer answer = new Answer(all, session, out, surroundings.paint(), Instant.now());
    Set<String> told = new TreeSet<>();
    asked.forEach(row -> told.add(row.name()));
    boolean first = true;
    for (ResourceRows.Row row : asked) {
      if (!first) {
        out.println();
      }
      first = false;
      answer.explain(row, told);
    }
    return 0;
  }

  /** Writes the answers about the resources of one moment. */
  private record Answer(
      ResourceRows all, Session session, PrintStream out, Paint paint, Instant now) {

    void explain(ResourceRows.Row row, Set<String> told) throws Refused, IOException {
      UIResourceStatus status = row.status();
      out.println(headline(row));
      Map<String, ResourceRows.Row> causes = new LinkedHashMap<>();
      chain(row, "  ", new TreeSet<>(Set.of(row.name())), causes);
      running(row).forEach(line -> out.println("  " + line));
      if (!status.pendingFiles().isEmpty()) {
        out.println("  changed since the last update: " + String.join(", ", status.pendingFiles()));
      }
      status
          .currentBuild()
          .ifPresent(b -> out.println("  updating now: " + because(b.reason(), b.changedFiles())));
      if (!status.buildHistory().isEmpty()) {
        out.println("  updates, newest first:");
        status.buildHistory().stream()
            .limit(SHOWN_BUILDS)
            .forEach(build -> out.println("    " + line(build)));
      }
      if (row.health().state() == ResourceHealth.State.FAILED) {
        lastLines(row, "  last lines of its log:");
      }
      for (ResourceRows.Row cause : causes.values()) {
        if (told.add(cause.name())) {
          lastLines(cause, "  last lines of " + cause.name() + ":");
        }
      }
    }

    private String headline(ResourceRows.Row row) {
      String state = row.health().state().word();
      String painted =
          switch (row.health().state()) {
            case FAILED -> paint.red(state);
            case UPDATING, WAITING -> paint.yellow(state);
            case OK -> paint.green(state);
            case IDLE, DISABLED -> paint.dim(state);
          };
      String reason = row.health().reason();
      return paint.bold(row.name())
          + ": "
          + (reason.isEmpty()
              ? painted
              : reason.startsWith(state)
                  ? painted + reason.substring(state.length())
                  : painted + ", " + reason);
    }

    /** What it waits for waits for something, too: down to what has to be mended. */
    private void chain(
        ResourceRows.Row row,
        String indent,
        Set<String> seen,
        Map<String, ResourceRows.Row> causes) {
      for (UIResourceStatus.ObjectRef on :
          row.status().waiting().map(UIResourceStatus.Waiting::on).orElse(List.of())) {
        Optional<ResourceRows.Row> other =
            all.rows().stream()
                .filter(r -> on.kind().equals("UIResource") && r.name().equals(on.name()))
                .findFirst();
        if (other.isPresent() && seen.add(on.name())) {
          out.println(indent + "→ " + headline(other.get()));
          if (other.get().health().state() == ResourceHealth.State.FAILED) {
            causes.put(on.name(), other.get());
          }
          chain(other.get(), indent + "  ", seen, causes);
        }
      }
    }

    /** What of it runs, and where it answers. */
    private List<String> running(ResourceRows.Row row) {
      UIResourceStatus status = row.status();
      List<String> lines = new ArrayList<>();
      status
          .localResourceInfo()
          .filter(local -> local.pid() > 0)
          .ifPresent(local -> lines.add("runs as process " + local.pid()));
      status
          .k8sResourceInfo()
          .filter(pod -> !pod.podName().isEmpty())
          .ifPresent(pod -> lines.add(pod(pod)));
      if (!status.endpointLinks().isEmpty()) {
        lines.add(
            "answers at "
                + String.join(
                    ", ",
                    status.endpointLinks().stream().map(UIResourceStatus.Link::url).toList()));
      }
      return lines;
    }

    private String pod(UIResourceStatus.Kubernetes pod) {
      StringBuilder line = new StringBuilder("runs in pod ").append(pod.podName());
      List<String> facts = new ArrayList<>();
      if (!pod.podStatus().isEmpty()) {
        facts.add(pod.podStatus());
      }
      if (pod.podStatus().equals("Running") && !pod.allContainersReady()) {
        facts.add("not ready");
      }
      if (pod.podRestarts() > 0) {
        facts.add(pod.podRestarts() + (pod.podRestarts() == 1 ? " restart" : " restarts"));
      }
      pod.podCreationTime().ifPresent(t -> facts.add(ResourceRows.age(t.instant(), now) + " old"));
      if (!facts.isEmpty()) {
        line.append(" (").append(String.join(", ", facts)).append(')');
      }
      if (!pod.podStatusMessage().isBlank()) {
        line.append(": ").append(pod.podStatusMessage().strip().replace("\n", "\n    "));
      }
      return line.toString();
    }

    private String line(UIResourceStatus.Build build) {
      String when =
          build.finishTime().map(t -> ResourceRows.age(t.instant(), now) + " ago").orElse("");
      String took =
          build.startTime().isPresent() && build.finishTime().isPresent()
              ? String.format(
                  Locale.ROOT, "%.1fs", seconds(build.startTime().get(), build.finishTime().get()))
              : "";
      boolean ok = build.error().isEmpty();
      return String.format("%-8s %7s  ", when, took)
          + (ok ? paint.green("ok   ") : paint.red("error"))
          + "  "
          + because(build.reason(), build.changedFiles());
    }

    private static String because(String reason, List<String> files) {
      return reason + (files.isEmpty() ? "" : ": " + String.join(", ", files));
    }

    private static double seconds(MicroTime from, MicroTime to) {
      return Duration.between(from.instant(), to.instant()).toMillis() / 1000.0;
    }

    /** The end of what a resource said since its last update began. */
    private void lastLines(ResourceRows.Row row, String title) throws Refused, IOException {
      Optional<Instant> begin =
          row.status().buildHistory().stream()
              .findFirst()
              .flatMap(UIResourceStatus.Build::startTime)
              .map(MicroTime::instant);
      String path =
          "/api/logs?resource="
              + URLEncoder.encode(row.name(), StandardCharsets.UTF_8)
              + "&marks=true&tail="
              + LAST_LINES
              + (paint.isOn() ? "&color=true" : "")
              + begin
                  .map(t -> "&since=" + (Duration.between(t, Instant.now()).toMillis() + 1) + "ms")
                  .orElse("");
      List<String> lines;
      try (Http.Answer answer = session.web().get(path)) {
        lines = answer.status() == 200 ? answer.text().lines().toList() : List.of();
      }
      int from = 0;
      while (from < lines.size() && lines.get(from).isBlank()) {
        from++;
      }
      if (from < lines.size()) {
        out.println(title);
        lines.subList(from, lines.size()).forEach(line -> out.println("    " + line));
      }
    }
  }
}
