package dev.camber.client;

import dev.camber.client.print.GoText;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Commands that print what the session's web server tells: {@code dump} and {@code snapshot
 * create}. Source: spec CLI and API, sections 3.4 and 3.5.
 */
final class WebVerbs {
  private WebVerbs() {}

  /** What the web server answers at a path. */
  static String fetch(ParsedFlags flags, Surroundings surroundings, String path)
      throws Refused, IOException {
    return fetch(flags, surroundings, path, path);
  }

  private static String fetch(
      ParsedFlags flags, Surroundings surroundings, String path, String shown)
      throws Refused, IOException {
    Session session = Session.of(flags, surroundings);
    Http.Answer got;
    try {
      got = session.web().get(path);
    } catch (IOException e) {
      String url = session.webUrl(shown);
      throw Refused.plain(
          "Could not connect to Tilt at " + url + ": Get \"" + url + "\": " + session.dialError(e));
    }
    try (Http.Answer answer = got) {
      String text = answer.text();
      if (answer.status() != 200) {
        throw Refused.plain(
            "Error: the session answered " + answer.status() + " to " + path + ": " + text.strip());
      }
      return text;
    }
  }

  static JsonObject json(ParsedFlags flags, Surroundings surroundings, String path)
      throws Refused, IOException {
    try {
      return Json.parse(fetch(flags, surroundings, path)).asObject().orElse(JsonObject.EMPTY);
    } catch (JsonSyntaxException e) {
      throw Refused.error("the answer to " + path + " is no JSON: " + e.getMessage());
    }
  }

  static int engine(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    JsonObject dump = json(flags, surroundings, "/api/dump/engine").without("LogStore");
    surroundings.out().println(GoText.sorted(dump).pretty());
    return 0;
  }

  static int logStore(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    JsonObject dump = json(flags, surroundings, "/api/dump/engine");
    Json log = dump.at("LogStore").orElse(JsonObject.EMPTY);
    if (log.equals(JsonObject.EMPTY)) {
      // The engine's dump leaves the log out: the view has all of it that is in memory.
      log = json(flags, surroundings, "/api/view").at("logList").orElse(JsonObject.EMPTY);
    }
    surroundings.out().println(log.pretty());
    return 0;
  }

  static int webView(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    surroundings.out().println(GoText.sorted(json(flags, surroundings, "/api/view")).pretty());
    return 0;
  }

  static int snapshot(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    String text = fetch(flags, surroundings, "/api/snapshot/local", "/api/view");
    if (flags.positional().isEmpty()) {
      surroundings.out().print(text);
      return 0;
    }
    Path file = surroundings.directory().resolve(flags.positional().getFirst());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Refused.error("cannot write the snapshot to " + file + ": " + e);
    }
    return 0;
  }
}
