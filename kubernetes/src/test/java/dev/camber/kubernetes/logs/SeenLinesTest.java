package dev.camber.kubernetes.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeenLinesTest {
  private static LogLine line(String time, String text) {
    return new LogLine(Instant.parse("2026-01-01T00:00:" + time + "Z"), text);
  }

  @Test
  void equalLinesOfOneMomentAreCounted() {
    SeenLines seen = new SeenLines();
    assertThat(seen.accept(line("10.5", "same"))).isTrue();
    assertThat(seen.accept(line("10.5", "same"))).isTrue();
    seen.reconnect();
    assertThat(seen.resumeFrom()).isEqualTo(Optional.of(Instant.parse("2026-01-01T00:00:09Z")));
    assertThat(seen.accept(line("10.5", "same"))).isFalse();
    assertThat(seen.accept(line("10.5", "same"))).isFalse();
    assertThat(seen.accept(line("10.5", "same"))).isTrue();
  }

  @Test
  void anOlderLineOfTheOtherStreamIsNotLost() {
    SeenLines seen = new SeenLines();
    assertThat(seen.accept(line("10.50", "out"))).isTrue();
    seen.reconnect();
    assertThat(seen.accept(line("10.50", "out"))).isFalse();
    assertThat(seen.accept(line("10.49", "err"))).isTrue();
  }

  @Test
  void whereverALogBreaksEachLineIsToldOnce() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<LogLine> log = new ArrayList<>();
      long nanos = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
      for (int i = 0; i < 300; i++) {
        nanos += random.nextInt(3) * 20_000_000L;
        log.add(
            new LogLine(
                Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L),
                "line " + random.nextInt(3)));
      }
      SeenLines seen = new SeenLines();
      List<LogLine> told = new ArrayList<>();
      int reached = 0;
      while (reached < log.size()) {
        seen.reconnect();
        Instant from = seen.resumeFrom().orElse(Instant.MIN);
        int end = Math.min(log.size(), reached + random.nextInt(40));
        for (LogLine line : log.subList(0, end)) {
          if (!line.time().isBefore(from) && seen.accept(line)) {
            told.add(line);
          }
        }
        reached = Math.max(reached, end);
      }
      assertThat(told).as("seed %d", seed).isEqualTo(log);
    }
  }

  @Test
  void timesOfAnyZoneAreRead() {
    assertThat(LogLine.parse("2026-01-01T01:00:00.123456789+01:00 a b"))
        .contains(new LogLine(Instant.parse("2026-01-01T00:00:00.123456789Z"), "a b"));
    assertThat(LogLine.parse("2026-01-01T00:00:00.5Z "))
        .contains(new LogLine(Instant.parse("2026-01-01T00:00:00.5Z"), ""));
    assertThat(LogLine.parse("failed to create fsnotify watcher: too many open files")).isEmpty();
  }
}
