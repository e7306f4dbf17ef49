package dev.camber.engine.local;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.cmd.CmdReconciler;
import dev.camber.engine.cmd.CmdRunner;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.ShellCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps one server per local resource with a {@code serve_cmd}: a Cmd object that is replaced after
 * every successful update and when its definition changes. The old process has ended before the new
 * one starts. Source: spec engine, section 5.3.
 */
public final class ServeReconciler implements Reconciler {
  private final ObjectStore store;
  private final CmdRunner runner;
  private final AtomicInteger servers = new AtomicInteger();
  private final Map<String, Instant> startedFor = new ConcurrentHashMap<>();

  public ServeReconciler(ObjectStore store, CmdRunner runner) {
    this.store = store;
    this.runner = runner;
  }

  @Override
  public Kind<?, ?> kind() {
    return EngineKinds.RESOURCE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.on(
            Kinds.CMD, cmd -> cmd.metadata().annotation(Annotations.OWNER_NAME).stream().toList()),
        Trigger.references(
            EngineKinds.RESOURCE,
            Kinds.CONFIG_MAP,
            resource -> List.of(DisableStates.configMapName(resource.name()))));
  }

  @Override
  public Result reconcile(String name) throws InterruptedException, StoreException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ResourceView> resource = GraphView.of(snapshot, name);
    Optional<ApiObject<CmdSpec, CmdStatus>> server = RuntimeView.server(snapshot, name);
    Optional<LocalTarget> local =
        resource
            .map(r -> r.manifest().deployTarget())
            .filter(LocalTarget.class::isInstance)
            .map(LocalTarget.class::cast)
            .filter(l -> !l.serveCmd().isEmpty());
    if (resource.isEmpty() || local.isEmpty()) {
      end(server);
      return Result.done();
    }
    if (resource.get().disableState().equals(DisableStates.DISABLED)) {
      // Once the resource's state tells it, that is once it has been said in the log.
      if (resource.get().state().disableState().equals(DisableStates.DISABLED)) {
        end(server);
      }
      return Result.done();
    }
    String update = resource.get().updateStatus();
    Optional<Instant> deployed = resource.get().state().lastDeploy();
    if (deployed.isEmpty() || !(update.equals("ok") || update.equals("not_applicable"))) {
      return Result.done();
    }
    CmdSpec wanted = spec(local.get());
    boolean same =
        server.isPresent()
            && server.get().spec().equals(wanted)
            && deployed.get().equals(startedFor.get(name));
    if (!same) {
      end(server);
      startedFor.put(name, deployed.get());
      create(name, wanted, !local.get().serveCmd().echoOff());
    }
    return Result.done();
  }

  private void create(String resource, CmdSpec spec, boolean echo) throws StoreException {
    int number = servers.incrementAndGet();
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(Annotations.RESOURCE, resource);
    annotations.put(Annotations.LOG_SPAN_ID, "localserve:" + number);
    annotations.put(Annotations.OWNER_KIND, RuntimeView.SERVER_OWNER);
    annotations.put(Annotations.OWNER_NAME, resource);
    if (!echo) {
      annotations.put(CmdReconciler.ECHO_OFF, "true");
    }
    store.create(
        Kinds.CMD.object(
            ObjectMeta.named(RuntimeView.serverName(resource, number)).withAnnotations(annotations),
            spec));
  }

  /** The port must be free before the next one starts, so this waits for the process. */
  private void end(Optional<ApiObject<CmdSpec, CmdStatus>> server) throws InterruptedException {
    if (server.isPresent()) {
      runner.stop(server.get().name());
      store.deleteIfExists(Kinds.CMD, server.get().name());
    }
  }

  private static CmdSpec spec(LocalTarget local) {
    ShellCommand command = local.serveCmd();
    return new CmdSpec(
        command.argv(),
        command.dir(),
        command.env(),
        local.readinessProbe(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
