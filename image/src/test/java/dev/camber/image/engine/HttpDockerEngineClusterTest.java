package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.ignore.PathFilter;
import dev.camber.host.process.HostProcesses;
import dev.camber.image.ImageBuildException;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.context.DirectoryContext;
import dev.camber.image.session.BuildSecret;
import dev.camber.image.session.SshAgent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the engine that {@code DOCKER_HOST} names. */
@Tag("cluster")
class HttpDockerEngineClusterTest extends DockerEngineContract {
  private final RandomGenerator random = RandomGenerator.getDefault();
  private DockerEngine engine;

  @BeforeEach
  void connect() throws Exception {
    assertThat(System.getenv("DOCKER_HOST"))
        .as("DOCKER_HOST must name an engine: eval \"$(dev/cluster env)\"")
        .isNotNull();
    Environment environment =
        Environment.ofThisProcess().with(Map.of("CAMBER_TEST_SECRET", "from-a-variable"));
    engine =
        new HttpDockerEngine(
            new DockerContexts(environment, directory).current(),
            CredentialSource.NONE,
            HostProcesses.create(),
            environment,
            random);
  }

  @Override
  DockerEngine engine() {
    return engine;
  }

  private EngineBuild withSecrets(EngineBuild build, List<BuildSecret> secrets) {
    return new EngineBuild(
        build.buildKit(),
        build.dockerfile(),
        build.context(),
        build.buildArgs(),
        build.target(),
        build.platform(),
        build.network(),
        build.pull(),
        build.cacheFrom(),
        build.extraHosts(),
        build.tags(),
        build.labels(),
        secrets,
        build.sshAgents(),
        build.cacheKey());
  }

  private ContextFiles context() throws Exception {
    Path context = directory.resolve("context");
    Files.createDirectories(context.resolve("src/deep"));
    Files.writeString(context.resolve("src/a.txt"), "content " + mark);
    Files.writeString(context.resolve("src/deep/ü b.txt"), "deep");
    Files.createSymbolicLink(context.resolve("src/link"), Path.of("a.txt"));
    Files.writeString(context.resolve("unused.bin"), "x".repeat(3_000_000));
    return new DirectoryContext(context, PathFilter.NONE);
  }

  @Test
  void tellsItsVersion() throws Exception {
    EngineVersion version = engine.version(Duration.ofSeconds(5));
    assertThat(version.os()).isEqualTo("linux");
    assertThat(version.apiAtLeast("1.39")).isTrue();
    assertThat(engine.info().stringAt("OSType")).contains("linux");
  }

  @Test
  void buildsWithBuildKitSendingOnlyWhatTheDockerfileCopies() throws Exception {
    ContextFiles context = context();
    String dockerfile =
        "FROM busybox\nARG MARK\nCOPY src /src\nRUN echo built $MARK && cat /src/link && ls -l"
            + " /src/deep\n";
    RecordingBuild listener = new RecordingBuild();
    String id = engine.builds().build(build(true, dockerfile, context), listener);

    assertThat(listener.output()).contains("built " + mark, "content " + mark, "b.txt");
    assertThat(listener.transferred("[internal] load build context")).isBetween(1L, 100_000L);
    EngineImage image = engine.images().inspect(id).orElseThrow();
    assertThat(image.id()).isEqualTo(id);
    assertThat(image.labels()).containsEntry("camber.test", mark);

    RecordingBuild again = new RecordingBuild();
    assertThat(engine.builds().build(build(true, dockerfile, context), again)).isEqualTo(id);
    assertThat(again.output()).isEmpty();
  }

  @Test
  void buildsWithTheClassicBuilder() throws Exception {
    ContextFiles context = context();
    RecordingBuild listener = new RecordingBuild();
    String id =
        engine
            .builds()
            .build(
                build(false, "FROM busybox\nCOPY src /src\nRUN cat /src/link\n", context),
                listener);
    assertThat(listener.text.toString()).contains("Step 2/", "content " + mark);
    assertThat(listener.sent).isGreaterThan(3_000_000);
    assertThat(engine.images().inspect(id)).isPresent();
  }

