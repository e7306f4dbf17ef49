package dev.camber.app.session;

import dev.camber.app.report.JUnitReport;
import dev.camber.engine.Engine;
import dev.camber.engine.Outcome;
import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogRenderer;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.session.SessionReconciler;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what a session leaves: a snapshot of the page, a report. */
final class SessionFiles {
  private static final int BATCH = 5_000;
  private static final int LAST_LINES = 200;

  private final SessionOptions.Files files;
  private final Engine engine;
  private final SessionServer server;

  SessionFiles(SessionOptions.Files files, Engine engine, SessionServer server) {
    this.files = files;
    this.engine = engine;
    this.server = server;
  }

  /** Writes all of them; returns what could not be written. */
  Optional<String> write(Outcome outcome, Instant start) {
    List<String> problems = new ArrayList<>();
    files.snapshot().ifPresent(file -> write(file, "the snapshot", server.snapshot(), problems));
    files.junit().ifPresent(file -> write(file, "the report", report(outcome, start), problems));
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", problems));
  }

  private static void write(Path file, String what, String text, List<String> problems) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      problems.add("cannot write " + what + " to " + file + ": " + e.getMessage());
    }
  }

  private String report(Outcome outcome, Instant start) {
    SessionStatus session =
        engine
            .store()
            .get(Kinds.SESSION, SessionReconciler.NAME)
            .map(s -> s.status())
            .orElseGet(() -> new SessionStatus(0, Optional.empty(), List.of(), true, ""));
    return JUnitReport.of(
        session, outcome, Duration.between(start, engine.store().now()), this::lastLines);
  }

  private String lastLines(String resource) {
    LogFilter filter =
        new LogFilter(Set.of(resource), LogFilter.Source.ALL, Optional.empty(), Optional.empty());
    List<LogSegment> segments = new ArrayList<>();
    long end = engine.log().end();
    for (long checkpoint = 0; checkpoint < end; ) {
      LogSlice slice = engine.log().read(checkpoint, filter::shows, BATCH);
      segments.addAll(slice.segments());
      checkpoint = slice.to();
    }
    List<String> lines = new LogRenderer(false, true).render(segments).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
