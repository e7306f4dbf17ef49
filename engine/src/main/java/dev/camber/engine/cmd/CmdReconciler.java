package dev.camber.engine.cmd;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.DisableStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.text.CommandText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs Cmd objects: at once, or when a button is clicked; again when a watched file changes or
 * their command does. Cmds that somebody else runs ({@code managed-by}) only get their disable
 * status. Source: spec engine, section 5.7.
 */
public final class CmdReconciler implements Reconciler {
  /** On a Cmd whose start is not to be said in the log; the value is {@code true}. */
  public static final String ECHO_OFF = "camber.dev/echo-off";

  private final ObjectStore store;
  private final LogStore log;
  private final CmdRunner runner;
  private final Map<String, Handled> handled = new ConcurrentHashMap<>();

  /**
   * What was seen of a Cmd when it last ran or began to wait.
   *
   * @param ran whether it ever ran
   * @param click the newest click of a start or restart button by then
   * @param event the newest file event by then
   */
  private record Handled(Optional<CmdSpec> spec, boolean ran, Instant click, long event) {
    static final Handled NOTHING = new Handled(Optional.empty(), false, Instant.MIN, 0);
  }

  /** A click and the button it was made on. */
  private record Click(Instant at, ApiObject<UIButtonSpec, UIButtonStatus> button) {}

