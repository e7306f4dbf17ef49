package dev.camber.server;

import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ThreadScheduler;
import dev.camber.engine.store.ObjectRules;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.json.JsonObject;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import dev.camber.model.session.Version;
import dev.camber.server.jetty.Limits;
import dev.camber.server.web.Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A served store and log in a directory of a test. */
final class TestSession implements AutoCloseable {
  final ObjectStore store;
  final LogStore log;
  final FakeExec exec = new FakeExec();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final Path state;
  final SessionServer server;
  final SessionFile file;
  private final ThreadScheduler scheduler = new ThreadScheduler();

  private TestSession(Path directory, String host, Limits limits, int history) throws IOException {
    this.state = directory.resolve("state");
    Path logs = Files.createDirectories(directory.resolve("logs"));
    InstantSource clock = InstantSource.system();
    store =
        new ObjectStore(
            clock, () -> UUID.randomUUID().toString(), ObjectRules.namesOnly(), history);
    log = new LogStore(clock, scheduler, logs, LogLimits.DEFAULT);
    Controls controls =
        new Controls(
            (resource, reason) -> asked.add("trigger " + resource + " " + reason),
            resource -> asked.add("restart " + resource),
            (resources, mode) -> asked.add("mode " + resources + " " + mode),
            args -> asked.add("args " + args),
            () -> JsonObject.builder().put("engine", "state").build(),
            exec);
    Settings settings =
        new Settings(
            host,
            0,
            new StateDirectory(state),
            List.of(state.resolve("config")),
            List.of(),
            directory.resolve("certs"),
            directory.resolve("run"),
            Set.of(),
            directory.toString(),
            directory.resolve("Tiltfile").toString(),
            ProcessHandle.current().pid(),
            new Version("0.1.0", true, "2026-01-01"),
            limits);
    server = new SessionServer(store, log, controls, settings, clock, new SecureRandom());
    file = server.start();
  }

  static TestSession start(Path directory) throws IOException {
    return new TestSession(directory, "localhost", Limits.DEFAULT, ObjectStore.DEFAULT_HISTORY);
  }

  static TestSession start(Path directory, String host, Limits limits, int history)
      throws IOException {
    return new TestSession(directory, host, limits, history);
  }

  int webPort() {
    return portOf(file.webUrl());
  }

  int apiPort() {
    return portOf(file.apiUrl());
  }

  private static int portOf(String url) {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  String webToken() throws IOException {
    return Files.readString(new StateDirectory(state).token()).strip();
  }

  @Override
  public void close() {
    server.close();
    log.close();
    scheduler.close();
  }
}
