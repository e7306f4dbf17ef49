package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.json.Json;
import dev.camber.model.session.SessionFile;
import dev.camber.model.session.StateDirectory;
import dev.camber.server.http.Response;
import dev.camber.server.jetty.Limits;
import dev.camber.server.jetty.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionServerTest {
  @TempDir Path directory;

  @Test
  void theSocketAnswersLikeBothServersToTheBearerToken() throws Exception {
    try (TestSession session = TestSession.start(directory)) {
      String bearer = "Authorization: Bearer " + session.file.apiToken();
      try (Wire wire = Wire.unix(session.file.socket())) {
        assertThat(wire.ask("GET", "/apis/tilt.dev/v1alpha1/cmds", "", bearer).body())
            .startsWith("{\"kind\":\"CmdList\"");
        assertThat(wire.ask("GET", "/api/view", "", bearer).body()).contains("\"isComplete\":true");
        assertThat(wire.ask("GET", "/apis", "").status()).isEqualTo(403);
      }
    }
  }

  @Test
  void theSessionTellsItsClientsWhereItIsAndTakesTheWordBackAtTheEnd() throws Exception {
    Path written;
    Path registry;
    try (TestSession session = TestSession.start(directory)) {
      written = new StateDirectory(session.state).session(session.file.instance());
      registry = session.state.resolve("config");
      assertThat(SessionFile.parse(Files.readString(written))).isEqualTo(session.file);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(Path.of(session.file.socket()))))
          .isEqualTo("rw-------");
      assertThat(Files.readString(registry)).contains("server: " + session.file.apiUrl());
    }
    assertThat(written).doesNotExist();
    assertThat(Files.readString(registry))
        .isEqualTo(
            """
            apiVersion: v1
            clusters: null
            contexts: null
            current-context: ""
            kind: Config
            users: null
            """);
  }

  @Test
  void aWatchSendsWhatHappensAtOnce() throws Exception {
    try (TestSession session = TestSession.start(directory);
        Wire wire = Wire.unix(session.file.socket())) {
      wire.send(
          "GET",
          "/apis/tilt.dev/v1alpha1/configmaps?watch=true",
          "",
          "Authorization: Bearer " + session.file.apiToken());
      assertThat(wire.line()).isEqualTo("HTTP/1.1 200 OK");
      for (String line = wire.line(); !line.isEmpty(); ) {
        line = wire.line();
      }
      session.store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named("one"), Kinds.CONFIG_MAP.emptySpec()));
      Json event = Json.parse(wire.readChunk());
      assertThat(event.stringAt("type")).contains("ADDED");
      assertThat(event.stringAt("object", "metadata", "name")).contains("one");
    }
  }

  @Test
  void aPortThatNoAddressHasIsNamed() {
    for (int port : new int[] {-1, 65_536, 70_000}) {
      try (Listeners listeners =
          new Listeners(request -> Response.text(200, "here"), Limits.DEFAULT)) {
        listeners.listenWeb("localhost", port, Optional.empty());
        assertThatThrownBy(listeners::start)
            .isInstanceOf(IOException.class)
            .hasMessage("listen tcp: address " + port + ": invalid port");
      }
    }
  }
}