  public CmdReconciler(ObjectStore store, LogStore log, CmdRunner runner) {
    this.store = store;
    this.log = log;
    this.runner = runner;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.CMD;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            Kinds.CMD,
            Kinds.CONFIG_MAP,
            cmd -> DisableStates.configMaps(cmd.spec().disableSource())),
        Trigger.references(
            Kinds.CMD,
            Kinds.UI_BUTTON,
            cmd -> {
              List<String> out =
                  new java.util.ArrayList<>(
                      cmd.spec().startOn().map(s -> s.uiButtons()).orElse(List.of()));
              cmd.spec().restartOn().ifPresent(r -> out.addAll(r.uiButtons()));
              return out;
            }),
        Trigger.references(
            Kinds.CMD,
            EngineKinds.FILE_CHANGES,
            cmd -> cmd.spec().restartOn().map(r -> r.fileWatches()).orElse(List.of())));
  }

  @Override
  public Result reconcile(String name) throws InterruptedException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<CmdSpec, CmdStatus>> found = snapshot.get(Kinds.CMD, name);
    if (found.isEmpty()) {
      handled.remove(name);
      runner.stop(name);
      if (store.get(Kinds.CMD, name).isEmpty()) {
        runner.forget(name);
      }
      return Result.done();
    }
    ApiObject<CmdSpec, CmdStatus> cmd = found.get();
    DisableStatus disable =
        DisableStates.status(
            snapshot, cmd.spec().disableSource(), cmd.status().disableStatus(), store.now());
    store.editStatus(
        Kinds.CMD,
        name,
        old ->
            new CmdStatus(
                old.waiting(), old.running(), old.terminated(), old.ready(), Optional.of(disable)));
    if (cmd.metadata().annotation(Annotations.MANAGED_BY).isPresent()) {
      return Result.done();
    }
    switch (disable.state()) {
      case DisableStates.DISABLED -> disabled(cmd);
      case DisableStates.PENDING -> {}
      default -> enabled(snapshot, cmd);
    }
    return Result.done();
  }

  private void disabled(ApiObject<CmdSpec, CmdStatus> cmd) throws InterruptedException {
    handled.remove(cmd.name());
    if (runner.isRunning(cmd.name())) {
      log.logger(resource(cmd), span(cmd))
          .info("Resource is disabled, stopping cmd " + CommandText.quoted(cmd.spec().args()));
      runner.stop(cmd.name());
    }
  }

  private void enabled(StoreSnapshot snapshot, ApiObject<CmdSpec, CmdStatus> cmd)
      throws InterruptedException {
    Optional<Click> start = startClick(snapshot, cmd.spec());
    Optional<Click> restart =
        newest(snapshot, cmd.spec().restartOn().map(r -> r.uiButtons()).orElse(List.of()));
    long event = newestEvent(snapshot, cmd.spec());
    boolean gated = cmd.spec().startOn().map(s -> !s.uiButtons().isEmpty()).orElse(false);
    Handled before = handled.getOrDefault(cmd.name(), Handled.NOTHING);
    Instant seen = before.click();
    boolean started = start.filter(c -> c.at().isAfter(seen)).isPresent();
    boolean sameSpec = before.spec().filter(old -> runsTheSame(old, cmd.spec())).isPresent();
    boolean restarted =
        sameSpec
            && before.ran()
            && (event > before.event() || restart.filter(c -> c.at().isAfter(seen)).isPresent());
    Instant click =
        max(seen, start.map(Click::at).orElse(seen), restart.map(Click::at).orElse(seen));
    boolean runs = gated ? started || restarted : !sameSpec || restarted;
    if (runs) {
      handled.put(cmd.name(), new Handled(Optional.of(cmd.spec()), true, click, event));
      Optional<Click> cause = started ? start : restarted ? restart : Optional.empty();
      runner.start(launch(cmd, cause));
    } else if (!sameSpec) {
      // The gate is shut: what runs is not what is wanted any more.
      handled.put(cmd.name(), new Handled(Optional.of(cmd.spec()), false, click, event));
      runner.stop(cmd.name());
      waiting(cmd.name());
    } else {
      handled.put(cmd.name(), new Handled(Optional.of(cmd.spec()), before.ran(), click, event));
    }
  }

  private static CmdRunner.Launch launch(ApiObject<CmdSpec, CmdStatus> cmd, Optional<Click> cause) {
    return new CmdRunner.Launch(
        cmd.name(),
        cmd.spec(),
        cause.map(c -> ButtonInputs.environment(c.button())).orElse(Map.of()),
        resource(cmd),
        span(cmd),
        cmd.metadata().annotation(ECHO_OFF).isEmpty(),
        isServer(cmd));
  }

  private void waiting(String name) {
    store.editStatus(
        Kinds.CMD,
        name,
        old ->
            new CmdStatus(
                Optional.of(new CmdStatus.Waiting("cmd StartOn has not been triggered")),
                Optional.empty(),
                Optional.empty(),
                false,
                old.disableStatus()));
  }

  private static Optional<Click> startClick(StoreSnapshot snapshot, CmdSpec spec) {
    if (spec.startOn().isEmpty()) {
      return Optional.empty();
    }
    Instant after = spec.startOn().get().startAfter().map(t -> t.instant()).orElse(Instant.MIN);
    return newest(snapshot, spec.startOn().get().uiButtons())
        .filter(click -> !click.at().isBefore(after));
  }

  private static Optional<Click> newest(StoreSnapshot snapshot, List<String> buttons) {
    Optional<Click> out = Optional.empty();
    for (String name : buttons) {
      Optional<Click> click =
          snapshot
              .get(Kinds.UI_BUTTON, name)
              .flatMap(button ->
                  button
                      .status()
                      .lastClickedAt()
                      .map(MicroTime::instant)
                      .map(at -> new Click(at, button)));
      if (click.isPresent() && (out.isEmpty() || click.get().at().isAfter(out.get().at()))) {
        out = click;
      }
    }
    return out;
  }

  private static long newestEvent(StoreSnapshot snapshot, CmdSpec spec) {
    return spec.restartOn().map(r -> r.fileWatches()).orElse(List.of()).stream()
        .map(watch -> snapshot.get(EngineKinds.FILE_CHANGES, watch))
        .flatMap(Optional::stream)
        .mapToLong(changes -> changes.spec().last())
        .max()
        .orElse(0);
  }

  private static boolean runsTheSame(CmdSpec a, CmdSpec b) {
    return a.args().equals(b.args())
        && a.dir().equals(b.dir())
        && a.env().equals(b.env())
        && a.readinessProbe().equals(b.readinessProbe());
  }

  private static Instant max(Instant... times) {
    Instant out = times[0];
    for (Instant time : times) {
      out = time.isAfter(out) ? time : out;
    }
    return out;
  }

  private static boolean isServer(ApiObject<CmdSpec, CmdStatus> cmd) {
    return cmd.metadata()
        .annotation(Annotations.OWNER_KIND)
        .equals(Optional.of(RuntimeView.SERVER_OWNER));
  }

  private static String resource(ApiObject<CmdSpec, CmdStatus> cmd) {
    return cmd.metadata().annotation(Annotations.RESOURCE).orElse("");
  }

  private static String span(ApiObject<CmdSpec, CmdStatus> cmd) {
    return cmd.metadata().annotation(Annotations.LOG_SPAN_ID).orElse("Cmd-" + cmd.name());
  }
}
