package dev.camber.tiltfile.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Broken projects end as they should. The normal run takes the same few hundred seeds each time;
 * with {@code -Dcamber.fuzz.minutes=N} it goes on from there, or from {@code -Dcamber.fuzz.seed},
 * for so many minutes. What was found goes to standard output as soon as it is.
 */
final class TiltfileFuzzTest {
  private static final int ALWAYS = 300;
  private static final int MOST_FINDINGS = 20;
  private static final Path SHARED = Path.of(System.getProperty("camber.shared", "../../shared"));

  @Test
  void seeded_projects_end_as_they_should() throws IOException, InterruptedException {
    Corpus corpus = Corpus.read(SHARED);
    long first = Long.getLong("camber.fuzz.seed", 0);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("camber.fuzz.minutes", 0));
    List<String> findings = new ArrayList<>();
    long seed = first;
    while (findings.size() < MOST_FINDINGS
        && (seed - first < ALWAYS || System.nanoTime() - end < 0)) {
      Map<String, byte[]> files = new BrokenProject(seed, corpus).files();
      String finding = finding(files, seed);
      if (!finding.isEmpty()) {
        findings.add("seed " + seed + ": " + finding + "\n" + shown(files));
        System.out.println(findings.getLast());
      }
      seed++;
      if ((seed - first) % 5_000 == 0) {
        System.out.println("seeds " + first + " to " + seed + ", findings " + findings.size());
      }
    }
    System.out.println("seeds " + first + " to " + seed + ", findings " + findings.size());
    assertThat(findings).isEmpty();
    assertThat(seed - first).isGreaterThanOrEqualTo(ALWAYS);
  }

  private static String finding(Map<String, byte[]> files, long seed)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("camber-fuzz-").toRealPath();
    try {
      FuzzedLoad load = new FuzzedLoad(directory, files, seed);
      String finding = load.finding();
      if (load.wasCancelled()) {
        System.out.println("seed " + seed + " was cancelled\n" + shown(files));
      }
      return finding;
    } finally {
      delete(directory);
    }
  }

  private static String shown(Map<String, byte[]> files) {
    StringBuilder out = new StringBuilder();
    files.forEach((path, content) ->
        out.append("--- ")
            .append(path)
            .append('\n')
            .append(new String(content, StandardCharsets.UTF_8)));
    return out.toString();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
