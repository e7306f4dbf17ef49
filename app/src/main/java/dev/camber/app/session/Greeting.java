package dev.camber.app.session;

import dev.camber.model.session.AnalyticsNotice;
import dev.camber.model.session.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first lines of a session. Source: spec CLI and API, section 2.1. */
final class Greeting {
  private Greeting() {}

  static List<String> lines(Optional<String> url, Map<String, String> environment) {
    List<String> out = new ArrayList<>();
    out.add(url.map(u -> "Tilt started on " + u).orElse("Tilt started (without browser UI)"));
    out.add(Version.current().stamp());
    AnalyticsNotice.of(environment).ifPresent(out::add);
    return out;
  }
}
