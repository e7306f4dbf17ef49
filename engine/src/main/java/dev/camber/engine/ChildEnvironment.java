package dev.camber.engine;

import dev.camber.host.env.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What processes of the host inherit. Source: spec engine, section 5.4. */
public final class ChildEnvironment {
  private ChildEnvironment() {}

  /**
   * The variables of a session's processes.
   *
   * @param base this program's own
   * @param kubeconfig the configuration frozen for this session, if there is a kube context
   * @param color whether the log's reader shows colours
   * @param host where the session's page is served
   * @param port of the page
   */
  public static Environment of(
      Environment base, Optional<String> kubeconfig, boolean color, String host, int port) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("LINES", "24");
    defaults.put("COLUMNS", "80");
    defaults.put("PYTHONUNBUFFERED", "1");
    if (color) {
      defaults.put("FORCE_COLOR", "1");
    }
    defaults.put("TILT_PORT", Integer.toString(port));
    defaults.put("TILT_HOST", host);
    defaults.put("TILT_DISABLE_ANALYTICS", "1");
    Environment out = base;
    if (kubeconfig.isPresent()) {
      out = out.with(Map.of("KUBECONFIG", kubeconfig.get()));
    }
    return out.withDefaults(defaults);
  }
}