  @Test
  void givesSecretsToTheStepsThatAskForThem() throws Exception {
    Path file = Files.writeString(directory.resolve("secret.txt"), "from-a-file");
    String dockerfile =
        "FROM busybox\nARG MARK\nRUN --mount=type=secret,id=one --mount=type=secret,id=two"
            + " echo $MARK; cat /run/secrets/one /run/secrets/two\n";
    Environment environment = Environment.of(Map.of("CAMBER_TEST_SECRET", "x"));
    List<BuildSecret> secrets =
        List.of(
            BuildSecret.parse("id=one,src=" + file, directory, environment),
            BuildSecret.parse("id=two,env=CAMBER_TEST_SECRET", directory, environment));
    RecordingBuild listener = new RecordingBuild();
    engine
        .builds()
        .build(withSecrets(build(true, dockerfile, ContextFiles.EMPTY), secrets), listener);
    assertThat(listener.output()).contains("from-a-file").contains("from-a-variable");
  }

  @Test
  void saysWhichStepFailed() {
    RecordingBuild listener = new RecordingBuild();
    assertThatThrownBy(() ->
            engine
                .builds()
                .build(
                    build(
                        true,
                        "FROM busybox\nARG MARK\nRUN echo oh no $MARK; exit 3\n",
                        ContextFiles.EMPTY),
                    listener))
        .isInstanceOf(ImageBuildException.class)
        .hasMessageContaining("exit code: 3");
    assertThat(listener.output()).contains("oh no " + mark);
    assertThatThrownBy(() ->
            engine
                .builds()
                .build(build(true, "FROM busybox\nNONSENSE x\n", ContextFiles.EMPTY), listener))
        .isInstanceOf(ImageBuildException.class)
        .hasMessageContaining("unknown instruction: NONSENSE");
  }

  @Test
  void endsABuildWhenItsThreadIsInterrupted() throws Exception {
    RecordingBuild listener = new RecordingBuild();
    Thread[] thread = new Thread[1];
    Throwable[] end = new Throwable[1];
    thread[0] =
        Thread.ofVirtual()
            .start(() -> {
              try {
                engine
                    .builds()
                    .build(
                        build(
                            true,
                            "FROM busybox\nARG MARK\nRUN echo $MARK; sleep 600\n",
                            ContextFiles.EMPTY),
                        new ForwardingListener(listener, thread));
              } catch (Exception e) {
                end[0] = e;
              }
            });
    thread[0].join(Duration.ofSeconds(60));
    assertThat(thread[0].isAlive()).isFalse();
    assertThat(end[0]).isInstanceOf(InterruptedException.class);
  }

  /** Interrupts the building thread as soon as its first step prints something. */
  private static final class ForwardingListener implements BuildListener {
    private final RecordingBuild recording;
    private final Thread[] thread;

    ForwardingListener(RecordingBuild recording, Thread[] thread) {
      this.recording = recording;
      this.thread = thread;
    }

    @Override
    public void trace(dev.camber.image.trace.BuildTrace trace) {
      recording.trace(trace);
      if (!recording.output().isEmpty()) {
        thread[0].interrupt();
      }
    }

    @Override
    public void text(String text) {
      recording.text(text);
    }

    @Override
    public void pull(ProgressLine line) {
      recording.pull(line);
    }

    @Override
    public void contextSent(long bytes) {
      recording.contextSent(bytes);
    }
  }

  @Test
  void savesAndLoads() throws Exception {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    engine.images().save(List.of("busybox:latest"), archive);
    assertThat(archive.size()).isGreaterThan(100_000);
    List<ProgressLine> lines = new ArrayList<>();
    engine.images().load(new java.io.ByteArrayInputStream(archive.toByteArray()), lines::add);
    assertThat(lines).extracting(ProgressLine::status).anyMatch(s -> s.contains("Loaded image"));
  }

  private String runningContainer(String... command) throws Exception {
    String id = container(command);
    engine.containers().start(id);
    return id;
  }

  @Test
  void runsCommandsInContainers() throws Exception {
    String id = runningContainer("sleep", "600");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        engine
            .containers()
            .exec(
                id,
                List.of("sh", "-c", "cat; echo problem >&2; exit 7"),
                Optional.of(o -> o.write("hello\n".getBytes(StandardCharsets.UTF_8))),
                (isError, bytes, from, length) -> (isError ? err : out).write(bytes, from, length));
    assertThat(code).isEqualTo(7);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("problem\n");
  }

