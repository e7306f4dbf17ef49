package dev.camber.engine.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.Probe;
import dev.camber.model.log.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final ManualLoop loop = new ManualLoop();
  private final List<String> log = new ArrayList<>();
  private final List<Boolean> changes = new ArrayList<>();
  private Probes.Verdict verdict = Probes.Verdict.FAILURE;

  private Readiness readiness(int delay, int period, int failures) {
    return new Readiness(
        new Probe(
            Optional.empty(), Optional.empty(), Optional.empty(), delay, 0, period, 0, failures),
        timeout -> new Probes.Outcome(verdict, "a\nb\n"),
        loop,
        loop::execute,
        (level, text, fields) -> log.add(level + " " + text.strip()),
        changes::add);
  }

  @Test
  void changesOnlyAfterTheThresholds() {
    Readiness readiness = readiness(0, 1, 3);
    readiness.start();
    loop.advance(Duration.ofSeconds(2));
    assertThat(changes).isEmpty();
    verdict = Probes.Verdict.SUCCESS;
    loop.advance(Duration.ofSeconds(2));
    assertThat(changes).containsExactly(true);
    verdict = Probes.Verdict.FAILURE;
    loop.advance(Duration.ofSeconds(2));
    assertThat(changes).containsExactly(true);
    loop.advance(Duration.ofSeconds(1));
    assertThat(changes).containsExactly(true, false);
  }

  @Test
  void saysAChangeLoudlyAndALastingFailureQuietly() {
    Readiness readiness = readiness(0, 1, 3);
    readiness.start();
    loop.advance(Duration.ofSeconds(1));
    verdict = Probes.Verdict.SUCCESS;
    loop.advance(Duration.ofSeconds(2));
    assertThat(log)
        .containsExactly(
            LogLevel.WARN + " [readiness probe: failure] a",
            LogLevel.WARN + " [readiness probe: failure] b",
            LogLevel.VERBOSE + " [readiness probe: failure] a",
            LogLevel.VERBOSE + " [readiness probe: failure] b",
            LogLevel.INFO + " [readiness probe: success] a",
            LogLevel.INFO + " [readiness probe: success] b");
  }

  @Test
  void aWarningCountsAsReady() {
    verdict = Probes.Verdict.WARNING;
    readiness(0, 1, 3).start();
    loop.advance(Duration.ofSeconds(0));
    assertThat(changes).containsExactly(true);
  }

  @Test
  void waitsBeforeTheFirstLookAndLooksNoMoreAfterTheEnd() {
    verdict = Probes.Verdict.SUCCESS;
    Readiness readiness = readiness(5, 1, 3);
    readiness.start();
    loop.advance(Duration.ofSeconds(4));
    assertThat(changes).isEmpty();
    readiness.stop();
    loop.advance(Duration.ofSeconds(10));
    assertThat(changes).isEmpty();
    assertThat(loop.timers()).isZero();
  }
}
