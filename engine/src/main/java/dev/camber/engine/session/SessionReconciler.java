package dev.camber.engine.session;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.SessionSpec;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the Session's status and says when a {@code ci} session is over. Source: spec engine,
 * section 8.
 */
public final class SessionReconciler implements Reconciler {
  /**
   * From this many resources on, a look at all of them is not taken after every change: a build of
   * each would bring a look at each.
   */
  private static final int MANY = 200;

  /** The least time between two looks at many resources. */
  private static final Duration REST = Duration.ofMillis(100);

  /** The name of the one Session. */
  public static final String NAME = "Tiltfile";

  private final ObjectStore store;
  private final long pid;
  private final Instant start;

  /** When all resources were last looked at. Its key is never reconciled twice at a time. */
  private Instant looked = Instant.MIN;

  /**
   * @param pid of this process
   * @param start when it began
   */
  public SessionReconciler(ObjectStore store, long pid, Instant start) {
    this.store = store;
    this.pid = pid;
    this.start = start;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.SESSION;
  }

  @Override
  public List<Trigger> triggers() {
    List<Trigger> out = new ArrayList<>();
    for (Kind<?, ?> kind :
        List.of(
            EngineKinds.RESOURCE,
            EngineKinds.TILTFILE_RUN,
            EngineKinds.FILE_CHANGES,
            Kinds.TILTFILE,
            Kinds.EXTENSION,
            Kinds.EXTENSION_REPO,
            Kinds.CMD,
            Kinds.CONFIG_MAP,
            Kinds.CLUSTER,
            Kinds.KUBERNETES_APPLY,
            Kinds.KUBERNETES_DISCOVERY,
            Kinds.DOCKER_COMPOSE_SERVICE)) {
      out.add(Trigger.always(kind, NAME));
    }
    return out;
  }

  @Override
  public Result reconcile(String name) {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<SessionSpec, SessionStatus>> session = snapshot.get(Kinds.SESSION, name);
    if (session.isEmpty() || !name.equals(NAME) || session.get().status().done()) {
      return Result.done();
    }
    Instant now = store.now();
    // A clock that was set back makes nobody wait.
    if (snapshot.count(EngineKinds.RESOURCE) >= MANY
        && !now.isBefore(looked)
        && now.isBefore(looked.plus(REST))) {
      return Result.again(Duration.between(now, looked.plus(REST)));
    }
    looked = now;
    SessionSpec spec = session.get().spec();
    List<SessionStatus.Target> targets =
        SessionTargets.of(snapshot, limit(spec, SessionSpec.CI::k8sGracePeriod), now);
    CiDecision decision = new CiDecision(false, "", Optional.empty());
    if (spec.exitCondition().equals("ci") && hasRun(snapshot)) {
      CiDecision.Limits limits =
          new CiDecision.Limits(
              limit(spec, SessionSpec.CI::timeout), limit(spec, SessionSpec.CI::readinessTimeout));
      List<SessionStatus.Target> awaited = new ArrayList<>(targets);
      awaited.addAll(ExtensionTargets.of(snapshot));
      decision = CiDecision.decide(snapshot, awaited, limits, start, now);
    }
    CiDecision found = decision;
    store.editStatus(
        Kinds.SESSION,
        NAME,
        old ->
            old.done()
                ? old
                : new SessionStatus(
                    pid, Optional.of(new MicroTime(start)), targets, found.done(), found.error()));
    return decision.next().map(at -> Result.again(Duration.between(now, at))).orElse(Result.done());
  }

  /** Before the first run of the Tiltfile began, its own limits are not known yet. */
  private static boolean hasRun(StoreSnapshot snapshot) {
    return snapshot
        .get(EngineKinds.TILTFILE_RUN, GraphView.MAIN_TILTFILE)
        .map(run -> run.status().loads() > 0)
        .orElse(false);
  }

  private static Duration limit(SessionSpec spec, Function<SessionSpec.CI, String> which) {
    String text = spec.ci().map(which).orElse("");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      return GoDuration.parse(text);
    } catch (GoDuration.Invalid e) {
      return Duration.ZERO;
    }
  }
}
