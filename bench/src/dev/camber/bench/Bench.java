package dev.camber.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the parts that were asked for, all by default, and prints one table. */
public final class Bench {
  /** What the running part has to remove; null between parts. */
  private static final AtomicReference<Lab> current = new AtomicReference<>();

  private Bench() {}

  /** One subject; a part that cannot run throws, and the next one goes on. */
  interface Part {
    void measure(Lab lab, Report report) throws Exception;
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("commands", new CommandStarts());
    parts.put("up", new Ups());
    parts.put("save", new Saves());
    parts.put("image", new ImageBuilds());
    parts.put("logs", new LogIngest());
    parts.put("tiltfile", new Tiltfiles());
    parts.put("starlark", new Compute());
    parts.put("api", new ApiLoad());
    parts.put("idle", new Idle());
    return parts;
  }

  private static void close(Lab lab) {
    try {
      if (lab != null) {
        lab.close();
      }
    } catch (Exception e) {
      System.err.println("bench: cannot clean up: " + e.getMessage());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, Part> parts = parts();
    List<String> wanted = arguments.length == 0 ? List.copyOf(parts.keySet()) : List.of(arguments);
    List<String> unknown = new ArrayList<>(wanted);
    unknown.removeAll(parts.keySet());
    if (!unknown.isEmpty()) {
      System.err.println("bench: no part is called " + String.join(", ", unknown));
      System.err.println("  try: bench/run [" + String.join("|", parts.keySet()) + "]…");
      System.exit(2);
    }
    Report report = new Report();
    long began = System.nanoTime();
    // Stopped halfway it leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(current.getAndSet(null))));
    for (String name : wanted) {
      long start = System.nanoTime();
      System.err.println("bench: " + name + " …");
      try {
        Lab lab = Lab.open(Path.of(System.getProperty("bench.root")), Path.of(System.getProperty("bench.dist")));
        current.set(lab);
        parts.get(name).measure(lab, report);
      } catch (Exception | AssertionError e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        report.failed(name, reason);
        System.err.println("bench: " + name + " failed: " + reason);
        if (System.getenv("BENCH_DEBUG") != null) {
          e.printStackTrace();
        }
      } finally {
        close(current.getAndSet(null));
      }
      System.err.printf("bench: %s took %.0f s%n", name, (System.nanoTime() - start) / 1e9);
    }
    report.print(System.out);
    System.out.printf("%nall of it took %.0f s%n", (System.nanoTime() - began) / 1e9);
    System.exit(0);
  }
}
