package dev.camber.engine.ui;

import dev.camber.engine.build.BuildRecord;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.Hold;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.RunningBuild;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.build.TiltfileRun;
import dev.camber.engine.build.TiltfileRunSpec;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** UIResource statuses: pure functions of a snapshot. Source: spec engine, sections 1.7 to 1.9. */
public final class UiResources {

  private static final int SHOWN_BUILDS = 10;

  /**
   * A checkout of another branch changes thousands of files, and every page is sent each status.
   */
  private static final int SHOWN_FILES = 20;

  private UiResources() {}

  /**
   * The status of a UIResource.
   *
   * @param previous its status until now: a condition keeps its time while it does not change
   * @return empty if there is neither a resource nor a Tiltfile of that name
   */
  public static Optional<UIResourceStatus> project(
      StoreSnapshot snapshot, String name, UIResourceStatus previous, Instant now) {
    Optional<ApiObject<TiltfileRunSpec, TiltfileRun>> run =
        snapshot.get(EngineKinds.TILTFILE_RUN, name);
    if (run.isPresent()) {
      return Optional.of(ofTiltfile(snapshot, run.get(), previous, now));
    }
    return GraphView.of(snapshot, name).map(r -> ofResource(snapshot, r, previous, now));
  }

  private static UIResourceStatus ofResource(
      StoreSnapshot snapshot, ResourceView resource, UIResourceStatus previous, Instant now) {
    Manifest manifest = resource.manifest();
    ResourceState state = resource.state();
    boolean disabled = resource.disableState().equals(DisableStates.DISABLED);
    String update = disabled ? RuntimeView.NONE : resource.updateStatus();
    RuntimeView runtime =
        disabled
            ? new RuntimeView(RuntimeView.NONE, "")
            : RuntimeView.of(snapshot, manifest, state, update);
    Explanation why =
        disabled ? Explanation.NONE : Explanation.of(snapshot, resource, update, runtime);
    return new UIResourceStatus(
        state.lastDeploy().map(MicroTime::new),
        manifest.triggerMode().wireValue(),
        history(state.history()),
        current(new ArrayList<>(state.current().values())),
        disabled ? Optional.empty() : resource.pendingSince().map(MicroTime::new),
        !disabled && resource.hasPendingChanges(),
        disabled ? List.of() : shown(resource.edits()),
        Endpoints.of(snapshot, manifest),
        KubernetesInfo.of(snapshot, manifest),
        composeInfo(snapshot, manifest),
        localInfo(snapshot, manifest),
        runtime.status(),
        update,
        specs(manifest),
        resource.trigger().isPresent(),
        order(snapshot, manifest.name()),
        disable(resource),
        waiting(state.hold()),
        Conditions.of(update, runtime.status(), disabled, why, previous.conditions(), now));
  }

  private static UIResourceStatus ofTiltfile(
      StoreSnapshot snapshot,
      ApiObject<TiltfileRunSpec, TiltfileRun> object,
      UIResourceStatus previous,
      Instant now) {
    TiltfileRun run = object.status();
    boolean pending = !TiltfilePending.reason(snapshot, object.name()).isNone();
    String update =
        run.current().isPresent()
            ? "in_progress"
            : pending
                ? "pending"
                : run.lastRun().map(r -> r.error().isPresent() ? "error" : "ok").orElse("none");
    return new UIResourceStatus(
        run.lastLoad().map(MicroTime::new),
        0,
        history(run.history()),
        current(run.current().stream().toList()),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RuntimeView.NOT_APPLICABLE,
        update,
        List.of(),
        TriggerQueue.reason(snapshot, object.name()).isPresent(),
        order(snapshot, object.name()),
        new UIResourceStatus.Disable(0, 0, DisableStates.ENABLED, List.of()),
        Optional.empty(),
        Conditions.of(
            update,
            RuntimeView.NOT_APPLICABLE,
            false,
            Explanation.ofTiltfile(run, update),
            previous.conditions(),
            now));
  }

