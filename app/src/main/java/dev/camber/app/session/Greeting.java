package dev.camber.app.session;

import dev.camber.model.session.Version;
import dev.camber.model.text.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first lines of a session. Source: spec CLI and API, section 2.1. */
final class Greeting {
  private static final List<String> OPT_OUTS =
      List.of("TILT_DISABLE_ANALYTICS", "DO_NOT_TRACK", "CI");

  private Greeting() {}

  static List<String> lines(Optional<String> url, Map<String, String> environment, Paint paint) {
    List<String> out = new ArrayList<>();
    out.add(
        paint.green(
            url.map(u -> "Tilt started on " + u).orElse("Tilt started (without browser UI)")));
    out.add(Version.current().stamp());
    // Camber has no analytics; the line is what scripts that set the variable expect to see.
    OPT_OUTS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
        .findFirst()
        .ifPresent(name ->
            out.add(
                "Tilt analytics disabled: Environment variable "
                    + name
                    + "="
                    + environment.get(name)));
    return out;
  }
}
