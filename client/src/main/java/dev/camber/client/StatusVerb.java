package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code status}: all resources on one screen, problems first. */
final class StatusVerb implements Verb {
  private static final List<String> HEADER =
      List.of("RESOURCE", "TYPE", "STATE", "UPDATE", "RUNTIME", "SINCE", "ENDPOINTS", "REASON");

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    ResourceRows resources =
        ResourceRows.of(Api.of(Session.of(flags, surroundings))).named(flags.positional());
    if (resources.rows().isEmpty()) {
      surroundings.err().println("No resources found");
      return 0;
    }
    Instant now = Instant.now();
    new Table(HEADER, resources.rows().stream().map(r -> row(r, now)).toList())
        .print(surroundings.out(), !flags.bool("no-headers"));
    return flags.bool("check") ? code(resources) : 0;
  }

  /** 1 if something failed, 2 if something is not ready yet. */
  private static int code(ResourceRows resources) {
    List<ResourceHealth.State> states =
        resources.rows().stream().map(r -> r.health().state()).toList();
    if (states.contains(ResourceHealth.State.FAILED)) {
      return 1;
    }
    return states.contains(ResourceHealth.State.UPDATING)
            || states.contains(ResourceHealth.State.WAITING)
        ? 2
        : 0;
  }

  private static List<String> row(ResourceRows.Row row, Instant now) {
    UIResourceStatus status = row.status();
    List<String> cells = new ArrayList<>();
    cells.add(row.name());
    cells.add(type(row));
    cells.add(row.health().state().word());
    cells.add(word(status.updateStatus()));
    cells.add(word(status.runtimeStatus()));
    cells.add(since(status, now));
    cells.add(
        status.endpointLinks().isEmpty()
            ? "-"
            : status.endpointLinks().stream()
                .map(UIResourceStatus.Link::url)
                .collect(Collectors.joining(",")));
    cells.add(row.health().reason());
    return cells;
  }

  static String type(ResourceRows.Row row) {
    return row.status().specs().stream()
        .map(UIResourceStatus.Target::type)
        .filter(t -> !t.equals("image"))
        .findFirst()
        .orElse(row.name().equals("(Tiltfile)") ? "tiltfile" : "-");
  }

  private static String word(String status) {
    return status.isEmpty() || status.equals("not_applicable") || status.equals("none")
        ? "-"
        : status;
  }

  /** How long it has been ready, or has not been. */
  private static String since(UIResourceStatus status, Instant now) {
    return status.conditions().stream()
        .filter(c -> c.type().equals("Ready"))
        .findFirst()
        .flatMap(UIResourceStatus.UICondition::lastTransitionTime)
        .map(t -> ResourceRows.age(t.instant(), now))
        .orElse("-");
  }
}
