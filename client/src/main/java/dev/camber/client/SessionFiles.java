package dev.camber.client;

import dev.camber.model.codec.CodecException;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions that run on this machine, as their files tell. */
final class SessionFiles {
  private SessionFiles() {}

  /** Those whose process is alive, by name: a killed session leaves its file. */
  static List<SessionFile> running(Map<String, String> environment) throws IOException {
    List<SessionFile> out = new ArrayList<>();
    Path directory = StateDirectory.of(environment).sessions();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        try {
          SessionFile session = SessionFile.parse(Files.readString(file));
          if (ProcessHandle.of(session.pid()).map(ProcessHandle::isAlive).orElse(false)) {
            out.add(session);
          }
        } catch (JsonSyntaxException | CodecException | NoSuchFileException e) {
          // It ends or begins just now, or belongs to another version.
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    out.sort(Comparator.comparing(SessionFile::instance));
    return out;
  }

  /**
   * The session whose Tiltfile lies in a directory or in the nearest one above it; of several there
   * the one on the default port, else the youngest.
   */
  static Optional<SessionFile> of(Path directory, List<SessionFile> running) {
    Path here = real(directory);
    return running.stream()
        .filter(session -> here.startsWith(home(session)))
        .max(
            Comparator.comparingInt((SessionFile session) -> home(session).getNameCount())
                .thenComparing(session -> session.instance().equals(Session.DEFAULT_INSTANCE))
                .thenComparing(SessionFiles::started));
  }

  private static Instant started(SessionFile session) {
    return session.startedAt().map(t -> t.instant()).orElse(Instant.EPOCH);
  }

  /** Where a session's Tiltfile lies. */
  private static Path home(SessionFile session) {
    Path parent = Path.of(session.tiltfile()).getParent();
    return real(parent == null ? Path.of(session.directory()) : parent);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // gone meanwhile
    }
  }

  /** The port of a session's page. */
  static int port(SessionFile session) {
    if (session.instance().equals(Session.DEFAULT_INSTANCE)) {
      return dev.camber.model.cli.Commands.DEFAULT_PORT;
    }
    try {
      return Integer.parseInt(session.instance().substring("tilt-".length()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
