package dev.camber.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.image.engine.EngineBuild;
import dev.camber.image.engine.EngineVersion;
import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.model.EnvironmentError;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerImageBuilderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  private final InstantSource clock = () -> NOW;
  private final InMemoryDockerEngine engine = new InMemoryDockerEngine(clock);
  private final RecordingLogger logger = new RecordingLogger();

  private BuiltImage build(ImageBuild build) throws Exception {
    return build(build, Map.of());
  }

  private BuiltImage build(ImageBuild build, Map<String, String> environment) throws Exception {
    return new DockerImageBuilder(engine, Environment.of(environment), directory, clock)
        .build(build, logger, StageListener.NOBODY);
  }

  private DockerImageSpec spec(String dockerfile, String... args) {
    return Specs.docker("shop/web", dockerfile, directory, List.of(), List.of(args));
  }

  private EngineBuild last() {
    return engine.builds().builds().getLast();
  }

  @Test
  void tagsByContentAndLabelsAsOurs() throws Exception {
    BuiltImage image = build(Specs.build(spec("FROM scratch\n")));
    assertThat(image.refs().local().familiar())
        .isEqualTo("localhost:5000/shop_web:tilt-" + image.imageId().substring(7, 23));
    assertThat(image.startTime()).isEqualTo(NOW);
    assertThat(engine.images().inspect(image.refs().local().familiar()).orElseThrow().labels())
        .containsEntry("dev.tilt.built", "true")
        .containsEntry("dev.tilt.gc", "true");
  }

  @Test
  void printsTheDockerfileWithOrWithoutAFinalLineEnd() throws Exception {
    build(Specs.build(spec("FROM scratch\n\nCMD x")));
    assertThat(logger.text())
        .startsWith(
            "Building Dockerfile:\n  FROM scratch\n  \n  CMD x\n\n     Building image\n     [1/2]");
  }

  @ParameterizedTest
  @CsvSource({"amd64, linux/amd64", "arm, linux/arm/v7", "unknown, ''", "'', ''"})
  void infersThePlatformFromTheCluster(String arch, String platform) throws Exception {
    ImageBuild build = Specs.build(spec("FROM scratch"));
    build(
        new ImageBuild(
            build.selector(),
            build.details(),
            build.registry(),
            List.of(),
            arch,
            Optional.empty()));
    assertThat(last().platform()).isEqualTo(platform);
  }

  @Test
  void sendsOnlyWhatIsNotIgnored() throws Exception {
    Files.writeString(directory.resolve("Tiltfile"), "x");
    Files.writeString(directory.resolve("a.txt"), "x");
    build(
        Specs.build(
            Specs.docker(
                "web",
                "FROM scratch",
                directory,
                List.of(new IgnoreDef(directory.resolve("Tiltfile").toString(), List.of())),
                List.of())));
    assertThat(last().context().entries()).extracting(e -> e.path()).containsExactly("a.txt");
  }

  @Test
  void takesArgumentsWithoutAValueFromTheEnvironment() throws Exception {
    build(Specs.build(spec("FROM scratch", "A=1", "B", "C")), Map.of("B", "two"));
    assertThat(last().buildArgs()).containsExactly("A=1", "B=two", "C");
  }

  @Test
  void refusesAContextThatIsNotThere() {
    DockerImageSpec missing =
        Specs.docker("web", "FROM x", directory.resolve("none"), List.of(), List.of());
    assertThatThrownBy(() -> build(Specs.build(missing)))
        .hasMessage(
            "reading build context: stat "
                + directory.resolve("none")
                + ": no such file or directory");
  }

  @Test
  void putsBuiltImagesInPlaceOfTheirNames() throws Exception {
    ImageBuild top = Specs.build(spec("FROM shop/base AS b\nCOPY --from=shop/tools /x /x\n"));
    List<ImageDependency> dependencies = new ArrayList<>();
    for (String name : List.of("base", "tools")) {
      dependencies.add(
          new ImageDependency(
              "shop_" + name,
              ImageSelector.parse("shop/" + name),
              ImageReference.parse("localhost:5000/shop_" + name + ":tilt-1")));
    }
    ImageBuild build =
        new ImageBuild(
            top.selector(), top.details(), top.registry(), dependencies, "", Optional.empty());
    build(build);
    assertThat(last().dockerfile())
        .isEqualTo(
            "FROM localhost:5000/shop_base:tilt-1 AS b\n"
                + "COPY --from=localhost:5000/shop_tools:tilt-1 /x /x\n");

    ImageBuild other = Specs.build(spec("FROM scratch\n"));
    assertThatThrownBy(() ->
            build(
                new ImageBuild(
                    other.selector(),
                    other.details(),
                    other.registry(),
                    dependencies,
                    "",
                    Optional.empty())))
        .hasMessage(
            "Could not inject image \"localhost:5000/shop_base:tilt-1\" into Dockerfile of image"
                + " \"shop/web\"");
  }

  @Test
  void rebuildsWithoutBuildKitWhenItsStoreIsBroken() throws Exception {
    engine
        .builds()
        .fail(
            EngineBuild::buildKit,
            "failed commit on ref \"layer\": unexpected commit digest: failed precondition");
    BuiltImage image = build(Specs.build(spec("FROM scratch\n")));
    assertThat(image.imageId()).startsWith("sha256:");
    assertThat(logger.lines())
        .contains("     Detected Buildkit corruption. Rebuilding without Buildkit");
    assertThat(last().buildKit()).isFalse();
  }

  @Test
  void cleansUpErrors() {
    engine
        .builds()
        .fail(
            b -> true,
            "failed to solve with frontend dockerfile.v0: failed to build LLB: failed to compute"
                + " cache key: \"/nope\" not found: not found");
    assertThatThrownBy(() -> build(Specs.build(spec("FROM scratch\nCOPY nope /\n"))))
        .hasMessage("ImageBuild: \"/nope\" not found");
    assertThat(logger.text()).contains("\n     ERROR IN: [2/2] COPY nope /\n");
  }

  @Test
  void choosesTheBuilderByVersionAndVariable() throws Exception {
    build(Specs.build(spec("FROM a")), Map.of("DOCKER_BUILDKIT", "0"));
    assertThat(last().buildKit()).isFalse();
    engine.setVersion(new EngineVersion("18.06", "1.38", "linux", "amd64", ""));
    build(Specs.build(spec("FROM b")));
    assertThat(last().buildKit()).isFalse();
    engine.setVersion(new EngineVersion("24", "1.43", "linux", "amd64", ""));
    assertThatThrownBy(() -> build(Specs.build(spec("FROM c")), Map.of("DOCKER_BUILDKIT", "maybe")))
        .hasMessage("DOCKER_BUILDKIT environment variable expects boolean value");
    engine.setVersion(new EngineVersion("1.10", "1.22", "linux", "amd64", ""));
    assertThatThrownBy(() -> build(Specs.build(spec("FROM d"))))
        .isInstanceOf(EnvironmentError.class)
        .hasMessage("Tilt requires a Docker server newer than 1.23.0. Current Docker server: 1.22");
  }

  @Test
  void keepsAnImageUntilSomethingItIsMadeFromChanges() throws Exception {
    Files.writeString(directory.resolve("a.txt"), "1");
    ImageBuild build = Specs.build(spec("FROM scratch\nCOPY a.txt /\n"));
    BuiltImage first = build(build);
    ImageBuild again =
        new ImageBuild(
            build.selector(), build.details(), build.registry(), List.of(), "", Optional.of(first));
    assertThat(build(again)).isSameAs(first);
    assertThat(engine.builds().builds()).hasSize(1);
    Files.writeString(directory.resolve("a.txt"), "2");
    assertThat(build(again)).isNotEqualTo(first);
    Files.writeString(directory.resolve("a.txt"), "1");
    engine.images().remove(first.imageId(), true);
    assertThat(build(again).refs()).isEqualTo(first.refs());
    assertThat(engine.builds().builds()).hasSize(3);
  }
}
