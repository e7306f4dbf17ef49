package dev.camber.image.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.host.env.Environment;
import dev.camber.host.ignore.PathFilter;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.context.DirectoryContext;
import dev.camber.image.h2.EngineSide;
import dev.camber.image.http.Connection;
import dev.camber.image.proto.ProtoReader;
import dev.camber.image.proto.ProtoWriter;
import dev.camber.model.EnvironmentError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build offers, asked for as BuildKit asks. */
class BuildSessionTest {
  private static final String DIFF_COPY = "/moby.filesync.v1.FileSync/DiffCopy";

  @TempDir Path directory;

  private EngineSide engine;
  private BuildSession session;

  @BeforeEach
  void start() throws Exception {
    Path context = directory.resolve("context");
    Files.createDirectories(context.resolve("src"));
    Files.writeString(context.resolve("a.txt"), "alpha");
    Files.writeString(context.resolve("src/b.txt"), "beta".repeat(20_000));
    Path secret = Files.writeString(directory.resolve("secret"), "hush");
    session =
        new BuildSession(
            "FROM scratch\n",
            new DirectoryContext(context, PathFilter.NONE),
            new OneRegistry(),
            List.of(
                new BuildSecret("known", new BuildSecret.Source.File(secret)),
                new BuildSecret("gone", new BuildSecret.Source.File(directory.resolve("missing")))),
            List.of(new SshAgent("default", directory.resolve("agent.sock"))),
            Environment.empty());
    engine = new EngineSide((in, out) -> session.serve(new Streams(in, out)));
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    assertThat(engine.hasEnded()).isTrue();
  }

  private record Streams(InputStream input, OutputStream output) implements Connection {
    @Override
    public void closeOutput() {}

    @Override
    public void close() {}
  }

  /** Knows one registry. */
  private static final class OneRegistry implements CredentialSource {
    @Override
    public RegistryCredentials forRegistry(String host) throws EnvironmentError {
      return switch (host) {
        case "reg.example" -> new RegistryCredentials(host, "me", "pass", "");
        case "token.example" -> new RegistryCredentials(host, "", "", "tok");
        case "broken.example" -> throw new EnvironmentError("the helper failed", "");
        default -> RegistryCredentials.ANONYMOUS;
      };
    }

    @Override
    public String allAsHeader() {
      return "";
    }
  }

  private static byte[] text(int field, String value) {
    return new ProtoWriter().text(field, value).toBytes();
  }

  private static String fields(byte[] message) throws Exception {
    ProtoReader reader = new ProtoReader(message);
    List<String> found = new ArrayList<>();
    while (reader.next()) {
      found.add(reader.field() + "=" + reader.text());
    }
    return String.join(" ", found);
  }

  @Test
  void saysThatItIsWellAndWhatItOffers() throws Exception {
    assertThat(engine.unary("/grpc.health.v1.Health/Check", new byte[0]).messages())
        .containsExactly(new byte[] {8, 1});
    assertThat(session.methods())
        .contains(
            DIFF_COPY,
            "/moby.filesync.v1.Auth/Credentials",
            "/moby.buildkit.secrets.v1.Secrets/GetSecret",
            "/moby.sshforward.v1.SSH/ForwardAgent");
  }

  @Test
  void givesCredentials() throws Exception {
    String method = "/moby.filesync.v1.Auth/Credentials";
    assertThat(fields(engine.unary(method, text(1, "reg.example")).messages().getFirst()))
        .isEqualTo("1=me 2=pass");
    assertThat(fields(engine.unary(method, text(1, "token.example")).messages().getFirst()))
        .isEqualTo("2=tok");
    assertThat(engine.unary(method, text(1, "other.example")).messages())
        .containsExactly(new byte[0]);
    assertThat(engine.unary(method, text(1, "broken.example")).header("grpc-message"))
        .isEqualTo("the helper failed");
  }

  @Test
  void givesSecrets() throws Exception {
    String method = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
    assertThat(fields(engine.unary(method, text(1, "known")).messages().getFirst()))
        .isEqualTo("1=hush");
    for (String missing : List.of("gone", "unknown")) {
      EngineSide.Answer answer = engine.unary(method, text(1, missing));
      assertThat(answer.header("grpc-status")).isEqualTo("5");
      assertThat(answer.header("grpc-message")).isEqualTo("secret " + missing + " not found");
    }
  }

  private List<String> listing(EngineSide.Answer call) throws Exception {
    List<String> paths = new ArrayList<>();
    int count = 0;
    while (true) {
      engine.readMessages(call, ++count);
      ProtoReader packet = new ProtoReader(call.messages().get(count - 1));
      String path = "";
      while (packet.next()) {
        if (packet.field() == 2) {
          ProtoReader stat = packet.nested();
          while (stat.next()) {
            if (stat.field() == 1) {
              path = stat.text();
            }
          }
        }
      }
      if (path.isEmpty()) {
        return paths;
      }
      paths.add(path);
    }
  }

