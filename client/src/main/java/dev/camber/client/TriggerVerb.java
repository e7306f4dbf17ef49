package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code trigger NAME}. Source: spec CLI and API, section 3.2. */
final class TriggerVerb implements Verb {
  /** Build reason "CLI Trigger". */
  private static final int BY_COMMAND_LINE = 32;

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    String name = flags.positional().getFirst();
    Session session = Session.of(flags, surroundings);
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
    return 0;
  }
}
