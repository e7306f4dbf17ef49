package dev.camber.client;

import dev.camber.model.codec.CodecException;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code sessions}: what runs on this machine. */
final class SessionsVerb implements Verb {
  private static final List<String> HEADER =
      List.of("PORT", "PID", "SINCE", "DIRECTORY", "TILTFILE");

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Instant now = Instant.now();
    List<List<String>> rows = new ArrayList<>();
    for (SessionFile session : running(StateDirectory.of(surroundings.environment()).sessions())) {
      int colon = session.webUrl().lastIndexOf(':');
      rows.add(
          List.of(
              colon < 0 ? "-" : session.webUrl().substring(colon + 1),
              Long.toString(session.pid()),
              session.startedAt().map(t -> ResourceRows.age(t.instant(), now)).orElse("-"),
              session.directory(),
              session.tiltfile()));
    }
    if (rows.isEmpty()) {
      surroundings.err().println("No session runs on this machine");
      return 0;
    }
    new Table(HEADER, rows).print(surroundings.out(), !flags.bool("no-headers"));
    return 0;
  }

  /** Those whose process is alive: a killed session leaves its file. */
  private static List<SessionFile> running(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<SessionFile> out = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        try {
          SessionFile session = SessionFile.parse(Files.readString(file));
          if (ProcessHandle.of(session.pid()).map(ProcessHandle::isAlive).orElse(false)) {
            out.add(session);
          }
        } catch (JsonSyntaxException | CodecException | java.nio.file.NoSuchFileException e) {
          // It ends or begins just now, or belongs to another version.
        }
      }
    }
    return out;
  }
}
