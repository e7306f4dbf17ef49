package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** An image built from a Dockerfile. */
public record DockerImageSpec(
    @Wire(empty = Wire.Empty.WRITE) String ref,
    String dockerfileContents,
    String context,
    List<IgnoreDef> contextIgnores,
    List<String> args,
    String target,
    List<String> sshAgentConfigs,
    List<String> secrets,
    String network,
    boolean pull,
    List<String> cacheFrom,
    String platform,
    List<String> extraTags,
    List<String> extraHosts,
    List<String> imageMaps,
    String cluster,
    String clusterNeeds)
    implements Spec {
  public DockerImageSpec {
    contextIgnores = List.copyOf(contextIgnores);
    args = List.copyOf(args);
    sshAgentConfigs = List.copyOf(sshAgentConfigs);
    secrets = List.copyOf(secrets);
    cacheFrom = List.copyOf(cacheFrom);
    extraTags = List.copyOf(extraTags);
    extraHosts = List.copyOf(extraHosts);
    imageMaps = List.copyOf(imageMaps);
  }
}
