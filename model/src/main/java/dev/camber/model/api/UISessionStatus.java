package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** The session as the page shows it. */
public record UISessionStatus(
    List<UISessionStatus.FeatureFlag> featureFlags,
    boolean needsAnalyticsNudge,
    UISessionStatus.Build runningTiltBuild,
    String suggestedTiltVersion,
    UISessionStatus.VersionSettings versionSettings,
    String tiltCloudUsername,
    String tiltCloudTeamName,
    String tiltCloudSchemeHost,
    String tiltCloudTeamID,
    String fatalError,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> tiltStartTime,
    String tiltfileKey)
    implements Status {
  public UISessionStatus {
    featureFlags = List.copyOf(featureFlags);
  }

  /** One flag. */
  public record FeatureFlag(String name, boolean value) {}

  /** Which program runs. */
  public record Build(String version, String commitSHA, String date, boolean dev) {}

  /** Whether to look for updates. */
  public record VersionSettings(boolean checkUpdates) {}
}
