package dev.camber.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dcamber.sequences=N} runs so many random sequences, {@code -Dcamber.sequences.first=S}
 * begins with another seed. One that fails is shrunk and printed; those that once failed lie in
 * {@code sequences.txt}.
 */
class SequencesTest {
  private static final int COUNT = Integer.getInteger("camber.sequences", 2_000);
  private static final long FIRST = Long.getLong("camber.sequences.first", 1);

  @TempDir Path directory;

  @Test
  void atRestWhatIsDeployedIsWhatIsDeclared() throws Exception {
    for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
      Sequence sequence = Sequence.random(seed);
      Optional<String> problem = Trial.run(sequence, directory);
      if (problem.isPresent()) {
        Sequence shortest = sequence.shrunk(this::fails);
        assertThat(Trial.run(shortest, directory))
            .as("seed %d, shrunk to%n%s", seed, shortest)
            .isEmpty();
      }
    }
  }

  private boolean fails(Sequence sequence) {
    try {
      return Trial.run(sequence, directory).isPresent();
    } catch (Exception e) {
      throw new AssertionError(sequence.toString(), e);
    }
  }

  static Stream<String> thatFailedOnce() throws IOException {
    try (InputStream in = SequencesTest.class.getResourceAsStream("/sequences.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("\n\n"))
          .map(block ->
              String.join(
                  "\n", block.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()))
          .filter(block -> !block.isBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("thatFailedOnce")
  void whatFailedOnceDoesNotFailAgain(String sequence) throws Exception {
    assertThat(Trial.run(Sequence.parse(sequence), directory)).isEmpty();
  }
}
