package dev.camber.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.codec.MicroTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CiDecisionTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final SessionStatus.State DONE = terminated("", "");

  private final List<SessionStatus.Target> targets = new ArrayList<>();

  private static SessionStatus.State terminated(String error, String grace) {
    return new SessionStatus.State(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new SessionStatus.Terminated(Optional.empty(), Optional.empty(), error, grace)),
        Optional.empty());
  }

  private static SessionStatus.State waiting(String reason) {
    return new SessionStatus.State(
        Optional.of(new SessionStatus.Waiting(reason)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static SessionStatus.State active(boolean ready) {
    return new SessionStatus.State(
        Optional.empty(),
        Optional.of(
            new SessionStatus.Active(Optional.of(new MicroTime(START)), ready, Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }

  private CiDecisionTest target(String name, String type, SessionStatus.State state) {
    targets.add(new SessionStatus.Target(name, type, List.of(), state));
    return this;
  }

  private CiDecision at(int second) {
    return CiDecision.decide(
        new ManualLoop().store.snapshot(),
        targets,
        new CiDecision.Limits(Duration.ofMinutes(30), Duration.ofMinutes(5)),
        START,
        START.plusSeconds(second));
  }

  @Test
  void succeedsWhenEverythingIsDoneOrReady() {
    target("tiltfile:update", "job", DONE).target("a:update", "job", DONE);
    target("a:serve", "server", active(true));
    assertThat(at(1)).isEqualTo(new CiDecision(true, "", Optional.empty()));
  }

  @Test
  void aServerIsBelievedAMomentAfterItGotReadyHoweverOldItIs() {
    target("tiltfile:update", "job", DONE);
    SessionStatus.Active ready =
        new SessionStatus.Active(
            Optional.of(new MicroTime(START)),
            true,
            Optional.of(new MicroTime(START.plusSeconds(10))));
    target(
        "a:runtime",
        "server",
        new SessionStatus.State(
            Optional.empty(), Optional.of(ready), Optional.empty(), Optional.empty()));
    assertThat(at(10))
        .isEqualTo(new CiDecision(false, "", Optional.of(START.plusSeconds(10).plusMillis(250))));
    assertThat(at(11).done()).isTrue();
  }

  @Test
  void theTiltfileAloneIsNotEnough() {
    target("tiltfile:update", "job", DONE);
    assertThat(at(1).done()).isFalse();
  }

  @Test
  void failsAtTheFirstError() {
    target("tiltfile:update", "job", DONE).target("a:update", "job", terminated("bad", ""));
    assertThat(at(1)).isEqualTo(new CiDecision(true, "bad", Optional.empty()));
  }

  @Test
  void toleratesErrorsWithinTheGracePeriod() {
    target("a:runtime", "server", terminated("bad", "Tolerated")).target("b:update", "job", DONE);
    assertThat(at(1).done()).isFalse();
    assertThat(at(1).next()).contains(START.plusSeconds(2));
    targets.clear();
    target("a:runtime", "server", terminated("bad", "Exceeded"));
    assertThat(at(1).error()).isEqualTo("exceeded grace period: bad");
  }

  @Test
  void givesUpOnAServerThatDoesNotGetReady() {
    target("a:serve", "server", active(false)).target("a:update", "job", active(false));
    assertThat(at(299).done()).isFalse();
    assertThat(at(299).next()).contains(START.plusSeconds(300));
    assertThat(at(300).error()).isEqualTo("Readiness timeout after 5m0s: target a:serve not ready");
  }

  @Test
  void givesUpWhenTheTimeIsOverAndSaysWhatWasMissing() {
    target("a:update", "job", waiting("waiting-for-dep"))
        .target("b:update", "job", active(false))
        .target("c:runtime", "server", terminated("x", "Tolerated"));
    assertThat(at(1800).error())
        .isEqualTo(
            "Timeout after 30m0s: 1 resources waiting (a:update waiting-for-dep), 1 resources not"
                + " ready (b:update), 1 resources retrying (c:runtime)");
  }
}
