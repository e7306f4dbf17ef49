package dev.camber.model.manifest;

import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.Probe;
import java.util.List;
import java.util.Optional;

/**
 * Processes of this host.
 *
 * @param updateCmd run once per update; may be none
 * @param serveCmd kept running; may be none
 * @param deps files whose change starts an update; absolute
 * @param depsGiven whether the Tiltfile gave a list of them, if only an empty one
 * @param isTest whether it was declared with {@code test()}
 */
public record LocalTarget(
    String name,
    ShellCommand updateCmd,
    ShellCommand serveCmd,
    List<Link> links,
    List<String> deps,
    boolean depsGiven,
    List<IgnoreDef> fileWatchIgnores,
    boolean allowParallel,
    Optional<Probe> readinessProbe,
    boolean isTest)
    implements DeployTarget {
  public LocalTarget {
    links = List.copyOf(links);
    deps = List.copyOf(deps);
    fileWatchIgnores = List.copyOf(fileWatchIgnores);
  }

  @Override
  public TargetId id() {
    return new TargetId(TargetId.Type.LOCAL, name);
  }
}
