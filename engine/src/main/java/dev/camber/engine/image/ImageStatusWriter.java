package dev.camber.engine.image;

import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.CmdImageStatus;
import dev.camber.model.api.DockerImageStatus;
import dev.camber.model.api.ImageBuildState;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.ImageTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes how the build of one image goes into its DockerImage or CmdImage object. For one build.
 */
final class ImageStatusWriter {
  private final ObjectStore store;
  private final ImageTarget image;
  private final Instant start;
  private volatile List<DockerImageStatus.Stage> stages =
      List.of(); // written by the build, read at its end

  ImageStatusWriter(ObjectStore store, ImageTarget image) {
    this.store = store;
    this.image = image;
    this.start = store.now();
  }

  void building() {
    write("", Optional.of(new ImageBuildState.Building("", time(start))), Optional.empty());
  }

  void stages(List<DockerImageStatus.Stage> now) {
    stages = List.copyOf(now);
    building();
  }

  /** One more stage at the end: what brings the image to the cluster. */
  void addStage(DockerImageStatus.Stage stage) {
    List<DockerImageStatus.Stage> more = new ArrayList<>(stages);
    more.add(stage);
    stages = List.copyOf(more);
  }

  void completed(String ref, String error) {
    write(
        ref,
        Optional.empty(),
        Optional.of(new ImageBuildState.Completed("", error, time(start), time(store.now()))));
  }

  private static Optional<MicroTime> time(Instant at) {
    return Optional.of(new MicroTime(at));
  }

  private void write(
      String ref,
      Optional<ImageBuildState.Building> building,
      Optional<ImageBuildState.Completed> completed) {
    if (!image.dockerImageName().isEmpty()) {
      store.editStatus(
          Kinds.DOCKER_IMAGE,
          image.dockerImageName(),
          old -> new DockerImageStatus(ref, Optional.empty(), building, completed, stages));
    }
    if (!image.cmdImageName().isEmpty()) {
      store.editStatus(
          Kinds.CMD_IMAGE,
          image.cmdImageName(),
          old -> new CmdImageStatus(ref, Optional.empty(), building, completed));
    }
  }
}
