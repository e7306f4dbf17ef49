package dev.camber.app.command;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which program opens an address in this machine's browser. */
final class Browser {
  private Browser() {}

  /** The command, or empty where nobody could see a browser, as on a server. */
  static Optional<java.util.List<String>> opening(
      String url, Map<String, String> environment, String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return Optional.of(java.util.List.of("open", url));
    }
    if (os.contains("windows")) {
      return Optional.of(java.util.List.of("rundll32", "url.dll,FileProtocolHandler", url));
    }
    boolean display =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return display ? Optional.of(java.util.List.of("xdg-open", url)) : Optional.empty();
  }
}
