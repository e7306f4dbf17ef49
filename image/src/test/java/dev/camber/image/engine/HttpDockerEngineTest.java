package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.image.ImageBuildException;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.session.SshAgent;
import dev.camber.model.EnvironmentError;
import dev.camber.model.image.ImageReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an engine's answers, good and bad; a test writes them beforehand. */
class HttpDockerEngineTest {
  @TempDir Path directory;

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private ServerSocketChannel server;
  private DockerEngine engine;

  @BeforeEach
  void listen() throws Exception {
    Path socket = directory.resolve("d.sock");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
    engine =
        new HttpDockerEngine(
            DockerEndpoint.unix(socket),
            CredentialSource.NONE,
            new InMemoryProcesses(),
            Environment.empty(),
            RandomGenerator.of("L64X128MixRandom"));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  /** One answer per connection: after the head, or after the last chunk of a body. */
  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        BufferedReader in =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1));
        String first = in.readLine();
        requests.add(first);
        boolean chunked = false;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          chunked |= line.equals("Transfer-Encoding: chunked");
        }
        while (chunked && !in.readLine().equals("0")) {
          // the body does not matter
        }
        String answer;
        synchronized (answers) {
          answer = answers.removeFirst();
        }
        channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException | RuntimeException e) {
        // the end of the test, or a client that hung up
      }
    }
  }

  private void answer(int status, String body) {
    synchronized (answers) {
      answers.addLast(
          "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
  }

  private static EngineBuild build(boolean buildKit, List<SshAgent> agents) {
    return new EngineBuild(
        buildKit,
        "FROM scratch\n",
        ContextFiles.EMPTY,
        List.of("A=1", "B"),
        "last",
        "",
        "host",
        true,
        List.of("cache:1"),
        List.of("db:10.0.0.1"),
        List.of("web:1", "web:2"),
        Map.of("k", "v"),
        List.of(),
        agents,
        "key");
  }

  @Test
  void readsTheVersionAndTheBuilder() throws Exception {
    synchronized (answers) {
      answers.add("HTTP/1.1 200 OK\r\nBuilder-Version: 2\r\nContent-Length: 2\r\n\r\nOK");
    }
    answer(
        200, "{\"Version\":\"28.0\",\"ApiVersion\":\"1.48\",\"Os\":\"linux\",\"Arch\":\"arm64\"}");
    assertThat(engine.version(Duration.ofSeconds(5)))
        .isEqualTo(new EngineVersion("28.0", "1.48", "linux", "arm64", "2"));
    assertThat(requests).containsExactly("GET /_ping HTTP/1.1", "GET /version HTTP/1.1");
  }

  @Test
  void handsOnTheEnginesOwnWords() {
    answer(409, "{\"message\":\"conflict: image is being used by running container 1\"}");
    assertThatThrownBy(() -> engine.images().remove("x", false))
        .isInstanceOfSatisfying(
            EngineResponseException.class, e -> assertThat(e.isConflict()).isTrue())
        .hasMessage("conflict: image is being used by running container 1");
    answer(502, "<html>proxy</html>");
    assertThatThrownBy(() -> engine.info()).hasMessage("<html>proxy</html>");
    answer(200, "not json");
    assertThatThrownBy(() -> engine.info()).hasMessageContaining("gave an answer that is not JSON");
  }

  @Test
  void reportsAnErrorInsideAPush() {
    answer(
        200,
        "{\"status\":\"Pushing\",\"progressDetail\":{},\"id\":\"a\"}\r\n"
            + "{\"errorDetail\":{\"message\":\"denied\"},\"error\":\"denied\"}\r\n");
    List<ProgressLine> lines = new ArrayList<>();
    assertThatThrownBy(() ->
            engine
                .images()
                .push(
                    ImageReference.parse("localhost:5000/a/b:c"),
                    RegistryCredentials.ANONYMOUS,
                    lines::add))
        .hasMessage("denied");
    assertThat(lines).containsExactly(new ProgressLine("a", "Pushing", "", 0, 0, true));
    assertThat(requests).containsExactly("POST /images/localhost%3A5000/a/b/push?tag=c HTTP/1.1");
  }

  @Test
  void sendsEveryParameterOfABuild() throws Exception {
    answer(200, "{\"stream\":\"Step 1\\n\"}\r\n{\"aux\":{\"ID\":\"sha256:1\"}}\r\n");
    RecordingBuild listener = new RecordingBuild();
    assertThat(engine.builds().build(build(false, List.of()), listener)).isEqualTo("sha256:1");
    assertThat(listener.text.toString()).isEqualTo("Step 1\n");
    assertThat(requests.getFirst())
        .contains("t=web%3A1&t=web%3A2")
        .contains("buildargs=%7B%22A%22%3A%221%22%2C%22B%22%3Anull%7D")
        .contains("labels=%7B%22k%22%3A%22v%22%7D")
        .contains("target=last")
        .contains("networkmode=host")
        .contains("pull=1")
        .contains("cachefrom=%5B%22cache%3A1%22%5D")
        .contains("extrahosts=db%3A10.0.0.1")
        .contains("dockerfile=.dockerfile.");
  }

  @Test
  void usesTheClassicBuilderWhereThereAreNoSessions() throws Exception {
    answer(404, "{\"message\":\"page not found\"}");
    answer(200, "{\"aux\":{\"ID\":\"sha256:2\"}}\r\n");
    RecordingBuild listener = new RecordingBuild();
    assertThat(engine.builds().build(build(true, List.of()), listener)).isEqualTo("sha256:2");
    assertThat(listener.text.toString()).contains("has no BuildKit; using its own builder");
    answer(404, "");
    assertThatThrownBy(() ->
            engine
                .builds()
                .build(build(true, List.of(new SshAgent("default", Path.of("/x")))), listener))
        .isInstanceOf(ImageBuildException.class)
        .hasMessage("Docker SSH secrets only work on Buildkit, but Buildkit has been disabled");
  }

  @Test
  void tellsABrokenEngineFromABrokenBuild() {
    answer(200, "{\"stream\":\"Step 1\\n\"}\r\n");
    assertThatThrownBy(() -> engine.builds().build(build(false, List.of()), new RecordingBuild()))
        .isInstanceOf(EnvironmentError.class)
        .hasMessageStartingWith("Docker is not responding. Maybe Docker is out of disk space?");
    synchronized (answers) {
      answers.add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{\"stream\":\"St");
    }
    assertThatThrownBy(() -> engine.builds().build(build(false, List.of()), new RecordingBuild()))
        .isInstanceOf(EnvironmentError.class)
        .hasMessageContaining("talking to the Docker daemon at unix://")
        .hasMessageContaining("the connection was closed inside a chunk");
    answer(400, "{\"message\":\"dockerfile parse error line 1: unknown instruction: FORM\"}");
    assertThatThrownBy(() -> engine.builds().build(build(false, List.of()), new RecordingBuild()))
        .isInstanceOf(ImageBuildException.class)
        .hasMessage("dockerfile parse error line 1: unknown instruction: FORM");
  }
}
