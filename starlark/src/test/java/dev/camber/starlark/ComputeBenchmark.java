package dev.camber.starlark;

import dev.camber.starlark.syntax.LargeStack;
import dev.camber.starlark.syntax.SyntaxException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Times compute-heavy files: {@code ComputeBenchmark DIRECTORY ROUNDS}. Prints wall and processor
 * time of the evaluating thread for each round; the first round includes loading and compiling the
 * interpreter itself.
 */
public final class ComputeBenchmark {
  private ComputeBenchmark() {}

  /** Runs the files of a directory, some rounds each. */
  public static void main(String[] args) throws IOException, SyntaxException {
    int rounds = Integer.parseInt(args[1]);
    try (var files = Files.list(Path.of(args[0]))) {
      for (Path file : files.sorted().toList()) {
        for (int i = 0; i < rounds; i++) {
          System.out.printf("%s round %d: %s%n", file.getFileName(), i + 1, time(file));
        }
      }
    }
  }

  private static String time(Path file) throws IOException, SyntaxException {
    var thread =
        new StarlarkThread(
            (t, text) -> {},
            (t, path) -> {
              throw new EvalException("nothing to load");
            });
    long start = System.nanoTime();
    Program program = Program.compile(file.toString(), Files.readAllBytes(file), n -> false);
    long cpu =
        LargeStack.call(() -> {
          var clock = ManagementFactory.getThreadMXBean();
          long before = clock.getCurrentThreadCpuTime();
          program.run(thread, Map.of());
          return clock.getCurrentThreadCpuTime() - before;
        });
    long wall = System.nanoTime() - start;
    return wall / 1_000_000 + " ms, processor " + cpu / 1_000_000 + " ms";
  }
}
