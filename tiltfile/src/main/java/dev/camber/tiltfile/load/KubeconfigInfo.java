package dev.camber.tiltfile.load;

import dev.camber.kubernetes.kubeconfig.KubeconfigLoader;
import dev.camber.tiltfile.KubeContext;
import dev.camber.tiltfile.KubeInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The active context from the kubeconfig files. Stateless. */
public final class KubeconfigInfo implements KubeInfo {
  private final Path workingDirectory;
  private final String context;
  private final String namespace;

  /**
   * @param context taken in place of the current one; empty for none
   * @param namespace taken in place of the context's; empty for none
   */
  public KubeconfigInfo(Path workingDirectory, String context, String namespace) {
    this.workingDirectory = workingDirectory;
    this.context = context;
    this.namespace = namespace;
  }

  @Override
  public KubeContext read(Map<String, String> environment) {
    Path home = workingDirectory.resolve(environment.getOrDefault("HOME", "/"));
    var found =
        new KubeconfigLoader(environment, home, workingDirectory)
            .load(context, namespace)
            .context();
    if (!found.present()) {
      return KubeContext.NONE;
    }
    return new KubeContext(
        found.name(),
        found.namespace(),
        found.product().local(),
        found.product().wireName(),
        Optional.of(found.configPath()).filter(p -> !p.isEmpty()));
  }
}
