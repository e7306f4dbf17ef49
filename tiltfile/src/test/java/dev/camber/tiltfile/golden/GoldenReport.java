package dev.camber.tiltfile.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints how many cases of each family pass and writes what differs to {@code target/golden}. With
 * {@code -Dcamber.golden.rewrite=true} it writes the list {@code golden/not-yet} anew. Arguments
 * are beginnings of the names to run.
 */
final class GoldenReport {
  private GoldenReport() {}

  public static void main(String[] prefixes) throws Exception {
    Path out = Files.createDirectories(Path.of("target", "golden"));
    List<GoldenCase> cases =
        GoldenCases.all().stream().filter(c -> matches(c.name(), prefixes)).toList();
    Map<String, Optional<String>> results = new ConcurrentHashMap<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Future<?>> running =
          cases.stream().<Future<?>>map(c -> pool.submit(() -> run(c, results))).toList();
      for (Future<?> one : running) {
        one.get();
      }
    }
    Map<String, int[]> families = new TreeMap<>();
    Set<String> failing = new TreeSet<>();
    for (Map.Entry<String, Optional<String>> result : new TreeMap<>(results).entrySet()) {
      String name = result.getKey();
      int[] counts = families.computeIfAbsent(name.split("-", 2)[0], f -> new int[2]);
      counts[1]++;
      Path diff = out.resolve(name + ".diff");
      if (result.getValue().isEmpty()) {
        counts[0]++;
        Files.deleteIfExists(diff);
      } else {
        failing.add(name);
        Files.writeString(diff, result.getValue().get());
      }
    }
    families.forEach(
        (family, counts) -> System.out.printf("%-10s %d/%d%n", family, counts[0], counts[1]));
    System.out.printf("all        %d/%d%n", cases.size() - failing.size(), cases.size());
    if (Boolean.getBoolean("camber.golden.rewrite")) {
      Set<String> kept = new TreeSet<>(GoldenCases.notYet());
      kept.removeIf(name -> matches(name, prefixes));
      kept.addAll(failing);
      GoldenCases.writeNotYet(kept);
    } else if (prefixes.length > 0) {
      failing.forEach(System.out::println);
    }
  }

  private static boolean matches(String name, String[] prefixes) {
    return prefixes.length == 0 || List.of(prefixes).stream().anyMatch(name::startsWith);
  }

  private static Void run(GoldenCase golden, Map<String, Optional<String>> results)
      throws IOException, InterruptedException {
    results.put(golden.name(), GoldenCases.run(golden));
    return null;
  }
}
