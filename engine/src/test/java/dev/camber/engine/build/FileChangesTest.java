package dev.camber.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileChangesTest {
  private static final Instant TIME = Instant.EPOCH;

  @Test
  void givesEachConsumerWhatItHasNotSeen() {
    FileChanges changes =
        FileChanges.NONE.plus(List.of("/a", "/b"), 1, TIME).plus(List.of("/a"), 7, TIME);
    assertThat(changes.last()).isEqualTo(7);
    assertThat(changes.after(0)).extracting(FileChanges.Change::path).containsExactly("/b", "/a");
    assertThat(changes.after(2)).extracting(FileChanges.Change::path).containsExactly("/a");
    assertThat(changes.after(7)).isEmpty();
  }

  @Test
  void saysWhenItHadToForget() {
    List<String> many =
        IntStream.range(0, FileChanges.MOST_PATHS + 10).mapToObj(i -> "/f" + i).toList();
    FileChanges changes = FileChanges.NONE.plus(many, 1, TIME);
    assertThat(changes.byPath()).hasSize(FileChanges.MOST_PATHS);
    assertThat(changes.hasForgotten(9)).isTrue();
    assertThat(changes.hasForgotten(10)).isFalse();
  }
}
