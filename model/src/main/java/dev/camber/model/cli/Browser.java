package dev.camber.model.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which program opens an address in this machine's browser; stateless. */
public final class Browser {
  /** What to tell somebody whose machine has none. */
  public static final String NONE_HERE =
      "no browser can be opened from here: neither BROWSER, DISPLAY nor WAYLAND_DISPLAY is set";

  private Browser() {}

  /**
   * The command, or empty where nobody could see a browser, as on a server. {@code BROWSER} names
   * another program.
   */
  public static Optional<List<String>> opening(
      String url, Map<String, String> environment, String osName) {
    String chosen = environment.getOrDefault("BROWSER", "");
    if (!chosen.isEmpty()) {
      return Optional.of(List.of(chosen, url));
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return Optional.of(List.of("open", url));
    }
    if (os.contains("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", url));
    }
    boolean display =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return display ? Optional.of(List.of("xdg-open", url)) : Optional.empty();
  }
}
