package dev.camber.server.rest;

import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * The health endpoints. A session that answers is healthy; the names of the checks are those that
 * scripts know. Stateless.
 */
final class Health {
  private static final List<String> CHECKS =
      List.of(
          "ping",
          "log",
          "poststarthook/max-in-flight-filter",
          "poststarthook/storage-object-count-tracker-hook",
          "poststarthook/start-tilt-server-informers");

  private Health() {}

  /** The checks below an endpoint: {@code readyz} has one more. */
  static List<String> checks(String endpoint) {
    List<String> out = new ArrayList<>(CHECKS);
    if (endpoint.equals("readyz")) {
      out.add("shutdown");
    }
    return out;
  }

  /**
   * @param check the path below the endpoint, empty for all checks
   */
  static Response of(Request request, String endpoint, String check) {
    if (!check.isEmpty() && !checks(endpoint).contains(check)) {
      return Response.text(404, "404 page not found");
    }
    if (!request.query().has("verbose") || !check.isEmpty()) {
      return Answers.plain(200, "ok");
    }
    StringBuilder out = new StringBuilder();
    List<String> excluded = request.query().all("exclude");
    for (String name : checks(endpoint)) {
      out.append("[+]").append(name).append(excluded.contains(name) ? " excluded: ok\n" : " ok\n");
    }
    return Answers.plain(200, out.append(endpoint).append(" check passed\n").toString());
  }
}
