package dev.camber.engine.session;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a {@code ci} session is over: a pure function. Source: spec engine, section 8.3.
 *
 * @param done whether it is over
 * @param error why it failed; empty if it did not
 * @param next when to look again even if nothing changes
 */
record CiDecision(boolean done, String error, Optional<Instant> next) {
  /**
   * A server without a probe is ready the moment it runs; one that fails does so a moment later.
   * The reference may call that a success.
   */
  private static final Duration SETTLING = Duration.ofMillis(250);

  /**
   * Time limits; zero is none.
   *
   * @param timeout of the whole session
   * @param readiness of a server that runs but is not ready
   */
  record Limits(Duration timeout, Duration readiness) {}

  static CiDecision decide(
      StoreSnapshot snapshot,
      List<SessionStatus.Target> targets,
      Limits limits,
      Instant start,
      Instant now) {
    if (isClusterLost(snapshot)) {
      return failed("cluster connection failed");
    }
    List<String> waiting = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    List<String> retrying = new ArrayList<>();
    Optional<Instant> next = Optional.empty();
    Optional<String> unready = Optional.empty();
    for (SessionStatus.Target target : targets) {
      SessionStatus.State state = target.state();
      if (state.terminated().isPresent() && !state.terminated().get().error().isEmpty()) {
        SessionStatus.Terminated end = state.terminated().get();
        switch (end.graceStatus()) {
          case "Tolerated" -> retrying.add(target.name());
          case "Exceeded" -> {
            return failed("exceeded grace period: " + end.error());
          }
          default -> {
            return failed(end.error());
          }
        }
      } else if (state.waiting().isPresent()) {
        waiting.add(target.name() + " " + state.waiting().get().waitReason());
      } else if (state.active().isPresent() && !state.active().get().ready()) {
        notReady.add(target.name());
        if (target.type().equals("server") && !limits.readiness().isZero()) {
          Instant limit = since(state.active().get(), now).plus(limits.readiness());
          if (limit.isAfter(now)) {
            next = earlier(next, limit);
          } else if (unready.isEmpty()) {
            unready = Optional.of(target.name());
          }
        }
      }
    }
    boolean outstanding = !waiting.isEmpty() || !notReady.isEmpty() || !retrying.isEmpty();
    if (!outstanding && targets.size() > 1) {
      Optional<Instant> settled = settled(targets);
      return settled.isPresent() && settled.get().isAfter(now)
          ? new CiDecision(false, "", settled)
          : new CiDecision(true, "", Optional.empty());
    }
    if (unready.isPresent()) {
      return failed(
          "Readiness timeout after "
              + GoDuration.format(limits.readiness())
              + ": target "
              + unready.get()
              + " not ready");
    }
    if (!limits.timeout().isZero()) {
      Instant limit = start.plus(limits.timeout());
      if (!limit.isAfter(now)) {
        return failed(
            "Timeout after "
                + GoDuration.format(limits.timeout())
                + ": "
                + summary(waiting, notReady, retrying));
      }
      next = earlier(next, limit);
    }
    return new CiDecision(false, "", retrying.isEmpty() ? next : earlier(next, now.plusSeconds(1)));
  }

  /** When the last server to get ready has been so long enough to be believed. */
  private static Optional<Instant> settled(List<SessionStatus.Target> targets) {
    return targets.stream()
        .filter(t -> t.type().equals("server"))
        .flatMap(t -> t.state().active().stream())
        .flatMap(a -> a.lastReadyTime().or(a::startTime).stream())
        .map(t -> t.instant().plus(SETTLING))
        .max(Instant::compareTo);
  }

  private static String summary(
      List<String> waiting, List<String> notReady, List<String> retrying) {
    List<String> out = new ArrayList<>();
    clause(out, waiting, "waiting");
    clause(out, notReady, "not ready");
    clause(out, retrying, "retrying");
    return String.join(", ", out);
  }

  private static void clause(List<String> out, List<String> names, String what) {
    if (!names.isEmpty()) {
      out.add(names.size() + " resources " + what + " (" + String.join(",", names) + ")");
    }
  }

  private static boolean isClusterLost(StoreSnapshot snapshot) {
    boolean error =
        snapshot
            .get(Kinds.CLUSTER, "default")
            .map(cluster -> !cluster.status().error().isEmpty())
            .orElse(false);
    return error
        && snapshot.list(EngineKinds.RESOURCE).stream()
            .anyMatch(r ->
                r.spec().manifest().deployTarget() instanceof KubernetesTarget
                    && !DisableStates.ofResource(snapshot, r.name())
                        .equals(DisableStates.DISABLED));
  }

  private static Instant since(SessionStatus.Active active, Instant now) {
    return active.lastReadyTime().or(active::startTime).map(MicroTime::instant).orElse(now);
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Instant b) {
    return a.isPresent() && a.get().isBefore(b) ? a : Optional.of(b);
  }

  private static CiDecision failed(String error) {
    return new CiDecision(true, error, Optional.empty());
  }
}
