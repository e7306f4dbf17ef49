package dev.camber.tiltfile.assembly;

import dev.camber.model.api.IgnoreDef;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.tiltfile.state.DeclaredLocal;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.List;

/** Local resources as manifests. */
final class LocalResources {
  private final LoadState state;
  private final IgnoreRules ignores;

  LocalResources(LoadState state) {
    this.state = state;
    this.ignores = new IgnoreRules(state);
  }

  Manifest manifest(DeclaredLocal local) {
    return new Manifest(
        local.name(),
        List.of(),
        new LocalTarget(
            local.name(),
            local.updateCmd(),
            local.serveCmd(),
            local.links(),
            local.deps(),
            local.depsGiven(),
            fileWatchIgnores(local),
            local.allowParallel(),
            local.readinessProbe(),
            local.isTest()),
        TriggerModes.of(state, local.triggerMode(), local.autoInit()),
        local.resourceDeps(),
        state.request().owner(),
        local.labels());
  }

  private List<IgnoreDef> fileWatchIgnores(DeclaredLocal local) {
    List<String> directories = new ArrayList<>(local.deps());
    directories.add(local.directory());
    List<IgnoreDef> out = new ArrayList<>(ignores.gitDirectories(directories));
    if (!local.ignores().isEmpty()) {
      out.add(new IgnoreDef(local.directory(), local.ignores()));
    }
    return out;
  }
}
