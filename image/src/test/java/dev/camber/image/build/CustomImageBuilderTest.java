package dev.camber.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.env.Environment;
import dev.camber.host.process.fake.InMemoryProcess;
import dev.camber.host.process.fake.InMemoryProcesses;
import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomImageBuilderTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String ID = "sha256:" + "0123456789abcdef".repeat(4);

  @TempDir Path directory;

  private final InMemoryDockerEngine engine = new InMemoryDockerEngine(() -> NOW);
  private final InMemoryProcesses processes = new InMemoryProcesses();
  private final RecordingLogger logger = new RecordingLogger();

  private BuiltImage build(ImageBuild build) throws Exception {
    return new CustomImageBuilder(
            engine, processes, Environment.of(Map.of("PATH", "/bin")), List.of(), () -> NOW)
        .build(build, logger, StageListener.NOBODY);
  }

  private BuiltImage build(CmdImageSpec spec) throws Exception {
    return build(Specs.build(spec, Specs.LOCAL_REGISTRY));
  }

  private void command(Consumer<InMemoryProcess> behaviour) {
    processes.when(
        spec -> true,
        p -> {
          behaviour.accept(p);
          p.exitWith(0);
        });
  }

  private void putExpected(InMemoryProcess process) {
    engine.images().put(ID, Map.of(), List.of(variable(process, "EXPECTED_REF")));
  }

  private static String variable(InMemoryProcess process, String name) {
    return process.spec().environment().get(name).orElse("unset");
  }

  @Test
  void tagsWhatTheCommandTagged() throws Exception {
    command(p -> {
      putExpected(p);
      p.print("building\n");
    });
    BuiltImage image = build(Specs.command("shop/web", "make image", directory));
    assertThat(image.refs().local().familiar())
        .isEqualTo("localhost:5000/shop_web:tilt-0123456789abcdef");
    assertThat(image.imageId()).isEqualTo(ID);
    assertThat(logger.text())
        .isEqualTo(
            """
            Custom Build: Injecting Environment Variables
              EXPECTED_REF=localhost:5000/shop_web:tilt-build-1700000000
              EXPECTED_IMAGE=shop_web
              EXPECTED_TAG=tilt-build-1700000000
              REGISTRY_HOST=localhost:5000
              EXPECTED_REGISTRY=localhost:5000
            Running cmd: make image
            building
            """);
    InMemoryProcess process = processes.started().getFirst();
    assertThat(variable(process, "MINE")).isEqualTo("1");
    assertThat(variable(process, "PATH")).isEqualTo("/bin");
    assertThat(process.spec().dir()).isEqualTo(directory);
  }

  @Test
  void tellsTheCommandOfTheImagesItNeeds() throws Exception {
    command(this::putExpected);
    ImageBuild plain = Specs.build(Specs.command("web", "x", directory), Optional.empty());
    build(
        new ImageBuild(
            plain.selector(),
            plain.details(),
            plain.registry(),
            List.of(
                new ImageDependency(
                    "shop_base",
                    ImageSelector.parse("shop/base"),
                    ImageReference.parse("shop/base:tilt-1"))),
            "",
            Optional.empty()));
    InMemoryProcess process = processes.started().getFirst();
    assertThat(variable(process, "TILT_IMAGE_MAP_0")).isEqualTo("shop_base");
    assertThat(variable(process, "TILT_IMAGE_0")).isEqualTo("shop/base:tilt-1");
    assertThat(variable(process, "EXPECTED_REF")).isEqualTo("web:tilt-build-1700000000");
    assertThat(variable(process, "EXPECTED_IMAGE")).isEqualTo("library/web");
    assertThat(variable(process, "REGISTRY_HOST")).isEqualTo("unset");
  }

  @Test
  void keepsATagOfTheirOwnForTheCommandOnly() throws Exception {
    command(this::putExpected);
    BuiltImage image = build(Specs.command("shop/web", "x", directory, "local-docker", "mine", ""));
    assertThat(variable(processes.started().getFirst(), "EXPECTED_REF")).isEqualTo("shop/web:mine");
    assertThat(image.refs().local().familiar())
        .isEqualTo("localhost:5000/shop_web:tilt-0123456789abcdef");
  }

  @Test
  void looksForNothingLocallyInRemoteMode() throws Exception {
    command(p -> {});
    assertThat(build(Specs.command("shop/web", "x", directory, "remote", "", "")).refs().local())
        .hasToString("localhost:5000/shop_web:tilt-build-1700000000");
    assertThat(
            build(Specs.command("shop/web", "x", directory, "remote", "v1", "")).refs().cluster())
        .hasToString("docker.io/shop/web:v1");
  }

  private CmdImageSpec withFile(Path file) {
    return Specs.command("shop/web", "x", directory, "local-docker", "", file.toString());
  }

  @Test
  void readsTheReferenceThatTheCommandWrote() throws Exception {
    Path file = Files.writeString(directory.resolve("ref.txt"), "of an earlier build");
    command(p -> {
      assertThat(file).doesNotExist();
      assertThat(variable(p, "EXPECTED_REF")).isEqualTo("unset");
      try {
        Files.writeString(file, "localhost:5000/own/name:v7\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      engine.images().put(ID, Map.of(), List.of("localhost:5000/own/name:v7"));
    });
    BuiltImage image =
        build(
            Specs.build(
                withFile(file),
                Optional.of(new RegistryHosting("localhost:5000", "", "reg:5000", "", ""))));
    assertThat(image.refs().local()).hasToString("localhost:5000/own/name:v7");
    assertThat(image.refs().cluster()).hasToString("reg:5000/own/name:v7");
  }

  @Test
  void saysWhatIsWrongWithTheReferenceFile() throws Exception {
    Path file = directory.resolve("ref.txt");
    command(p -> {});
    assertThatThrownBy(() -> build(withFile(file)))
        .hasMessage(
            "Could not find image ref in output. Your custom_build script should have written to "
                + file
                + ": no such file or directory");
    command(p -> {
      try {
        Files.writeString(file, "own/name");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    assertThatThrownBy(() -> build(withFile(file)))
        .hasMessage(
            "Output image ref in file "
                + file
                + " was invalid: Expected reference \"docker.io/own/name\" to contain a tag");
    assertThatThrownBy(() ->
            build(Specs.command("shop/web", "x", directory, "local-docker", "t", file.toString())))
        .hasMessage("Cannot specify both tag= and outputs_image_ref_to=");
  }

  @Test
  void saysHowTheCommandFailed() {
    processes.when(spec -> true, p -> p.exitWith(2));
    assertThatThrownBy(() -> build(Specs.command("web", "make \"it\"", directory)))
        .hasMessage("Custom build \"make \\\"it\\\"\" failed: exit status 2");
    processes.failToStart(spec -> true, "no such directory");
    assertThatThrownBy(() -> build(Specs.command("web", "x", directory)))
        .hasMessage("Custom build \"x\" failed: no such directory");
  }

  @Test
  void saysThatTheImageIsNotThere() {
    command(p -> {});
    assertThatThrownBy(() -> build(Specs.command("web", "x", directory)))
        .hasMessageStartingWith("Could not find image in Docker\n");
  }
}
