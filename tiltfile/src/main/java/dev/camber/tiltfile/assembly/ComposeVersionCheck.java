package dev.camber.tiltfile.assembly;

import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.program.ComposeCommand;
import dev.camber.tiltfile.state.LoadState;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the user's Compose is new enough. Source: spec Tiltfile, section 5.4. */
final class ComposeVersionCheck {
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)[^\\s,]*");

  private ComposeVersionCheck() {}

  static void check(LoadState state) {
    Optional<String> said = new ComposeCommand(state).version();
    if (said.isEmpty()) {
      return;
    }
    Matcher matcher = VERSION.matcher(said.get());
    if (!matcher.find()) {
      return;
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    int patch = Integer.parseInt(matcher.group(3));
    String shown = matcher.group().startsWith("v") ? matcher.group() : "v" + matcher.group();
    if (major < 1 || major == 1 && (minor < 28 || minor == 28 && patch < 3)) {
      throw new EvalException(
          "Tilt requires Docker Compose v1.28.3+ (you have "
              + shown
              + "). Please upgrade and re-launch Tilt.");
    }
    if (major == 2 && minor < 2) {
      state.warn(
          "Using Docker Compose "
              + shown
              + " (version < 2.2) may result in errors or broken functionality.\n"
              + "For best results, we recommend upgrading to Docker Compose >= v2.2.0.");
    }
  }
}
