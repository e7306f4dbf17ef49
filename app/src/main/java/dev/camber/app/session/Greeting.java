package dev.camber.app.session;

import dev.camber.model.session.Version;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first lines of a session. Source: spec CLI and API, section 2.1. */
final class Greeting {
  private static final List<String> OPT_OUTS =
      List.of("TILT_DISABLE_ANALYTICS", "DO_NOT_TRACK", "CI");

  private Greeting() {}

  static void print(PrintStream out, Optional<String> url, Map<String, String> environment) {
    out.println(url.map(u -> "Tilt started on " + u).orElse("Tilt started (without browser UI)"));
    out.println(Version.current().stamp());
    // Camber has no analytics; the line is what scripts that set the variable expect to see.
    OPT_OUTS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
        .findFirst()
        .ifPresent(name ->
            out.println(
                "Tilt analytics disabled: Environment variable "
                    + name
                    + "="
                    + environment.get(name)));
  }
}
