package dev.camber.tiltfile.state;

import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import java.util.List;
import java.util.Optional;

/**
 * An image that the Tiltfile builds.
 *
 * @param selector which references it stands for; exact if another image has the same name
 * @param entrypoint replaces the container's command; empty if not given
 * @param containerArgs replaces the container's arguments; empty if not given
 * @param liveUpdate empty without live update
 * @param tiltfile the file of the call, absolute; empty for images of Compose
 * @param ignores patterns of {@code ignore=}
 * @param only patterns of {@code only=}
 * @param imageDeps images that must be built before, beside those its Dockerfile names
 */
public record DeclaredImage(
    ImageReference reference,
    ImageSelector selector,
    boolean matchInEnvVars,
    Optional<List<String>> entrypoint,
    Optional<List<String>> containerArgs,
    Optional<LiveUpdateSpec> liveUpdate,
    String tiltfile,
    List<String> ignores,
    List<String> only,
    List<ImageReference> imageDeps,
    Build build) {

  /** How it is built. */
  public sealed interface Build {}

  /**
   * From a Dockerfile.
   *
   * @param dockerfilePath absolute; {@code <context>/Dockerfile} with inline contents
   * @param buildArgs {@code KEY=VALUE} or {@code KEY}
   */
  public record FromDockerfile(
      String dockerfilePath,
      String contents,
      String context,
      List<String> buildArgs,
      String target,
      List<String> ssh,
      List<String> secrets,
      String network,
      boolean pull,
      List<String> cacheFrom,
      String platform,
      List<String> extraTags,
      List<String> extraHosts)
      implements Build {}

  /**
   * By a command.
   *
   * @param depsGiven whether {@code deps} was a list, if only an empty one
   * @param outputMode {@code local-docker}, {@code local-docker-and-remote} or {@code remote}
   */
  public record ByCommand(
      List<String> argv,
      String dir,
      List<String> env,
      List<String> deps,
      boolean depsGiven,
      String tag,
      String outputMode,
      String outputsImageRefTo,
      boolean liveUpdateOnly)
      implements Build {}

  /** Never built: only found in containers of a {@code k8s_custom_deploy}. */
  public record ForCustomDeploy(List<String> deps) implements Build {}

  /**
   * By Compose itself.
   *
   * @param context absolute, or empty if it is not a local directory
   */
  public record ByCompose(
      String service, String context, String dockerfilePath, List<String> volumeSources)
      implements Build {}

  public DeclaredImage {
    ignores = List.copyOf(ignores);
    only = List.copyOf(only);
    imageDeps = List.copyOf(imageDeps);
  }

  /** The same, matched exactly. */
  public DeclaredImage asExact() {
    return new DeclaredImage(
        reference,
        selector.asExact(),
        matchInEnvVars,
        entrypoint,
        containerArgs,
        liveUpdate,
        tiltfile,
        ignores,
        only,
        imageDeps,
        build);
  }
}
