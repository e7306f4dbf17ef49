package dev.camber.compose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a Compose program. */
public record ComposeVersion(int major, int minor, int patch) {
  private static final Pattern FORM =
      Pattern.compile("version v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?");

  /** The version in what {@code docker-compose version} or {@code docker compose version} says. */
  static Optional<ComposeVersion> find(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new ComposeVersion(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            m.group(3) == null ? 0 : Integer.parseInt(m.group(3))));
  }

  /** Whether this one is older than another. */
  public boolean isBefore(int otherMajor, int otherMinor, int otherPatch) {
    if (major != otherMajor) {
      return major < otherMajor;
    }
    return minor != otherMinor ? minor < otherMinor : patch < otherPatch;
  }

  @Override
  public String toString() {
    return "v" + major + "." + minor + "." + patch;
  }
}
