package dev.camber.client;

import dev.camber.model.api.ResourceHealth;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code trigger}. Source: spec CLI and API, section 3.2; several names and waiting are ours. */
final class TriggerVerb implements Verb {
  /** Build reason "CLI Trigger". */
  private static final int BY_COMMAND_LINE = 32;

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Session session = Session.of(flags, surroundings);
    List<String> names = flags.positional();
    boolean plain = names.size() == 1 && flags.string("selector").isEmpty() && !flags.bool("wait");
    if (plain) {
      trigger(names.getFirst(), session, surroundings);
      return 0;
    }
    if (flags.wasGiven("timeout") && !flags.bool("wait")) {
      throw Refused.error("--timeout is for --wait");
    }
    Api api = Api.of(session);
    ResourceRows rows = ResourceRows.of(api);
    List<ResourceRows.Row> chosen = rows.chosen(names, flags.string("selector"), api).rows();
    for (ResourceRows.Row row : chosen) {
      if (row.health().state() == ResourceHealth.State.DISABLED) {
        throw Refused.error("resource " + Quoted.go(row.name()) + " is currently disabled");
      }
    }
    Triggers triggers = new Triggers(chosen, surroundings);
    for (ResourceRows.Row row : chosen) {
      trigger(row.name(), session, surroundings);
    }
    surroundings.out().flush();
    return !flags.bool("wait") || triggers.await(api, rows.version(), flags.duration("timeout"))
        ? 0
        : 1;
  }

  private static void trigger(String name, Session session, Surroundings surroundings)
      throws Refused, IOException {
    byte[] body =
        JsonObject.builder()
            .put("manifest_names", Json.strings(List.of(name)))
            .put("build_reason", BY_COMMAND_LINE)
            .build()
            .compact()
            .getBytes(StandardCharsets.UTF_8);
    Http.Answer sent;
    try {
      sent = session.web().send("POST", "/api/trigger", "application/json", body, Map.of());
    } catch (IOException e) {
      String url = session.webUrl("/api/trigger");
      throw Refused.plain(
          "Could not connect to Tilt at "
              + url
              + ": Post \""
              + url
              + "\": "
              + session.dialError(e));
    }
    try (Http.Answer answer = sent) {
      String text = answer.text().strip();
      if (answer.status() != 200) {
        throw Refused.error("(" + answer.status() + "): " + text);
      }
      if (!text.isEmpty()) {
        throw Refused.error(text);
      }
    }
    surroundings.out().println("Successfully triggered update for resource: \"" + name + "\"");
  }
}
