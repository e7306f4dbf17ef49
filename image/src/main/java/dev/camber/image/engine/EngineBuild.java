package dev.camber.image.engine;

import dev.camber.image.context.ContextFiles;
import dev.camber.image.session.BuildSecret;
import dev.camber.image.session.SshAgent;
import java.util.List;
import java.util.Map;

/**
 * What an engine is told to build.
 *
 * @param buildKit whether BuildKit builds it; the classic builder otherwise
 * @param dockerfile its text
 * @param context the files it may copy
 * @param buildArgs {@code KEY=VALUE}, or {@code KEY} for a value from the environment
 * @param target the stage to stop at; empty for the last
 * @param platform as in {@code linux/arm64}; empty for the engine's own
 * @param network of the steps; empty for the default
 * @param pull whether base images are looked up in their registries again
 * @param cacheFrom images to take steps from
 * @param extraHosts {@code host:address}
 * @param tags names of the image
 * @param labels of the image
 * @param secrets BuildKit only
 * @param sshAgents BuildKit only
 * @param cacheKey names the context across builds, so that only what changed is sent
 */
public record EngineBuild(
    boolean buildKit,
    String dockerfile,
    ContextFiles context,
    List<String> buildArgs,
    String target,
    String platform,
    String network,
    boolean pull,
    List<String> cacheFrom,
    List<String> extraHosts,
    List<String> tags,
    Map<String, String> labels,
    List<BuildSecret> secrets,
    List<SshAgent> sshAgents,
    String cacheKey) {
  public EngineBuild {
    buildArgs = List.copyOf(buildArgs);
    cacheFrom = List.copyOf(cacheFrom);
    extraHosts = List.copyOf(extraHosts);
    tags = List.copyOf(tags);
    labels = Map.copyOf(labels);
    secrets = List.copyOf(secrets);
    sshAgents = List.copyOf(sshAgents);
  }
}
