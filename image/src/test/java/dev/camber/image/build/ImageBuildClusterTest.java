package dev.camber.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.HostProcesses;
import dev.camber.host.process.Processes;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.engine.DockerContexts;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.HttpDockerEngine;
import dev.camber.model.UserError;
import dev.camber.model.api.DockerImageStatus;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.image.TaggedRefs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders and pusher against the engine that {@code DOCKER_HOST} names. */
@Tag("cluster")
class ImageBuildClusterTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("camber.shared", "")).resolve("golden/sessions/k8s-session");

  @TempDir Path directory;

  private final String mark = Long.toHexString(RandomGenerator.getDefault().nextLong());
  private final RecordingLogger logger = new RecordingLogger();
  private final List<DockerImageStatus.Stage> stages = new ArrayList<>();
  private DockerEngine engine;
  private ImageBuilder builder;
  private ImagePusher pusher;

  @BeforeEach
  void connect() throws Exception {
    Environment environment = Environment.ofThisProcess();
    assertThat(environment.get("DOCKER_HOST"))
        .as("DOCKER_HOST must name an engine: eval \"$(dev/cluster env)\"")
        .isPresent();
    InstantSource clock = InstantSource.system();
    Processes processes = HostProcesses.create();
    engine =
        new HttpDockerEngine(
            new DockerContexts(environment, directory).current(),
            CredentialSource.NONE,
            processes,
            environment,
            RandomGenerator.getDefault());
    builder =
        new ImageBuilds(
            new DockerImageBuilder(engine, environment, directory, clock),
            new CustomImageBuilder(engine, processes, environment, List.of(), clock));
    pusher = new ImagePusher(engine, CredentialSource.NONE, processes, environment, clock);
  }

  private BuiltImage build(ImageBuild build) throws Exception {
    return builder.build(
        build,
        logger,
        now -> {
          stages.clear();
          stages.addAll(now);
        });
  }

  private ImageBuild golden() throws Exception {
    Path project = GOLDEN.resolve("project");
    ImageBuild build =
        Specs.build(
            Specs.docker(
                "golden-web",
                Files.readString(project.resolve("Dockerfile")),
                project,
                List.of(
                    new IgnoreDef(project.resolve("Tiltfile").toString(), List.of()),
                    new IgnoreDef(project.toString(), List.of("Tiltfile", "k8s"))),
                List.of()));
    return new ImageBuild(
        build.selector(),
        build.details(),
        build.registry(),
        build.dependencies(),
        "amd64",
        Optional.empty());
  }

  private static String normal(String line) {
    return line.replaceAll("[0-9.]+[kM]?B \\[done: .*\\]", "\\${SIZE} [done: \\${DUR}]")
        .replaceAll("^     [0-9a-f]{12}: ", "     \\${LAYER}: ")
        .stripTrailing();
  }

  /** Lines whose presence depends on how quick the engine was. */
  private static boolean always(String line) {
    return !line.contains("[done: ");
  }

  @Test
  void printsABuildAndAPushAsTheReferenceDoes() throws Exception {
    build(golden());
    RecordingLogger second = new RecordingLogger();
    BuiltImage image = builder.build(golden(), second, StageListener.NOBODY);
    second.info("");
    TaggedRefs refs = image.refs();
    pusher.carryOut(new PushPlan.Push(), refs.local(), second);
    RecordingLogger third = new RecordingLogger();
    pusher.carryOut(new PushPlan.Push(), refs.local(), third);

    List<String> wanted =
        Files.readAllLines(GOLDEN.resolve("out/038-logs-web-build.txt")).stream()
            .map(String::stripTrailing)
            .toList();
    int building = wanted.indexOf("Building Dockerfile for platform linux/amd64:");
    int pushing = wanted.indexOf("     Pushing with Docker client");
    int end = wanted.subList(pushing, wanted.size()).indexOf("") + pushing;
    List<String> printed =
        second.lines().stream().map(ImageBuildClusterTest::normal).filter(l -> always(l)).toList();
    List<String> wantedBuild =
        wanted.subList(building, pushing - 1).stream()
            .filter(ImageBuildClusterTest::always)
            .toList();
    int steps = wantedBuild.indexOf("     Building image") + 1;
    assertThat(printed.subList(0, steps)).isEqualTo(wantedBuild.subList(0, steps));
    // Steps that run side by side come in the order in which the engine gets to them.
    assertThat(printed.subList(steps, printed.indexOf("     Pushing with Docker client")))
        .containsExactlyInAnyOrderElementsOf(wantedBuild.subList(steps, wantedBuild.size()));
    List<String> again = third.lines().stream().map(ImageBuildClusterTest::normal).toList();
    assertThat(again).startsWith(wanted.subList(pushing, pushing + 3).toArray(String[]::new));
    assertThat(again).allMatch(wanted.subList(pushing, end)::contains);
    assertThat(refs.local().familiar()).matches("localhost:5000/golden-web:tilt-[0-9a-f]{16}");
  }

  @Test
  void listsTheStagesThatTheReferenceLists() throws Exception {
    build(golden());
    List<String> wanted =
        Files.readAllLines(GOLDEN.resolve("out/022-yaml-dockerimages.txt")).stream()
            .map(String::strip)
            .filter(l -> l.startsWith("name: "))
            .map(l -> l.substring("name: ".length()).replace("'", ""))
            .filter(l -> !l.equals("web:golden-web") && !l.equals("docker push"))
            .filter(l -> !l.equals("(Tiltfile)"))
            .toList();
    assertThat(stages)
        .extracting(DockerImageStatus.Stage::name)
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(stages).allMatch(s -> s.startedAt().isPresent() && s.finishedAt().isPresent());
  }

  private ImageBuild simple(String dockerfile) throws Exception {
    return Specs.build(
        Specs.docker("camber-test/" + mark, dockerfile, directory, List.of(), List.of()));
  }

  private static ImageBuild after(ImageBuild build, BuiltImage previous) {
    return new ImageBuild(
        build.selector(),
        build.details(),
        build.registry(),
        build.dependencies(),
        build.clusterArch(),
        Optional.of(previous));
  }

  @Test
  void keepsAnImageWhoseInputsAreTheSameAndStillThere() throws Exception {
    Files.writeString(directory.resolve("a.txt"), mark);
    ImageBuild build = simple("FROM busybox\nCOPY a.txt /\n");
    BuiltImage first = build(build);
    assertThat(first.refs().local().familiar())
        .matches("localhost:5000/camber-test_" + mark + ":tilt-[0-9a-f]{16}");

    Files.writeString(directory.resolve("a.txt"), mark); // touched, not changed
    RecordingLogger quiet = new RecordingLogger();
    assertThat(builder.build(after(build, first), quiet, StageListener.NOBODY)).isSameAs(first);
    assertThat(quiet.text()).doesNotContain("Building image");

    Files.writeString(directory.resolve("a.txt"), mark + "2");
    BuiltImage second = build(after(build, first));
    assertThat(second.refs()).isNotEqualTo(first.refs());

    engine.images().remove(second.refs().local().familiar(), true);
    assertThat(build(after(build, second)).refs()).isEqualTo(second.refs());
  }

  @Test
  void buildsAnImageFromAnother() throws Exception {
    Files.writeString(directory.resolve("a.txt"), mark);
    BuiltImage base = build(simple("FROM busybox\nCOPY a.txt /from-base\n"));
    ImageBuild top =
        Specs.build(
            Specs.docker(
                "camber-test/top-" + mark,
                "# the base is ours\nFROM camber-test/" + mark + "\nRUN cat /from-base\n",
                directory,
                List.of(),
                List.of()));
    ImageBuild withBase =
        new ImageBuild(
            top.selector(),
            top.details(),
            top.registry(),
            List.of(
                new ImageDependency(
                    "camber-test_" + mark, simple("FROM x").selector(), base.refs().local())),
            "",
            Optional.empty());
    build(withBase);
    assertThat(logger.text())
        .contains("  FROM " + base.refs().local().familiar() + "\n")
        .contains("       → " + mark + "\n");
    assertThat(logger.text()).doesNotContain("the base is ours");
  }

  @Test
  void showsWhatAFailingStepPrinted() throws Exception {
    assertThatThrownBy(() -> build(simple("FROM busybox\nRUN echo broken " + mark + "; exit 4\n")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("ImageBuild: executor failed running")
        .hasMessageContaining("exit code: 4");
    assertThat(logger.text())
        .contains("       → broken " + mark + "\n")
        .contains("\n     ERROR IN: [2/2] RUN echo broken " + mark + "; exit 4\n");
    assertThat(stages).anyMatch(s -> s.error().contains("exit code: 4"));
  }

  @Test
  void tagsAndKeepsWhatACommandBuilt() throws Exception {
    Files.writeString(directory.resolve("Dockerfile"), "FROM busybox\nLABEL m=" + mark + "\n");
    ImageBuild build =
        Specs.build(
            Specs.command(
                "camber-test/cmd-" + mark,
                "DOCKER_BUILDKIT=0 docker build -q -t $EXPECTED_REF .",
                directory),
            Specs.LOCAL_REGISTRY);
    BuiltImage image = build(build);
    assertThat(image.refs().local().familiar())
        .matches("localhost:5000/camber-test_cmd-" + mark + ":tilt-[0-9a-f]{16}");
    assertThat(engine.images().inspect(image.refs().local().familiar()).orElseThrow().id())
        .isEqualTo(image.imageId());
    assertThat(logger.lines())
        .contains(
            "Custom Build: Injecting Environment Variables",
            "  EXPECTED_IMAGE=camber-test_cmd-" + mark,
            "  REGISTRY_HOST=localhost:5000",
            "  EXPECTED_REGISTRY=localhost:5000",
            "Running cmd: DOCKER_BUILDKIT=0 docker build -q -t $EXPECTED_REF .");
  }

  @Test
  void saysWhenACommandLeftNoImage() {
    assertThatThrownBy(() ->
            build(
                Specs.build(
                    Specs.command("camber-test/none-" + mark, "true", directory),
                    Optional.empty())))
        .hasMessageContaining("Could not find image in Docker")
        .hasMessageContaining("Did your custom_build script properly tag the image?");
  }
}
