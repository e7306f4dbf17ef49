package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code restart}: what resources run is ended and started again, without an update. */
final class RestartVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Session session = Session.of(flags, surroundings);
    Api api = Api.of(session);
    ResourceRows chosen =
        ResourceRows.of(api).chosen(flags.positional(), flags.string("selector"), api);
    Failures failures = new Failures();
    for (ResourceRows.Row row : chosen.rows()) {
      try {
        restart(row.name(), session);
        surroundings.out().println("Restarted " + row.name());
        surroundings.out().flush();
      } catch (Refused e) {
        failures.add(e);
      }
    }
    failures.raise(surroundings);
    return 0;
  }

  private static void restart(String name, Session session) throws Refused, IOException {
    byte[] body =
        JsonObject.builder()
            .put("manifest_names", Json.strings(List.of(name)))
            .build()
            .compact()
            .getBytes(StandardCharsets.UTF_8);
    try (Http.Answer answer =
        session.web().send("POST", "/api/restart", "application/json", body, Map.of())) {
      if (answer.status() != 200) {
        throw Refused.error(answer.text().strip());
      }
    }
  }
}
