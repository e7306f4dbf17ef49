package dev.camber.tiltfile;

import dev.camber.host.process.Processes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The world around evaluations.
 *
 * @param workingDirectory what relative paths of the command line are relative to
 * @param processes runs helm, git and the rest
 * @param dataDirectory where extension repositories are kept
 * @param scratchDirectory where texts are put that programs want as files; lives as long as the
 *     program
 * @param webHost where the page is served, also the default of port forwards
 * @param webPort 0 without a page
 * @param argv this program's command line, for {@code sys.argv}
 * @param executable this program's file, if known
 * @param tiltVersion the version of the language that {@code version_settings} compares with
 * @param explains whether errors and warnings come with what helps a person at a terminal
 */
public record Surroundings(
    Path workingDirectory,
    ProcessEnvironment environment,
    Processes processes,
    KubeInfo kube,
    Clock clock,
    Path dataDirectory,
    Path scratchDirectory,
    String webHost,
    int webPort,
    List<String> argv,
    Optional<String> executable,
    String tiltVersion,
    boolean explains) {
  /** The version of the reference that this language is compatible with. */
  public static final String COMPATIBLE_VERSION = dev.camber.model.session.Version.COMPATIBLE;

  public Surroundings {
    argv = List.copyOf(argv);
  }

  /** Surroundings without a terminal. */
  public Surroundings(
      Path workingDirectory,
      ProcessEnvironment environment,
      Processes processes,
      KubeInfo kube,
      Clock clock,
      Path dataDirectory,
      Path scratchDirectory,
      String webHost,
      int webPort,
      List<String> argv,
      Optional<String> executable,
      String tiltVersion) {
    this(
        workingDirectory,
        environment,
        processes,
        kube,
        clock,
        dataDirectory,
        scratchDirectory,
        webHost,
        webPort,
        argv,
        executable,
        tiltVersion,
        false);
  }
}
