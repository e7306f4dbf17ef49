package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Files and commands to bring into running containers. */
public record LiveUpdateSpec(
    @Wire(empty = Wire.Empty.WRITE) String basePath,
    List<LiveUpdateSpec.Source> sources,
    LiveUpdateSpec.Selector selector,
    List<String> stopPaths,
    List<LiveUpdateSpec.Sync> syncs,
    List<LiveUpdateSpec.Exec> execs,
    String restart,
    Optional<LiveUpdateSpec.InitialSync> initialSync)
    implements Spec {
  public LiveUpdateSpec {
    sources = List.copyOf(sources);
    stopPaths = List.copyOf(stopPaths);
    syncs = List.copyOf(syncs);
    execs = List.copyOf(execs);
  }

  /** Where changes come from. */
  public record Source(String fileWatch, String imageMap) {}

  /** Which containers. */
  public record Selector(
      Optional<LiveUpdateSpec.KubernetesSelector> kubernetes,
      Optional<LiveUpdateSpec.ComposeSelector> dockerCompose) {}

  /** Containers of a deployment. */
  public record KubernetesSelector(
      String applyName,
      @Wire(empty = Wire.Empty.WRITE) String discoveryName,
      String image,
      String imageMapName,
      String containerName) {}

  /** Containers of a service. */
  public record ComposeSelector(@Wire(empty = Wire.Empty.WRITE) String service) {}

  /** One pair of paths. */
  public record Sync(
      @Wire(empty = Wire.Empty.WRITE) String localPath,
      @Wire(empty = Wire.Empty.WRITE) String containerPath) {}

  /** One command. */
  public record Exec(
      @Wire(empty = Wire.Empty.NULL) List<String> args,
      @Wire(empty = Wire.Empty.NULL) List<String> triggerPaths,
      @Wire(empty = Wire.Empty.WRITE) boolean echoOff) {
    public Exec {
      args = List.copyOf(args);
      triggerPaths = List.copyOf(triggerPaths);
    }
  }

  /** Present if a fresh container gets all files first. */
  public record InitialSync() {}
}
