package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.session.SessionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sessions}: what runs on this machine. */
final class SessionsVerb implements Verb {
  private static final List<String> HEADER =
      List.of("PORT", "PID", "SINCE", "DIRECTORY", "TILTFILE");

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Listing listing = Listing.of(flags);
    List<SessionFile> running = SessionFiles.running(surroundings.environment());
    Optional<SessionFile> chosen = SessionFiles.of(surroundings.directory(), running);
    if (!listing.isTable()) {
      listing.print(
          "sessions", running.stream().map(s -> json(s, chosen)).toList(), surroundings.out());
      return 0;
    }
    if (running.isEmpty()) {
      surroundings.err().println("No session runs on this machine");
      return 0;
    }
    Instant now = Instant.now();
    List<List<String>> rows = new ArrayList<>();
    for (SessionFile session : running) {
      rows.add(
          List.of(
              Integer.toString(SessionFiles.port(session)),
              Long.toString(session.pid()),
              session.startedAt().map(t -> ResourceRows.age(t.instant(), now)).orElse("-"),
              session.directory(),
              session.tiltfile()));
    }
    new Table(HEADER, rows).print(surroundings.out(), !flags.bool("no-headers"));
    return 0;
  }

  private static Json json(SessionFile session, Optional<SessionFile> chosen) {
    JsonObject.Builder out =
        JsonObject.builder()
            .put("instance", session.instance())
            .put("port", SessionFiles.port(session))
            .put("pid", session.pid());
    session.startedAt().ifPresent(t -> out.put("startedAt", t.toString()));
    return out.put("directory", session.directory())
        .put("tiltfile", Path.of(session.tiltfile()).toString())
        .put("webUrl", session.webUrl())
        .put("apiUrl", session.apiUrl())
        .put("ofThisDirectory", chosen.equals(Optional.of(session)))
        .build();
  }
}
