package dev.camber.compose;

import java.util.List;
import java.util.Optional;

/**
 * A service as the project has it after loading.
 *
 * @param image empty if the file names none
 * @param dependsOn names of services of the same project, sorted; one that is not required may be
 *     missing from the project
 * @param publishedPorts ports on this host, single ones only, in the order of the file
 * @param volumeSources the source of every volume; empty for anonymous ones
 * @param envFiles absolute, present or not; the Compose program leaves them out when it resolves a
 *     project
 * @param yaml the service in the order of the Compose model, indented by four columns
 */
public record Service(
    String name,
    String image,
    Optional<Build> build,
    List<String> dependsOn,
    List<Integer> publishedPorts,
    List<String> volumeSources,
    List<String> envFiles,
    String yaml) {

  /**
   * How Compose builds the image.
   *
   * @param context absolute, or what it is if it is not a local directory
   * @param dockerfile as written, relative to the context
   */
  public record Build(String context, String dockerfile) {}

  public Service {
    dependsOn = List.copyOf(dependsOn);
    publishedPorts = List.copyOf(publishedPorts);
    volumeSources = List.copyOf(volumeSources);
    envFiles = List.copyOf(envFiles);
  }
}
