package dev.camber.model.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line that scripts which opt out of analytics expect to see. Camber has none to turn off.
 * Source: spec CLI and API, section 2.1.
 */
public final class AnalyticsNotice {
  private static final List<String> OPT_OUTS =
      List.of("TILT_DISABLE_ANALYTICS", "DO_NOT_TRACK", "CI");

  private AnalyticsNotice() {}

  /** The line for an environment in which somebody opted out. */
  public static Optional<String> of(Map<String, String> environment) {
    return OPT_OUTS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
        .findFirst()
        .map(name ->
            "Tilt analytics disabled: Environment variable " + name + "=" + environment.get(name));
  }
}
