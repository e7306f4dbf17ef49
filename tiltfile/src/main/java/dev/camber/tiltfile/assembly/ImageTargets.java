package dev.camber.tiltfile.assembly;

import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.ImageMapSpec;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.TargetId;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.List;

/** Declared images as targets of a resource. Source: spec CLI and API, section 16. */
final class ImageTargets {
  private final ImageGraph graph;
  private final IgnoreRules rules;

  ImageTargets(LoadState state, ImageGraph graph) {
    this.graph = graph;
    this.rules = new IgnoreRules(state);
  }

  /**
   * The targets of a resource, dependencies first.
   *
   * @param direct the images that it deploys
   */
  List<ImageTarget> of(String resource, List<DeclaredImage> direct) {
    try {
      List<ImageTarget> out = new ArrayList<>();
      for (DeclaredImage image : graph.closure(direct)) {
        out.add(target(resource, image));
      }
      return out;
    } catch (EvalException e) {
      throw new EvalException("getting image build info for " + resource + ": " + e.getMessage());
    }
  }

  private ImageTarget target(String resource, DeclaredImage image) {
    String mapName = ImageGraph.mapName(image);
    String objectName = resource + ":" + mapName;
    List<DeclaredImage> dependencies = graph.dependencies(image);
    List<String> imageMaps = dependencies.stream().map(ImageGraph::mapName).toList();
    List<IgnoreDef> ignores = rules.contextIgnores(image);
    boolean docker = image.build() instanceof DeclaredImage.FromDockerfile;
    boolean command =
        image.build() instanceof DeclaredImage.ByCommand
            || image.build() instanceof DeclaredImage.ForCustomDeploy;
    return new ImageTarget(
        spec(image),
        mapName,
        image.liveUpdate().isPresent() ? objectName : "",
        image.liveUpdate(),
        image.liveUpdate().isPresent(),
        docker ? objectName : "",
        command ? objectName : "",
        details(image, imageMaps, ignores),
        isLiveUpdateOnly(image),
        dependencies.stream()
            .map(d -> new TargetId(TargetId.Type.IMAGE, ImageGraph.mapName(d)))
            .toList(),
        watched(image),
        rules.watchIgnores(image, ignores));
  }

  private static ImageMapSpec spec(DeclaredImage image) {
    return new ImageMapSpec(
        image.reference().familiar(),
        image.matchInEnvVars(),
        image.selector().exact(),
        image.entrypoint().map(ImageMapSpec.OverrideCommand::new),
        image.containerArgs().map(ImageMapSpec.OverrideArgs::new));
  }

  static boolean isLiveUpdateOnly(DeclaredImage image) {
    return switch (image.build()) {
      case DeclaredImage.ByCommand build -> build.liveUpdateOnly();
      case DeclaredImage.ForCustomDeploy build -> true;
      default -> false;
    };
  }

  private static BuildDetails details(
      DeclaredImage image, List<String> imageMaps, List<IgnoreDef> ignores) {
    return switch (image.build()) {
      case DeclaredImage.FromDockerfile build ->
          new BuildDetails.DockerBuild(
              new DockerImageSpec(
                  "",
                  build.contents(),
                  build.context(),
                  ignores,
                  build.buildArgs(),
                  build.target(),
                  build.ssh(),
                  build.secrets(),
                  build.network(),
                  build.pull(),
                  build.cacheFrom(),
                  build.platform(),
                  build.extraTags(),
                  build.extraHosts(),
                  imageMaps,
                  "",
                  ""));
      case DeclaredImage.ByCommand build ->
          new BuildDetails.CustomBuild(
              new CmdImageSpec(
                  "",
                  build.argv(),
                  build.dir(),
                  build.env(),
                  build.outputMode(),
                  build.tag(),
                  build.outputsImageRefTo(),
                  imageMaps,
                  "",
                  ""),
              build.deps(),
              build.depsGiven());
      case DeclaredImage.ForCustomDeploy build ->
          new BuildDetails.CustomBuild(
              new CmdImageSpec(
                  "", List.of("sh", "-c", ":"), "", List.of(), "remote", "", "", imageMaps, "", ""),
              build.deps(),
              true);
      case DeclaredImage.ByCompose build ->
          new BuildDetails.ComposeBuild(build.service(), build.context());
    };
  }

  /** The files whose change builds an image again. */
  static List<String> watched(DeclaredImage image) {
    return switch (image.build()) {
      case DeclaredImage.FromDockerfile build -> List.of(build.context());
      case DeclaredImage.ByCommand build -> build.deps();
      case DeclaredImage.ForCustomDeploy build -> build.deps();
      case DeclaredImage.ByCompose build ->
          build.context().isEmpty() ? List.of() : List.of(build.context());
    };
  }
}
