package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.server.rest.openapi.OpenApi;

/** {@code dump openapi}: needs no session. Source: spec CLI and API, section 3.5. */
public final class OpenApiCommand implements AppCommand {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) {
    try {
      surroundings.out().println(Json.parse(OpenApi.v2()).pretty());
      return 0;
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
