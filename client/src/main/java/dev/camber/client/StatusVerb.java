package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code status}: all resources on one screen, problems first. */
final class StatusVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Listing listing = Listing.of(flags);
    boolean watch = flags.bool("watch");
    if (watch && flags.bool("check")) {
      throw Refused.error("--check looks once: it cannot be used with --watch");
    }
    Session session = Session.of(flags, surroundings);
    Api api = Api.of(session);
    ResourceRows all = ResourceRows.of(api);
    ResourceRows resources = all.chosen(flags.positional(), flags.string("selector"), api);
    if (watch) {
      return new StatusWatch(flags, listing, api, surroundings).run(all);
    }
    if (!listing.isTable()) {
      listing.print(
          "resources",
          resources.rows().stream().map(StatusRows::json).toList(),
          surroundings.out());
      return flags.bool("check") ? code(resources) : 0;
    }
    if (resources.rows().isEmpty()) {
      surroundings.err().println("No resources found");
      return 0;
    }
    Instant now = Instant.now();
    new Table(
            StatusRows.HEADER,
            resources.rows().stream().map(r -> StatusRows.cells(r, now)).toList())
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
}
