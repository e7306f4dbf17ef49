package dev.camber.starlark;

import dev.camber.starlark.syntax.FileNode;
import dev.camber.starlark.syntax.Source;
import dev.camber.starlark.syntax.SyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs texts that nobody would write and says what is wrong with the way they end: any end but a
 * result, syntax errors or an evaluation error is a finding, and so is none within the time.
 */
final class FuzzRunner {
  private static final long MAX_STEPS = 300_000;
  private static final long CANCEL_AFTER_SECONDS = 20;
  private static final long HANG_AFTER_SECONDS = 40;

  private final List<String> corpus;

  FuzzRunner(List<String> corpus) {
    this.corpus = corpus;
  }

  /** The Tiltfiles of the recorded cases, shorter ones only. */
  static List<String> corpus(Path golden) throws IOException {
    try (Stream<Path> dirs = Files.list(golden)) {
      return dirs.sorted()
          .map(dir -> dir.resolve("Tiltfile"))
          .filter(Files::isRegularFile)
          .map(FuzzRunner::read)
          .filter(text -> text.length() < 4000)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The text of a seed: by turns a random program, one about names, and broken recorded ones. */
  String text(long seed) {
    return switch ((int) (seed % 4)) {
      case 0 -> RandomProgram.of(seed);
      case 2 -> RandomScopes.of(seed);
      default -> new Mutator(seed, corpus).text();
    };
  }

  /** What is wrong with the way the text ends; null if nothing is. */
  static @Nullable String finding(String text) throws InterruptedException {
    var thread =
        new StarlarkThread(
            (t, printed) -> {},
            (t, path) -> {
              throw new EvalException("nothing to load");
            });
    thread.setMaxSteps(MAX_STEPS);
    thread.setMaxDepth(5_000);
    var found = new AtomicReference<@Nullable String>();
    var done = new CountDownLatch(1);
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                found.set(run(thread, text));
              } catch (Throwable t) {
                found.set(describe(t));
              } finally {
                done.countDown();
              }
            });
    if (!done.await(CANCEL_AFTER_SECONDS, TimeUnit.SECONDS)) {
      thread.cancel("too slow");
      if (!done.await(HANG_AFTER_SECONDS, TimeUnit.SECONDS)) {
        worker.interrupt();
        return "hangs";
      }
    }
    return found.get();
  }

  private static String describe(Throwable t) {
    var trace = new java.io.StringWriter();
    t.printStackTrace(new java.io.PrintWriter(trace));
    return trace.toString();
  }

  private static @Nullable String run(StarlarkThread thread, String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    Map<String, Value> names = names();
    try {
      FileNode tree = Program.parse(Source.of("fuzz", source), names::containsKey);
      for (var statement : tree.statements()) {
        if (statement.start() < 0 || statement.end() > tree.source().text().length()) {
          return "a statement lies outside of the text";
        }
      }
      Program.compile("fuzz", source, names::containsKey).run(thread, names);
      return null;
    } catch (SyntaxException e) {
      return e.getMessage().contains("null") ? e.getMessage() : null;
    } catch (EvalException e) {
      e.backtrace();
      return e.getMessage().startsWith("out of memory") ? e.getMessage() : null;
    }
  }

  static Map<String, Value> names() {
    Map<String, Value> names = new HashMap<>();
    names.put(
        "attempt",
        StarlarkBuiltin.of(
            "attempt",
            (t, a) -> {
              try {
                return t.call(a.positional(1, 1).at(0));
              } catch (EvalException e) {
                return StarlarkString.of("error: " + e.getMessage());
              }
            }));
    return names;
  }
}