  @Test
  void copiesIntoSignalsRestartsAndReadsLogs() throws Exception {
    String id = runningContainer("sh", "-c", "echo started; cat /tmp/x 2>/dev/null; sleep 600");
    engine
        .containers()
        .copyInto(
            id,
            "/tmp",
            out ->
                new dev.camber.image.context.ContextTar(
                        "text " + mark, ContextFiles.EMPTY, "t", n -> {})
                    .writeTo(out));
    ByteArrayOutputStream listing = new ByteArrayOutputStream();
    engine
        .containers()
        .exec(
            id,
            List.of("cat", "/tmp/.dockerfile.t"),
            Optional.empty(),
            (isError, bytes, from, length) -> listing.write(bytes, from, length));
    assertThat(listing.toString(StandardCharsets.UTF_8)).isEqualTo("text " + mark);

    engine.containers().restart(id, Duration.ofSeconds(0));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    engine
        .containers()
        .logs(
            id,
            Optional.empty(),
            false,
            (isError, bytes, from, length) -> log.write(bytes, from, length));
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("started\nstarted\n");

    engine.containers().kill(id, "KILL");
    assertThat(engine.containers().inspect(id).orElseThrow().stringAt("Name"))
        .contains("/camber-test-" + mark);
    assertThat(engine.containers().list(true, Map.of("label", List.of("camber.test=" + mark))))
        .hasSize(1);
    assertThat(engine.containers().inspect("camber-no-such-" + mark)).isEmpty();
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    DockerEngine nobody =
        new HttpDockerEngine(
            DockerEndpoint.unix(directory.resolve("none.sock")),
            CredentialSource.NONE,
            HostProcesses.create(),
            Environment.empty(),
            random);
    assertThatThrownBy(() -> nobody.version(Duration.ofSeconds(5)))
        .hasMessage(
            "Cannot connect to the Docker daemon at unix://"
                + directory.resolve("none.sock")
                + ". Is the docker daemon running?");
  }

  @Test
  void reachesAnEngineThroughSsh() throws Exception {
    String socket = System.getenv("DOCKER_HOST").substring("unix://".length());
    Path program =
        Files.writeString(
            directory.resolve("ssh"),
            "#!/bin/sh\n[ \"$*\" = \"-o ConnectTimeout=30 -T -l me -p 2222 -- far docker system"
                + " dial-stdio\" ] || { echo \"unexpected: $*\" >&2; exit 1; }\n"
                + "exec socat - UNIX-CONNECT:"
                + socket
                + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Environment environment =
        Environment.of(
            Map.of("PATH", directory + ":/usr/bin:/bin", "DOCKER_HOST", "ssh://me@far:2222"));
    DockerEngine far =
        new HttpDockerEngine(
            new DockerContexts(environment, directory).current(),
            CredentialSource.NONE,
            HostProcesses.create(),
            environment,
            random);
    assertThat(far.version(Duration.ofSeconds(20)).os()).isEqualTo("linux");
    RecordingBuild listener = new RecordingBuild();
    far.builds().build(build(true, "FROM busybox\nARG MARK\nCOPY src /src\n", context()), listener);
    assertThat(listener.transferred("[internal] load build context")).isPositive();

    Files.writeString(program, "#!/bin/sh\necho 'ssh: no route to far' >&2\nexit 255\n");
    assertThatThrownBy(() -> far.version(Duration.ofSeconds(20)))
        .hasMessageContaining("ssh: no route to far");
  }

  @Test
  void offersSshAgentsToSteps() throws Exception {
    EngineBuild plain =
        build(
            true,
            "FROM busybox\nARG MARK\nRUN --mount=type=ssh test -S $SSH_AUTH_SOCK && echo"
                + " agent-$MARK\n",
            ContextFiles.EMPTY);
    EngineBuild withAgent =
        new EngineBuild(
            true,
            plain.dockerfile(),
            plain.context(),
            plain.buildArgs(),
            "",
            "",
            "",
            false,
            List.of(),
            List.of(),
            List.of(),
            plain.labels(),
            List.of(),
            List.of(new SshAgent("default", directory.resolve("agent.sock"))),
            plain.cacheKey());
    RecordingBuild listener = new RecordingBuild();
    engine.builds().build(withAgent, listener);
    assertThat(listener.output()).contains("agent-" + mark);
  }

  @Test
  void prunesBuildCacheWithALabelWithoutTouchingOthers() throws Exception {
    assertThat(
            engine
                .builds()
                .pruneCache(
                    Map.of("label", List.of("camber.test=" + mark), "until", List.of("6h0m0s")))
                .ids())
        .isEmpty();
  }
}
