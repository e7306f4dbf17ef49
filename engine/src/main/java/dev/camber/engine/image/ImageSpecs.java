package dev.camber.engine.image;

import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import java.util.Collection;
import java.util.List;

/** Image specs with what the engine adds to them. Source: spec engine, section 2.7. */
public final class ImageSpecs {
  private ImageSpecs() {}

  /** Whether some resource runs the image, rather than other images building on it. */
  public static boolean isDeployed(Collection<Manifest> manifests, ImageTarget image) {
    return manifests.stream()
        .anyMatch(m -> deployed(m.deployTarget()).contains(image.imageMapName()));
  }

  private static List<String> deployed(DeployTarget target) {
    return switch (target) {
      case KubernetesTarget kubernetes -> kubernetes.spec().imageMaps();
      case ComposeTarget compose -> compose.spec().imageMaps();
      case LocalTarget local -> List.of();
    };
  }

  /**
   * With its name and what becomes of it.
   *
   * @param needs {@code push} or {@code base-image}
   */
  public static DockerImageSpec complete(ImageTarget image, DockerImageSpec s, String needs) {
    return new DockerImageSpec(
        or(s.ref(), image.spec().selector()),
        s.dockerfileContents(),
        s.context(),
        s.contextIgnores(),
        s.args(),
        s.target(),
        s.sshAgentConfigs(),
        s.secrets(),
        s.network(),
        s.pull(),
        s.cacheFrom(),
        s.platform(),
        s.extraTags(),
        s.extraHosts(),
        s.imageMaps(),
        or(s.cluster(), "default"),
        or(s.clusterNeeds(), needs));
  }

  /** As the other {@code complete}. */
  public static CmdImageSpec complete(ImageTarget image, CmdImageSpec s, String needs) {
    return new CmdImageSpec(
        or(s.ref(), image.spec().selector()),
        s.args(),
        s.dir(),
        s.env(),
        s.outputMode(),
        s.outputTag(),
        s.outputsImageRefTo(),
        s.imageMaps(),
        or(s.cluster(), "default"),
        or(s.clusterNeeds(), needs));
  }

  private static String or(String given, String otherwise) {
    return given.isEmpty() ? otherwise : given;
  }
}
