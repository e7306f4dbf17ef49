package dev.camber.model.manifest;

import dev.camber.model.api.DockerComposeServiceSpec;
import java.util.List;

/**
 * A service of a Compose project.
 *
 * @param serviceYaml the service as resolved, as YAML
 * @param publishedPorts ports on this host
 * @param inferLinks whether published ports become links
 */
public record ComposeTarget(
    String name,
    DockerComposeServiceSpec spec,
    String serviceYaml,
    List<Link> links,
    List<Integer> publishedPorts,
    boolean inferLinks)
    implements DeployTarget {
  public ComposeTarget {
    links = List.copyOf(links);
    publishedPorts = List.copyOf(publishedPorts);
  }

  @Override
  public TargetId id() {
    return new TargetId(TargetId.Type.COMPOSE, name);
  }
}
