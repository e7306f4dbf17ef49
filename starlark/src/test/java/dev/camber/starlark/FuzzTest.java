package dev.camber.starlark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No text makes the language crash, hang or use memory without bound. The normal run takes the same
 * few thousand seeds each time; with {@code -Dcamber.fuzz.minutes=N} it goes on from there, or from
 * {@code -Dcamber.fuzz.seed}, for so many minutes.
 */
final class FuzzTest {
  private static final int ALWAYS = 4_000;
  private static final Path SHARED = Path.of(System.getProperty("camber.shared", "../../shared"));

  @Test
  void seeded_texts_end_as_they_should() throws Exception {
    var runner = new FuzzRunner(FuzzRunner.corpus(SHARED.resolve("golden/tiltfile")));
    List<String> findings = new ArrayList<>();
    long seed = Long.getLong("camber.fuzz.seed", 0);
    long minutes = Long.getLong("camber.fuzz.minutes", 0);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    long first = seed;
    while (findings.size() < 10 && (seed - first < ALWAYS || System.nanoTime() - end < 0)) {
      String text = runner.text(seed);
      String finding = FuzzRunner.finding(text);
      if (finding != null) {
        findings.add("seed " + seed + ": " + finding + "\n" + text);
      }
      seed++;
    }
    assertThat(findings).isEmpty();
    assertThat(seed - first).isGreaterThanOrEqualTo(ALWAYS);
  }

  /** Texts that once ended badly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = []\nfor _ in range(60):\n  x = [x, x]\nprint(x)\n",
        "x = ()\nfor _ in range(60):\n  x = (x, x)\ny = {x: 1}\n",
        "x = [0]\nfor _ in range(60):\n  x += x\n",
        "x = \"ab\"\nfor _ in range(60):\n  x = x.replace(\"\", x)\n",
        "x = 3\nfor _ in range(60):\n  x = x * x\nprint(x)\n",
        "x = list(range(1 << 60))\n",
        "x = sorted(range(1 << 29))\n",
        "x = {}\nfor _ in range(200000):\n  x = {0: x}\nprint(x)\n",
        "x = [0] * (1 << 29)\n",
        "print(*range(2147483647))\n",
        "def f(n): return f(n + 1) if n < 4000 else fail(\"x\")\nf(0)\n",
      })
  void a_text_that_once_ended_badly_ends_well(String text)
      throws IOException, InterruptedException {
    assertThat(FuzzRunner.finding(text)).isNull();
  }
}
