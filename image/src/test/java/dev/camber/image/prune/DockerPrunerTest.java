package dev.camber.image.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.image.engine.fake.InMemoryDockerEngine;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerPrunerTest {
  private static final Map<String, String> OURS = Map.of("dev.tilt.gc", "true");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryDockerEngine engine = new InMemoryDockerEngine(() -> now);
  private final StringBuilder log = new StringBuilder();
  private final Logger logger =
      (level, text, fields) -> log.append(level == LogLevel.DEBUG ? "debug " : "").append(text);

  private void image(String id, String... tags) {
    engine.images().put(id, OURS, List.of(tags));
  }

  private List<String> left() throws Exception {
    return engine.images().list(Map.of()).stream().map(i -> i.id()).sorted().toList();
  }

  private void prune(PruneSettings settings, boolean verbose) throws Exception {
    new DockerPruner(engine, () -> now)
        .prune(
            settings,
            List.of(ImageSelector.parse("localhost:5000/web"), ImageSelector.parse("api")),
            logger,
            verbose);
  }

  @Test
  void removesOldImagesOfCurrentBuildsButTheNewestFew() throws Exception {
    for (int i = 1; i <= 4; i++) {
      image("sha256:web" + i, "localhost:5000/web:tilt-" + i);
      now = now.plusSeconds(60);
    }
    image("sha256:api1", "api:tilt-1");
    image("sha256:gone", "not-built-any-more:tilt-1");
    image("sha256:two", "localhost:5000/web:tilt-9", "localhost:5000/web:release");
    engine.images().put("sha256:base", Map.of(), List.of("localhost:5000/web:theirs"));
    now = now.plus(Duration.ofHours(7));
    image("sha256:fresh", "localhost:5000/web:tilt-5");

    prune(PruneSettings.DEFAULT, false);
    assertThat(left())
        .containsExactly(
            "sha256:api1",
            "sha256:base",
            "sha256:fresh",
            "sha256:gone",
            "sha256:two",
            "sha256:web3",
            "sha256:web4");
    assertThat(log.toString())
        .contains("[Docker Prune] removed 4 images, reclaimed 2MB\n")
        .contains("debug \t- untagged: localhost:5000/web:tilt-1\n")
        .contains("debug \t- deleted: sha256:web1\n")
        .contains("debug [Docker Prune] skipping image sha256:two with several tags");
    assertThat(engine.containers().prunes())
        .containsExactly(Map.of("label", List.of("dev.tilt.gc=true"), "until", List.of("6h0m0s")));
    assertThat(engine.builds().cachePrunes()).isEqualTo(engine.containers().prunes());
  }

  @Test
  void leavesImagesInUseAlone() throws Exception {
    image("sha256:1", "api:tilt-1");
    engine.images().use("sha256:1");
    now = now.plus(Duration.ofDays(1));
    prune(new PruneSettings(true, Duration.ofHours(6), 0, Duration.ofHours(1), 0), false);
    assertThat(left()).containsExactly("sha256:1");
    assertThat(log.toString()).isEmpty();
  }

  @Test
  void saysThatThereWasNothingOnlyWhenAsked() throws Exception {
    prune(PruneSettings.DEFAULT, true);
    assertThat(log.toString())
        .isEqualTo(
            """
            [Docker Prune] removed 0 containers, reclaimed 0B
            [Docker Prune] removed 0 images, reclaimed 0B
            [Docker Prune] removed 0 caches, reclaimed 0B
            """);
  }

  @Test
  void isDueAfterTheFirstBuildThenByTimeOrCount() {
    PruneSettings byTime = PruneSettings.DEFAULT;
    PruneSettings byCount = new PruneSettings(true, Duration.ofHours(6), 5, Duration.ZERO, 2);
    assertThat(due(byTime, true, 0, Optional.empty())).isFalse();
    assertThat(due(byTime, true, 1, Optional.empty())).isTrue();
    assertThat(due(byTime, false, 1, Optional.empty())).isFalse();
    PruneSchedule.Last last = new PruneSchedule.Last(now, 1);
    assertThat(due(byTime, true, 9, Optional.of(last))).isFalse();
    assertThat(due(byCount, true, 5, Optional.of(last))).isFalse();
    assertThat(due(byCount, true, 6, Optional.of(last))).isTrue();
    now = now.plus(Duration.ofHours(1));
    assertThat(due(byTime, true, 1, Optional.of(last))).isTrue();
    assertThat(
            due(
                new PruneSettings(false, Duration.ZERO, 0, Duration.ZERO, 0),
                true,
                1,
                Optional.empty()))
        .isFalse();
  }

  private boolean due(
      PruneSettings settings, boolean idle, int builds, Optional<PruneSchedule.Last> last) {
    return PruneSchedule.isDue(
        settings, new PruneSchedule.Situation(idle, true, builds, last, now));
  }
}
