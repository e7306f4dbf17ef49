package dev.camber.engine.session;

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
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.Pod;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.PodReadinessMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a session waits for: a pure function of a snapshot. Source: spec engine, section 8.2. */
final class SessionTargets {
  private static final String JOB = "job";
  private static final String SERVER = "server";

  private static final SessionStatus.State NOTHING =
      new SessionStatus.State(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final SessionStatus.State DISABLED =
      new SessionStatus.State(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(new SessionStatus.Disabled()));

  private final StoreSnapshot snapshot;
  private final Duration grace;
  private final Instant now;

  private SessionTargets(StoreSnapshot snapshot, Duration grace, Instant now) {
    this.snapshot = snapshot;
    this.grace = grace;
    this.now = now;
  }

  /**
   * All targets, by name.
   *
   * @param grace how long after a deploy an error of a pod is tolerated
   */
  static List<SessionStatus.Target> of(StoreSnapshot snapshot, Duration grace, Instant now) {
    SessionTargets targets = new SessionTargets(snapshot, grace, now);
    List<SessionStatus.Target> out = new ArrayList<>();
    out.add(targets.tiltfile());
    for (ResourceView resource : GraphView.of(snapshot).resources()) {
      targets.update(resource).ifPresent(out::add);
      targets.runtime(resource).ifPresent(out::add);
    }
    out.sort(Comparator.comparing(SessionStatus.Target::name));
    return out;
  }

  private SessionStatus.Target tiltfile() {
    Optional<TiltfileRun> run =
        snapshot.get(EngineKinds.TILTFILE_RUN, GraphView.MAIN_TILTFILE).map(ApiObject::status);
    SessionStatus.State state;
    if (run.isPresent() && run.get().current().isPresent()) {
      state = active(run.get().current().get().start(), false, Optional.empty());
    } else if (run.isPresent()
        && run.get().loads() > 0
        && !TiltfilePending.reason(snapshot, GraphView.MAIN_TILTFILE).isNone()) {
      state = waiting("config-changed");
    } else {
      state =
          run.flatMap(TiltfileRun::lastRun)
              .map(SessionTargets::ended)
              .orElse(waiting("initial-build"));
    }
    return new SessionStatus.Target(
        "tiltfile:update", JOB, List.of(GraphView.MAIN_TILTFILE), state);
  }

  private Optional<SessionStatus.Target> update(ResourceView resource) {
    if (resource.manifest().deployTarget() instanceof LocalTarget local
        && local.updateCmd().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(target(resource, "update", JOB, updateState(resource)));
  }

  private static SessionStatus.State updateState(ResourceView resource) {
    ResourceState state = resource.state();
    if (!resource.reason().isNone()) {
      return waiting(holdReason(resource));
    }
    Optional<RunningBuild> building =
        state.current().values().stream().min(Comparator.comparing(RunningBuild::start));
    if (building.isPresent()) {
      return active(building.get().start(), false, Optional.empty());
    }
    return state.lastBuild().map(SessionTargets::ended).orElse(NOTHING);
  }

  private static String holdReason(ResourceView resource) {
    return resource.state().hold().map(Hold::reason).map(Hold.Reason::wireValue).orElse("unknown");
  }

  private Optional<SessionStatus.Target> runtime(ResourceView resource) {
    return switch (resource.manifest().deployTarget()) {
      case LocalTarget local ->
          local.serveCmd().isEmpty()
              ? Optional.empty()
              : Optional.of(target(resource, "serve", SERVER, serveState(resource)));
      case KubernetesTarget k8s -> kubernetes(resource, k8s);
      case ComposeTarget compose ->
          Optional.of(target(resource, "runtime", SERVER, composeState(resource)));
    };
  }

  private SessionStatus.State serveState(ResourceView resource) {
    RuntimeView runtime = runtimeOf(resource);
    Optional<CmdStatus> cmd = RuntimeView.server(snapshot, resource.name()).map(ApiObject::status);
    if (runtime.status().equals(RuntimeView.ERROR)) {
      Optional<CmdStatus.Terminated> end = cmd.flatMap(CmdStatus::terminated);
      return terminated(
          end.flatMap(CmdStatus.Terminated::startedAt),
          end.flatMap(CmdStatus.Terminated::finishedAt),
          runtime.error(),
          "");
    }
    Optional<CmdStatus.Running> running = cmd.flatMap(CmdStatus::running);
    if (running.isPresent()) {
      boolean ready = cmd.get().ready();
      return active(
          running.get().startedAt().map(MicroTime::instant).orElse(now),
          ready,
          ready ? resource.state().lastReady().or(() -> Optional.of(now)) : Optional.empty());
    }
    return resource.manifest().triggerMode().autoInitial() || resource.state().started()
        ? waiting(holdReason(resource))
        : NOTHING;
  }

  private Optional<SessionStatus.Target> kubernetes(
      ResourceView resource, KubernetesTarget target) {
    Optional<Pod> pod = RuntimeView.newestPod(snapshot, resource.name());
    boolean deployed = resource.state().lastDeploy().isPresent();
    if (target.podReadinessMode() == PodReadinessMode.IGNORE && deployed && pod.isEmpty()) {
      return Optional.empty();
    }
    String type = target.podReadinessMode() == PodReadinessMode.SUCCEEDED ? JOB : SERVER;
    return Optional.of(target(resource, "runtime", type, podState(resource, pod)));
  }

  private SessionStatus.State podState(ResourceView resource, Optional<Pod> pod) {
    RuntimeView runtime = runtimeOf(resource);
    Instant start =
        pod.flatMap(Pod::createdAt)
            .map(t -> t.instant())
            .or(() -> resource.state().lastDeploy())
            .orElse(now);
    String phase = pod.map(Pod::phase).orElse("");
    switch (runtime.status()) {
      case RuntimeView.OK -> {
        return phase.equals("Succeeded")
            ? terminated(Optional.of(new MicroTime(start)), Optional.empty(), "", "")
            : active(start, true, resource.state().lastReady().or(() -> Optional.of(now)));
      }
      case RuntimeView.ERROR -> {
        return terminated(
            Optional.of(new MicroTime(start)), Optional.empty(), podError(pod), grace(resource));
      }
      case RuntimeView.PENDING -> {
        if (phase.equals("Running")) {
          return active(start, false, Optional.empty());
        }
        String status = pod.map(Pod::status).orElse("waiting-for-pod");
        return waiting(status.isEmpty() ? "unknown" : status);
      }
      default -> {
        return NOTHING;
      }
    }
  }

  private static String podError(Optional<Pod> pod) {
    if (pod.isEmpty()) {
      return "unknown error";
    }
    if (pod.get().phase().equals("Failed")) {
      return pod.get().errors().isEmpty()
          ? "Pod \"" + pod.get().name() + "\" failed"
          : String.join("; ", pod.get().errors());
    }
    return RuntimeView.firstBadContainer(pod.get())
        .map(c ->
            "Pod "
                + pod.get().name()
                + " in error state due to container "
                + c.name()
                + ": "
                + pod.get().status())
        .orElse("unknown error");
  }

  /** Whether an error after a deploy is still forgiven; nothing if no grace is given. */
  private String grace(ResourceView resource) {
    Optional<Instant> deployed = resource.state().lastDeploy();
    if (grace.isZero() || deployed.isEmpty()) {
      return "";
    }
    return now.isBefore(deployed.get().plus(grace)) ? "Tolerated" : "Exceeded";
  }

  private SessionStatus.State composeState(ResourceView resource) {
    RuntimeView runtime = runtimeOf(resource);
    Instant start = resource.state().lastDeploy().orElse(now);
    return switch (runtime.status()) {
      case RuntimeView.OK ->
          active(start, true, resource.state().lastReady().or(() -> Optional.of(now)));
      case RuntimeView.PENDING -> waiting(holdReason(resource));
      case RuntimeView.ERROR ->
          terminated(Optional.of(new MicroTime(start)), Optional.empty(), runtime.error(), "");
      default -> NOTHING;
    };
  }

  private RuntimeView runtimeOf(ResourceView resource) {
    return RuntimeView.of(snapshot, resource.manifest(), resource.state(), resource.updateStatus());
  }

  private static SessionStatus.Target target(
      ResourceView resource, String part, String type, SessionStatus.State state) {
    return new SessionStatus.Target(
        resource.name() + ":" + part,
        type,
        List.of(resource.name()),
        resource.disableState().equals(DisableStates.DISABLED) ? DISABLED : state);
  }

  private static SessionStatus.State ended(BuildRecord record) {
    return terminated(
        Optional.of(new MicroTime(record.start())),
        Optional.of(new MicroTime(record.finish())),
        record.error().orElse(""),
        "");
  }

  static SessionStatus.State waiting(String reason) {
    return new SessionStatus.State(
        Optional.of(new SessionStatus.Waiting(reason)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static SessionStatus.State active(
      Instant start, boolean ready, Optional<Instant> lastReady) {
    return new SessionStatus.State(
        Optional.empty(),
        Optional.of(
            new SessionStatus.Active(
                Optional.of(new MicroTime(start)), ready, lastReady.map(MicroTime::new))),
        Optional.empty(),
        Optional.empty());
  }

  static SessionStatus.State terminated(
      Optional<MicroTime> start, Optional<MicroTime> finish, String error, String grace) {
    return new SessionStatus.State(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new SessionStatus.Terminated(start, finish, error, grace)),
        Optional.empty());
  }
}
