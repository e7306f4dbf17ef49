package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code why}: what a resource waits for, what failed, what changed and how long its updates took.
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
    Instant now = Instant.now();
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
    for (ResourceRows.Row row : asked) {
      explain(row, all, session, out, now);
    }
    return 0;
  }

  private static void explain(
      ResourceRows.Row row, ResourceRows all, Session session, PrintStream out, Instant now)
      throws Refused, IOException {
    UIResourceStatus status = row.status();
    out.println(headline(row));
    chain(row, all, "  ", new HashSet<>(Set.of(row.name())), out);
    if (!status.pendingFiles().isEmpty()) {
      out.println("  changed since the last update: " + String.join(", ", status.pendingFiles()));
    }
    List<UIResourceStatus.Build> builds = status.buildHistory();
    if (!builds.isEmpty()) {
      out.println("  updates, newest first:");
      builds.stream().limit(SHOWN_BUILDS).forEach(build -> out.println("    " + line(build, now)));
    }
    if (row.health().state() == ResourceHealth.State.FAILED) {
      out.println("  last lines of its log:");
      for (String line : lastLines(row.name(), session)) {
        out.println("    " + line);
      }
    }
    out.println();
  }

  private static String headline(ResourceRows.Row row) {
    String state = row.health().state().word();
    String reason = row.health().reason();
    return row.name()
        + ": "
        + (reason.isEmpty() ? state : reason.startsWith(state) ? reason : state + ", " + reason);
  }

  /** What it waits for waits for something, too: down to what has to be mended. */
  private static void chain(
      ResourceRows.Row row, ResourceRows all, String indent, Set<String> seen, PrintStream out) {
    for (UIResourceStatus.ObjectRef on :
        row.status().waiting().map(UIResourceStatus.Waiting::on).orElse(List.of())) {
      Optional<ResourceRows.Row> other =
          all.rows().stream()
              .filter(r -> on.kind().equals("UIResource") && r.name().equals(on.name()))
              .findFirst();
      if (other.isPresent() && seen.add(on.name())) {
        out.println(indent + "→ " + headline(other.get()));
        chain(other.get(), all, indent + "  ", seen, out);
      }
    }
  }

  private static String line(UIResourceStatus.Build build, Instant now) {
    String when =
        build.finishTime().map(t -> ResourceRows.age(t.instant(), now) + " ago").orElse("");
    String took =
        build.startTime().isPresent() && build.finishTime().isPresent()
            ? String.format(
                Locale.ROOT, "%.1fs", seconds(build.startTime().get(), build.finishTime().get()))
            : "";
    return String.format(
            "%-8s %7s  %-5s  %s",
            when, took, build.error().isEmpty() ? "ok" : "error", build.reason())
        + (build.changedFiles().isEmpty() ? "" : ": " + String.join(", ", build.changedFiles()));
  }

  private static double seconds(MicroTime from, MicroTime to) {
    return Duration.between(from.instant(), to.instant()).toMillis() / 1000.0;
  }

  private static List<String> lastLines(String resource, Session session)
      throws Refused, IOException {
    String path =
        "/api/logs?resource="
            + URLEncoder.encode(resource, StandardCharsets.UTF_8)
            + "&marks=true&tail="
            + LAST_LINES;
    try (Http.Answer answer = session.web().get(path)) {
      return answer.status() == 200 ? answer.text().lines().toList() : List.of();
    }
  }
}