  @Test
  void listsTheContextAndSendsTheFilesThatAreAskedFor() throws Exception {
    EngineSide.Answer call = engine.call(DIFF_COPY, Map.of("dir-name", List.of("context")));
    assertThat(listing(call)).containsExactly("a.txt", "src", "src/b.txt");
    int listed = call.messages().size();
    engine.grow(call, 1_000_000);
    engine.send(call, new ProtoWriter().number(1, 1).number(3, 2).toBytes(), false);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int count = listed;
    boolean more = true;
    while (more) {
      engine.readMessages(call, ++count);
      ProtoReader packet = new ProtoReader(call.messages().get(count - 1));
      more = false;
      while (packet.next()) {
        if (packet.field() == 3) {
          assertThat(packet.number()).isEqualTo(2);
        } else if (packet.field() == 4) {
          content.writeBytes(packet.bytes());
          more = true;
        }
      }
    }
    assertThat(content.toString(StandardCharsets.UTF_8)).isEqualTo("beta".repeat(20_000));
    engine.send(call, new ProtoWriter().number(1, 3).toBytes(), true);
    engine.read(call, Integer.MAX_VALUE);
    assertThat(call.messages().getLast()).isEqualTo(new ProtoWriter().number(1, 3).toBytes());
    assertThat(call.header("grpc-status")).isEqualTo("0");
  }

  @Test
  void listsOnlyWhatIsFollowed() throws Exception {
    EngineSide.Answer call =
        engine.call(
            DIFF_COPY,
            Map.of("dir-name", List.of("context"), "followpaths", List.of("src", "nowhere")));
    assertThat(listing(call)).containsExactly("src", "src/b.txt");
    engine.send(call, new ProtoWriter().number(1, 3).toBytes(), true);
    engine.read(call, Integer.MAX_VALUE);
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    EngineSide.Answer call = engine.call(DIFF_COPY, Map.of("dir-name", List.of("context")));
    listing(call);
    Files.delete(directory.resolve("context/a.txt"));
    Files.createDirectory(directory.resolve("context/a.txt")); // opens, but cannot be read
    engine.send(call, new ProtoWriter().number(1, 1).toBytes(), false);
    engine.read(call, Integer.MAX_VALUE);
    assertThat(call.header("grpc-status")).isEqualTo("13");
    assertThat(call.header("grpc-message")).isEqualTo("Is a directory");
  }

  @Test
  void saysThatAnSshAgentDoesNotAnswer() throws Exception {
    EngineSide.Answer call = engine.call("/moby.sshforward.v1.SSH/ForwardAgent", Map.of());
    engine.read(call, Integer.MAX_VALUE);
    assertThat(call.header("grpc-status")).isEqualTo("13");
  }

  @Test
  void givesTheDockerfileFromMemory() throws Exception {
    EngineSide.Answer call = engine.call(DIFF_COPY, Map.of("dir-name", List.of("dockerfile")));
    assertThat(listing(call)).containsExactly("Dockerfile", "Dockerfile.dockerignore");
    engine.send(call, new ProtoWriter().number(1, 3).toBytes(), true);
    engine.read(call, Integer.MAX_VALUE);
    EngineSide.Answer other = engine.call(DIFF_COPY, Map.of("dir-name", List.of("/etc")));
    assertThat(engine.read(other, Integer.MAX_VALUE).header("grpc-message"))
        .isEqualTo("no access allowed to dir \"/etc\"");
  }

  @Test
  void carriesBytesToAndFromAnSshAgent() throws Exception {
    assertThat(
            engine
                .unary("/moby.sshforward.v1.SSH/CheckAgent", text(1, "default"))
                .header("grpc-status"))
        .isEqualTo("0");
    assertThat(
            engine
                .unary("/moby.sshforward.v1.SSH/CheckAgent", text(1, "git"))
                .header("grpc-message"))
        .isEqualTo("unset ssh forward key git");
    try (ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      agent.bind(UnixDomainSocketAddress.of(directory.resolve("agent.sock")));
      Thread.ofVirtual().start(() -> echo(agent));
      EngineSide.Answer call =
          engine.call(
              "/moby.sshforward.v1.SSH/ForwardAgent",
              Map.of("buildkit.ssh.id", List.of("default")));
      engine.send(call, text(1, "ping"), false);
      engine.readMessages(call, 1);
      assertThat(fields(call.messages().getFirst())).isEqualTo("1=ping");
      engine.send(call, text(1, "!"), true);
      engine.read(call, Integer.MAX_VALUE);
      assertThat(call.header("grpc-status")).isEqualTo("0");
    }
  }

  private static void echo(ServerSocketChannel agent) {
    try (SocketChannel channel = agent.accept()) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        channel.write(buffer);
        buffer.clear();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
