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

  private final Debounce debounce =
      new Debounce(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(10));

  @Test
  void aBatchClosesAfterTheRestThatFollowsItsLastEvent() {
    assertThat(debounce.deadline()).isEqualTo(OptionalLong.empty());

    debounce.add(Path.of("/a"), CHANGED, 1_000 * MS);
    assertThat(debounce.deadline()).hasValue(1_050 * MS);
    debounce.add(Path.of("/a"), CHANGED, 1_040 * MS);
    assertThat(debounce.deadline()).hasValue(1_090 * MS);
  }

  @Test
  void aBatchOfManyPathsWaitsTheLongerRest() {
    for (int i = 0; i < Debounce.FEW_PATHS; i++) {
      debounce.add(Path.of("/checkout/" + i), CHANGED, i * MS);
    }
    assertThat(debounce.deadline()).hasValue((Debounce.FEW_PATHS - 1 + 50) * MS);

    debounce.add(Path.of("/checkout/more"), CHANGED, 50 * MS);
    assertThat(debounce.deadline()).hasValue(250 * MS);

    // What goes away again does not make it a batch of few, or the rest of the checkout would be
    // builds of their own.
    debounce.add(Path.of("/checkout/temporary"), APPEARED, 60 * MS);
    debounce.add(Path.of("/checkout/temporary"), GONE, 70 * MS);
    assertThat(debounce.deadline()).hasValue(260 * MS);
    debounce.add(Path.of("/checkout/0"), CHANGED, 80 * MS);
    assertThat(debounce.deadline()).hasValue(280 * MS);

    debounce.close(NOW);
    debounce.add(Path.of("/saved"), CHANGED, 1_000 * MS);
    assertThat(debounce.deadline()).hasValue(1_050 * MS);
  }

  @Test
  void aSaveThatReplacesTheFileIsOneBatchOfIt() {
    debounce.add(Path.of("/main.go~"), APPEARED, 0);
    debounce.add(Path.of("/main.go"), GONE, MS);
    debounce.add(Path.of("/main.go~"), GONE, 30 * MS);
    debounce.add(Path.of("/main.go"), APPEARED, 40 * MS);

    assertThat(debounce.deadline()).hasValue(90 * MS);
    assertThat(debounce.close(NOW).paths()).containsExactly(Path.of("/main.go"));
  }

  @Test
  void aBatchIsNotKeptOpenLongerThanTheLimit() {
    long at = 0;
    for (; at < 9_990 * MS; at += 40 * MS) {
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

    assertThat(debounce.deadline()).hasValue(58 * MS);
    assertThat(debounce.close(NOW).paths()).containsExactly(Path.of("/kept"), Path.of("/back"));
  }
}
