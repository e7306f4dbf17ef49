package dev.camber.tiltfile;

import dev.camber.model.manifest.ShellCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Tiltfile says about the session as a whole. Source: spec Tiltfile, section 5.9.
 *
 * @param featureFlags every known flag
 * @param analyticsOpt 0 not said, 1 out, 2 in
 * @param scrubSecrets whether values of Secrets are redacted in logs
 */
public record Settings(
    Map<String, Boolean> featureFlags,
    String teamId,
    Telemetry telemetry,
    DockerPrune dockerPrune,
    int analyticsOpt,
    Map<String, String> analyticsTags,
    boolean checkUpdates,
    Updates updates,
    List<IgnoreSet> watchIgnores,
    Optional<Registry> defaultRegistry,
    Ci ci,
    boolean scrubSecrets) {
  public Settings {
    featureFlags = Map.copyOf(featureFlags);
    analyticsTags = Map.copyOf(analyticsTags);
    watchIgnores = List.copyOf(watchIgnores);
  }

  /** A command that receives trace spans. */
  public record Telemetry(ShellCommand command, String workdir, Duration period) {
    public static final Telemetry NONE =
        new Telemetry(ShellCommand.NONE, "", Duration.ofSeconds(60));
  }

  /** Which images are pruned, and when; {@code numBuilds} 0 means by {@code interval}. */
  public record DockerPrune(
      boolean enabled, Duration maxAge, int numBuilds, Duration interval, int keepRecent) {
    public static final DockerPrune DEFAULT =
        new DockerPrune(true, Duration.ofHours(6), 0, Duration.ofHours(1), 2);
  }

  /**
   * How updates run.
   *
   * @param serverSideApply {@code true}, {@code false} or {@code auto}
   */
  public record Updates(
      int maxParallel,
      Duration upsertTimeout,
      List<String> suppressUnusedImageWarnings,
      String serverSideApply) {
    public static final Updates DEFAULT = new Updates(3, Duration.ofSeconds(30), List.of(), "auto");

    public Updates {
      suppressUnusedImageWarnings = List.copyOf(suppressUnusedImageWarnings);
    }
  }

  /** Where images are pushed; empty strings are not set. */
  public record Registry(String host, String hostFromContainerRuntime, String singleName) {}

  /** Time limits of {@code ci}. */
  public record Ci(Optional<Duration> k8sGracePeriod, Duration timeout, Duration readinessTimeout) {
    public static final Ci DEFAULT =
        new Ci(Optional.empty(), Duration.ofMinutes(30), Duration.ofMinutes(5));
  }
}
