package dev.camber.tiltfile.assembly;

import dev.camber.model.manifest.Manifest;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.explain.Meant;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph of {@code resource_deps}. Source: spec Tiltfile, section 7.8. */
final class Dependencies {
  private Dependencies() {}

  /**
   * Drops dependencies on resources that are not there, with a warning.
   *
   * @throws EvalException if a resource depends on itself, by whatever way
   */
  static List<Manifest> check(LoadState state, List<Manifest> manifests) {
    Map<String, Manifest> byName = new LinkedHashMap<>();
    manifests.forEach(m -> byName.put(m.name(), m));
    List<Manifest> out = new ArrayList<>();
    for (Manifest manifest : manifests) {
      List<String> kept = new ArrayList<>();
      for (String name : manifest.resourceDependencies()) {
        if (name.equals(manifest.name())) {
          throw new EvalException("resource " + name + " specified a dependency on itself");
        }
        if (byName.containsKey(name)) {
          kept.add(name);
        } else {
          state.warn(
              "resource "
                  + manifest.name()
                  + " specified a dependency on unknown resource "
                  + name
                  + " - dependency ignored"
                  + meant(state, name, byName.keySet()));
        }
      }
      out.add(withDependencies(manifest, kept));
    }
    Set<String> done = new LinkedHashSet<>();
    Map<String, Manifest> checked = new LinkedHashMap<>();
    out.forEach(m -> checked.put(m.name(), m));
    for (Manifest manifest : out) {
      visit(manifest, checked, done, new ArrayList<>());
    }
    return out;
  }

  private static String meant(LoadState state, String name, Set<String> known) {
    return state.surroundings().explains()
        ? Meant.of(name, List.copyOf(known)).map(n -> " (did you mean " + n + "?)").orElse("")
        : "";
  }

  private static Manifest withDependencies(Manifest m, List<String> dependencies) {
    return new Manifest(
        m.name(),
        m.imageTargets(),
        m.deployTarget(),
        m.triggerMode(),
        dependencies,
        m.sourceTiltfile(),
        m.labels());
  }

  private static void visit(
      Manifest manifest, Map<String, Manifest> byName, Set<String> done, List<String> path) {
    int again = path.indexOf(manifest.name());
    if (again >= 0) {
      List<String> cycle = new ArrayList<>(path.subList(again, path.size()));
      cycle.add(manifest.name());
      throw new EvalException(
          "cycle detected in resource dependency graph: " + String.join(" -> ", cycle));
    }
    if (done.contains(manifest.name())) {
      return;
    }
    path.add(manifest.name());
    for (String name : manifest.resourceDependencies()) {
      Manifest next = byName.get(name);
      if (next != null) {
        visit(next, byName, done, path);
      }
    }
    path.removeLast();
    done.add(manifest.name());
  }
}
