package dev.camber.tiltfile.assembly;

import dev.camber.model.UserError;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.text.Quoted;
import dev.camber.tiltfile.state.ConfigState;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources run. Source: spec Tiltfile, section 9.5. */
public final class EnabledResources {
  /** The resource that holds what belongs nowhere else. */
  static final String UNCATEGORIZED = "uncategorized";

  private EnabledResources() {}

  /** Their names, in the order of {@code manifests}. */
  public static List<String> of(LoadState state, List<Manifest> manifests) throws UserError {
    ConfigState config = state.config();
    if (config.isCleared()) {
      return List.of();
    }
    List<String> wanted = config.enabledNames();
    if (wanted.isEmpty() && !config.parsed()) {
      wanted = state.request().args();
    }
    Map<String, Manifest> byName = new LinkedHashMap<>();
    manifests.forEach(m -> byName.put(m.name(), m));
    if (wanted.isEmpty()) {
      return manifests.stream().map(Manifest::name).toList();
    }
    checkKnown(wanted, byName.keySet());
    Set<String> enabled = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(wanted);
    if (byName.containsKey(UNCATEGORIZED)) {
      open.add(UNCATEGORIZED);
    }
    while (!open.isEmpty()) {
      Manifest manifest = byName.get(open.removeFirst());
      if (manifest != null && enabled.add(manifest.name())) {
        open.addAll(manifest.resourceDependencies());
      }
    }
    return manifests.stream().map(Manifest::name).filter(enabled::contains).toList();
  }

  private static void checkKnown(List<String> wanted, Set<String> known) throws UserError {
    List<String> missing = new ArrayList<>();
    for (String name : wanted) {
      if (!known.contains(name)) {
        missing.add(Quoted.go(name));
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    List<String> others =
        known.stream().filter(name -> !wanted.contains(name)).map(Quoted::go).toList();
    throw new UserError(
        "You specified some resources that could not be found: "
            + String.join(", ", missing)
            + "\nIs this a typo? Existing resources in Tiltfile: "
            + String.join(", ", others));
  }
}
