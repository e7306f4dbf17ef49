package dev.camber.model.image;

import dev.camber.model.api.RegistryHosting;
import java.util.ArrayList;
import java.util.List;

/** What makes a registry's hosts valid. Source: spec Tiltfile, {@code default_registry}. */
public final class RegistryChecks {
  private RegistryChecks() {}

  /** What is wrong, one text per field, in the order of the fields; empty if nothing is. */
  public static List<String> problems(RegistryHosting hosting) {
    List<String> problems = new ArrayList<>();
    if (hosting.host().isEmpty()) {
      problems.add("host: Required value");
    } else {
      check("host", hosting.host(), problems);
    }
    check("hostFromClusterNetwork", hosting.hostFromClusterNetwork(), problems);
    check("hostFromContainerRuntime", hosting.hostFromContainerRuntime(), problems);
    return problems;
  }

  private static void check(String field, String host, List<String> problems) {
    if (host.isEmpty()) {
      return;
    }
    try {
      ImageReference.parseCanonical(host + "/x");
    } catch (InvalidReferenceException e) {
      problems.add(field + ": Invalid value: \"" + host + "\": " + e.getMessage());
    }
  }
}
