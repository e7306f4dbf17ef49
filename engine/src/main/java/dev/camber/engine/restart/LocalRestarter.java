package dev.camber.engine.restart;

import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.cmd.CmdRunner;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.UserError;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.LocalTarget;
import java.util.Optional;

/**
 * The process of a {@code serve_cmd}: it is ended and its Cmd taken away, and {@link
 * dev.camber.engine.local.ServeReconciler} makes the next one.
 */
public final class LocalRestarter implements Restarter {
  private final ObjectStore store;
  private final LogStore log;
  private final CmdRunner commands;

  public LocalRestarter(ObjectStore store, LogStore log, CmdRunner commands) {
    this.store = store;
    this.log = log;
    this.commands = commands;
  }

  @Override
  public boolean knows(ResourceView resource) {
    return resource.manifest().deployTarget() instanceof LocalTarget;
  }

  @Override
  public void restart(ResourceView resource) throws UserError, InterruptedException {
    String name = resource.name();
    if (resource.manifest().deployTarget() instanceof LocalTarget local
        && local.serveCmd().isEmpty()) {
      throw new UserError(
          name + " has no serve_cmd that could be restarted: use `trigger " + name + "`");
    }
    Optional<ApiObject<CmdSpec, CmdStatus>> server = RuntimeView.server(store.snapshot(), name);
    if (server.isEmpty()) {
      throw new UserError(name + " has not been started yet: use `trigger " + name + "`");
    }
    String update = resource.updateStatus();
    if (!update.equals("ok") && !update.equals("not_applicable")) {
      // The next process begins after an update that succeeds: until then nothing would run.
      throw new UserError(
          name
              + " cannot be restarted while its update "
              + (update.equals("error") ? "has failed" : "is " + update.replace('_', ' '))
              + ": see `why "
              + name
              + "`");
    }
    String span = server.get().metadata().annotation(Annotations.LOG_SPAN_ID).orElse("");
    log.logger(name, span).info("Restarting the server, as asked for");
    commands.stop(server.get().name());
    store.deleteIfExists(Kinds.CMD, server.get().name());
  }
}
