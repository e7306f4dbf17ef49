package dev.camber.host.watch;

import static dev.camber.host.watch.Debounce.Kind.APPEARED;
import static dev.camber.host.watch.Debounce.Kind.CHANGED;
import static dev.camber.host.watch.Debounce.Kind.GONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DebounceTest {
  private static final long MS = 1_000_000;
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Debounce debounce = new Debounce(Duration.ofMillis(200), Duration.ofSeconds(10));

  @Test
  void aBatchClosesAfterTheRestThatFollowsItsLastEvent() {
    assertThat(debounce.deadline()).isEqualTo(OptionalLong.empty());

    debounce.add(Path.of("/a"), CHANGED, 1_000 * MS);
    assertThat(debounce.deadline()).hasValue(1_200 * MS);
    debounce.add(Path.of("/a"), CHANGED, 1_150 * MS);
    assertThat(debounce.deadline()).hasValue(1_350 * MS);
  }

  @Test
  void aBatchIsNotKeptOpenLongerThanTheLimit() {
    long at = 0;
    for (; at < 9_900 * MS; at += 100 * MS) {
      debounce.add(Path.of("/a"), CHANGED, at);
    }

    assertThat(debounce.deadline()).hasValue(10_000 * MS);
  }

  @Test
  void aClosedBatchHoldsEachPathOnceAndTheNextGoesOnCounting() {
    debounce.add(Path.of("/a"), CHANGED, 0);
    debounce.add(Path.of("/b"), CHANGED, 1);
    debounce.add(Path.of("/a"), CHANGED, 2);
    WatchBatch first = debounce.close(NOW);
    debounce.add(Path.of("/a"), CHANGED, 3);
    WatchBatch second = debounce.close(NOW);

    assertThat(first.events())
        .containsExactly(new FileEvent(1, Path.of("/a")), new FileEvent(2, Path.of("/b")));
    assertThat(first.closed()).isEqualTo(NOW);
    assertThat(first.lastSequence()).isEqualTo(2);
    assertThat(second.events()).containsExactly(new FileEvent(3, Path.of("/a")));
    assertThat(debounce.isEmpty()).isTrue();
    assertThat(debounce.lastSequence()).isEqualTo(3);
  }

  @Test
  void whatCameAndWentWithinABatchIsNoEvent() {
    debounce.add(Path.of("/sedA1"), APPEARED, 0);
    debounce.add(Path.of("/sedA1"), CHANGED, 1);
    debounce.add(Path.of("/sedA1"), GONE, 2);
    assertThat(debounce.deadline()).isEqualTo(OptionalLong.empty());

    debounce.add(Path.of("/kept"), CHANGED, 3 * MS);
    debounce.add(Path.of("/sedA2"), APPEARED, 4 * MS);
    debounce.add(Path.of("/sedA2"), GONE, 5 * MS);
    debounce.add(Path.of("/back"), GONE, 6 * MS);
    debounce.add(Path.of("/back"), APPEARED, 7 * MS);
    debounce.add(Path.of("/back"), GONE, 8 * MS);

    assertThat(debounce.deadline()).hasValue(208 * MS);
    assertThat(debounce.close(NOW).paths()).containsExactly(Path.of("/kept"), Path.of("/back"));
  }
}
