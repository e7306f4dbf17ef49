package dev.camber.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.host.ignore.PathFilter;
import dev.camber.image.ImageBuildException;
import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.context.DirectoryContext;
import dev.camber.model.image.ImageReference;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine must do, the one in memory as well as a real one. */
abstract class DockerEngineContract {
  @TempDir Path directory;

  final String mark = Long.toHexString(RandomGenerator.getDefault().nextLong());
  final List<String> containers = new ArrayList<>();

  abstract DockerEngine engine();

  @AfterEach
  void removeContainers() throws Exception {
    for (String container : containers) {
      engine().containers().remove(container);
    }
  }

  EngineBuild build(boolean buildKit, String dockerfile, ContextFiles context) {
    return new EngineBuild(
        buildKit,
        dockerfile,
        context,
        List.of("MARK=" + mark),
        "",
        "",
        "",
        false,
        List.of(),
        List.of(),
        List.of("camber-test-" + mark + ":extra"),
        Map.of("dev.tilt.gc", "true", "camber.test", mark),
        List.of(),
        List.of(),
        "camber-test-" + mark);
  }

  private ContextFiles contextWith(String content) throws Exception {
    Path file = directory.resolve("context/file.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return new DirectoryContext(file.getParent(), PathFilter.NONE);
  }

  @Test
  void givesEqualImagesForEqualInputsAndOthersForOthers() throws Exception {
    String dockerfile = "FROM busybox\nARG MARK\nCOPY file.txt /\n";
    DockerBuilds builds = engine().builds();
    String first = builds.build(build(true, dockerfile, contextWith("1")), new RecordingBuild());
    String again = builds.build(build(true, dockerfile, contextWith("1")), new RecordingBuild());
    String other = builds.build(build(true, dockerfile, contextWith("2")), new RecordingBuild());
    assertThat(first).startsWith("sha256:").isEqualTo(again).isNotEqualTo(other);
    EngineImage image = engine().images().inspect(other).orElseThrow();
    assertThat(image.labels()).containsEntry("camber.test", mark);
    assertThat(image.tags()).contains("camber-test-" + mark + ":extra");
  }

  @Test
  void reportsTheStepsOfABuild() throws Exception {
    RecordingBuild listener = new RecordingBuild();
    engine()
        .builds()
        .build(build(true, "FROM busybox\nARG MARK\nRUN echo 1\n", ContextFiles.EMPTY), listener);
    assertThat(listener.traces.stream().flatMap(t -> t.vertexes().stream()))
        .anyMatch(v -> v.name().matches("\\[.*\\] RUN echo 1") && v.completed().isPresent());
  }

  @Test
  void saysThatABuildFailed() {
    RecordingBuild listener = new RecordingBuild();
    assertThatThrownBy(() ->
            engine()
                .builds()
                .build(
                    build(true, "FROM busybox\nARG MARK\nRUN exit 9\n", ContextFiles.EMPTY),
                    listener))
        .isInstanceOf(ImageBuildException.class)
        .hasMessageContaining("exit code: 9");
    assertThat(listener.traces.stream().flatMap(t -> t.vertexes().stream()))
        .anyMatch(v -> !v.error().isEmpty());
  }

  @Test
  void tagsPushesPullsListsAndRemoves() throws Exception {
    DockerImages images = engine().images();
    String id =
        engine()
            .builds()
            .build(
                build(true, "FROM busybox\nLABEL m=" + mark + "\n", ContextFiles.EMPTY),
                new RecordingBuild());
    ImageReference name = ImageReference.parse("localhost:5000/camber-test:" + mark);
    images.tag(id, name);
    assertThat(images.inspect(name.familiar()).orElseThrow().id()).isEqualTo(id);
    assertThat(images.inspect(name.familiar()).orElseThrow().tags()).contains(name.familiar());

    List<ProgressLine> lines = new ArrayList<>();
    assertThat(images.push(name, RegistryCredentials.ANONYMOUS, lines::add)).startsWith("sha256:");
    assertThat(lines)
        .anyMatch(l ->
            l.counted()
                && (l.status().equals("Pushed") || l.status().equals("Layer already exists")));

    assertThat(images.list(Map.of("label", List.of("camber.test=" + mark))))
        .extracting(EngineImage::id)
        .contains(id);
    assertThat(images.list(Map.of("label", List.of("camber.test=other")))).isEmpty();
    assertThat(images.list(Map.of("reference", List.of("localhost:5000/camber-test"))))
        .extracting(EngineImage::id)
        .contains(id);

    assertThat(images.remove(name.familiar(), false).untagged()).contains(name.familiar());
    assertThat(images.inspect(name.familiar())).isEmpty();
    images.pull(name, RegistryCredentials.ANONYMOUS, lines::add);
    assertThat(images.inspect(name.familiar())).isPresent();
    images.remove(name.familiar(), true);
    assertThatThrownBy(() -> images.remove(name.familiar(), false))
        .isInstanceOfSatisfying(
            EngineResponseException.class, e -> assertThat(e.isNotFound()).isTrue());
    assertThatThrownBy(() -> images.tag("camber-no-such-" + mark, name))
        .isInstanceOfSatisfying(
            EngineResponseException.class, e -> assertThat(e.isNotFound()).isTrue());
    assertThatThrownBy(() -> images.push(name, RegistryCredentials.ANONYMOUS, lines::add))
        .isInstanceOf(EngineResponseException.class)
        .hasMessageContaining("does not exist");
  }

  String container(String... command) throws Exception {
    String id =
        engine()
            .containers()
            .create(
                "camber-test-" + mark,
                JsonObject.builder()
                    .put("Image", "busybox")
                    .put("Cmd", Json.strings(List.of(command)))
                    .put("Labels", JsonObject.builder().put("camber.test", mark).build())
                    .build());
    containers.add(id);
    return id;
  }

  @Test
  void startsListsKillsAndRemovesContainers() throws Exception {
    Map<String, List<String>> mine = Map.of("label", List.of("camber.test=" + mark));
    String id = container("sleep", "600");
    assertThat(engine().containers().list(false, mine)).isEmpty();
    assertThat(engine().containers().list(true, mine)).hasSize(1);
    engine().containers().start(id);
    assertThat(engine().containers().list(false, mine)).hasSize(1);
    assertThat(engine().containers().inspect("camber-test-" + mark).orElseThrow())
        .satisfies(c -> assertThat(c.stringAt("State", "Status")).contains("running"));
    engine().containers().restart(id, Duration.ZERO);
    engine().containers().remove(id);
    containers.clear();
    assertThat(engine().containers().inspect(id)).isEmpty();
    assertThatThrownBy(() -> engine().containers().start(id))
        .isInstanceOfSatisfying(
            EngineResponseException.class, e -> assertThat(e.isNotFound()).isTrue());
  }

  @Test
  void runsCommandsOnlyInRunningContainers() throws Exception {
    String id = container("sleep", "600");
    assertThatThrownBy(() ->
            engine()
                .containers()
                .exec(id, List.of("true"), Optional.empty(), (e, b, from, length) -> {}))
        .isInstanceOfSatisfying(
            EngineResponseException.class, e -> assertThat(e.isConflict()).isTrue());
    engine().containers().start(id);
    assertThat(
            engine()
                .containers()
                .exec(
                    id,
                    List.of("sh", "-c", "exit 7"),
                    Optional.empty(),
                    (e, b, from, length) -> {}))
        .isEqualTo(7);
  }

  @Test
  void prunesStoppedContainersWithALabel() throws Exception {
    Map<String, List<String>> mine = Map.of("label", List.of("camber.test=" + mark));
    String id = container("true");
    assertThat(engine().containers().prune(mine).ids()).containsExactly(id);
    containers.clear();
  }
}