  private static List<UIResourceStatus.Build> history(List<BuildRecord> records) {
    return records.stream()
        .limit(SHOWN_BUILDS)
        .map(r ->
            new UIResourceStatus.Build(
                r.error().orElse(""),
                r.warnings(),
                Optional.of(new MicroTime(r.start())),
                Optional.of(new MicroTime(r.finish())),
                r.spanId(),
                false,
                r.reason().toString(),
                shown(r.edits())))
        .toList();
  }

  private static List<String> shown(List<String> files) {
    return files.subList(0, Math.min(files.size(), SHOWN_FILES));
  }

  private static Optional<UIResourceStatus.RunningBuild> current(List<RunningBuild> builds) {
    return builds.stream()
        .min(Comparator.comparing(RunningBuild::start))
        .map(b ->
            new UIResourceStatus.RunningBuild(
                Optional.of(new MicroTime(b.start())),
                b.spanId(),
                b.reason().toString(),
                shown(b.edits())));
  }

  /** Tiltfiles first, then resources, each in the order of their definition, counted from 1. */
  private static int order(StoreSnapshot snapshot, String name) {
    List<ApiObject<TiltfileRunSpec, TiltfileRun>> tiltfiles =
        new ArrayList<>(snapshot.list(EngineKinds.TILTFILE_RUN));
    tiltfiles.sort(Comparator.comparingInt(t -> t.status().order()));
    int place = 0;
    for (ApiObject<TiltfileRunSpec, TiltfileRun> tiltfile : tiltfiles) {
      place++;
      if (tiltfile.name().equals(name)) {
        return place;
      }
    }
    return place + GraphView.before(snapshot, name) + 1;
  }

  private static List<UIResourceStatus.Target> specs(Manifest manifest) {
    List<UIResourceStatus.Target> out = new ArrayList<>();
    for (ImageTarget image : manifest.imageTargets()) {
      out.add(
          new UIResourceStatus.Target(
              image.id().toString(), "image", image.liveUpdateSpec().isPresent()));
    }
    out.add(
        new UIResourceStatus.Target(
            manifest.deployTarget().id().toString(),
            manifest.deployTarget().id().type().wireValue(),
            false));
    return out;
  }

  private static UIResourceStatus.Disable disable(ResourceView resource) {
    boolean disabled = resource.disableState().equals(DisableStates.DISABLED);
    boolean enabled = resource.disableState().equals(DisableStates.ENABLED);
    return new UIResourceStatus.Disable(
        enabled ? 1 : 0,
        disabled ? 1 : 0,
        resource.disableState(),
        List.of(DisableStates.sourceOf(resource.name())));
  }

  private static Optional<UIResourceStatus.Waiting> waiting(Optional<Hold> hold) {
    return hold.filter(h -> h.reason() != Hold.Reason.RECONCILING)
        .map(h ->
            new UIResourceStatus.Waiting(
                h.reason().wireValue(),
                h.on().stream()
                    .map(on ->
                        new UIResourceStatus.ObjectRef(
                            on.kind().group(), on.kind().version(), on.kind().name(), on.name()))
                    .toList()));
  }

  /** The process that runs, or the one that ran last. */
  private static Optional<UIResourceStatus.Local> localInfo(
      StoreSnapshot snapshot, Manifest manifest) {
    if (!(manifest.deployTarget() instanceof LocalTarget local)) {
      return Optional.empty();
    }
    long pid =
        RuntimeView.server(snapshot, manifest.name())
            .map(cmd -> cmd.status())
            .map(s ->
                s.running().map(r -> r.pid()).or(() -> s.terminated().map(t -> t.pid())).orElse(0L))
            .orElse(0L);
    return Optional.of(new UIResourceStatus.Local(pid, local.isTest()));
  }

  private static Optional<UIResourceStatus.Compose> composeInfo(
      StoreSnapshot snapshot, Manifest manifest) {
    if (!(manifest.deployTarget() instanceof ComposeTarget compose)) {
      return Optional.empty();
    }
    String health =
        snapshot
            .get(Kinds.DOCKER_COMPOSE_SERVICE, compose.name())
            .flatMap(service -> service.status().containerState())
            .map(s -> s.healthStatus())
            .orElse("");
    return Optional.of(new UIResourceStatus.Compose(health));
  }
}
