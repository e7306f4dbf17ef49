package dev.camber.starlark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.starlark.syntax.SyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The room's own suite: {@code conformance/*.star}, cut into chunks by lines of three dashes. A
 * chunk runs by itself; it may use {@code eq(x, y)}, {@code true(x)}, {@code error(f)} (the message
 * with which f fails, or None), {@code freeze(x)}. A line with {@code ### message} must be where
 * the chunk fails, with that message; several such lines are several mistakes of the same chunk's
 * text.
 */
final class ConformanceTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/conformance");
  private static final String MARK = "### ";

  @TestFactory
  Stream<DynamicTest> a_chunk_does_what_its_comments_say() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.sorted().toList()) {
        for (Chunk chunk : chunks(file)) {
          tests.add(DynamicTest.dynamicTest(chunk.name, () -> check(chunk)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private record Chunk(String name, String text) {}

  private static List<Chunk> chunks(Path file) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    var text = new StringBuilder();
    int line = 0;
    int start = 1;
    for (String l : Files.readAllLines(file)) {
      line++;
      if (l.equals("---")) {
        chunks.add(new Chunk(file.getFileName() + ":" + start, text.toString()));
        text = new StringBuilder("\n".repeat(line));
        start = line + 1;
      } else {
        text.append(l).append('\n');
      }
    }
    chunks.add(new Chunk(file.getFileName() + ":" + start, text.toString()));
    return chunks;
  }

  private static void check(Chunk chunk) {
    List<String> expected = new ArrayList<>();
    String[] lines = chunk.text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int mark = lines[i].indexOf(MARK);
      if (mark >= 0) {
        expected.add(i + 1 + ": " + lines[i].substring(mark + MARK.length()));
      }
    }
    assertThat(failures(chunk)).isEqualTo(expected);
  }

  private static List<String> failures(Chunk chunk) {
    var thread =
        new StarlarkThread(
            (t, text) -> {},
            (t, path) -> {
              throw new EvalException("nothing to load");
            });
    Map<String, Value> names = names();
    try {
      byte[] source = chunk.text.getBytes(StandardCharsets.UTF_8);
      Program.compile("chunk", source, names::containsKey).run(thread, names);
      return List.of();
    } catch (SyntaxException e) {
      return e.errors().stream()
          .map(error -> error.position().line() + ": " + error.message())
          .toList();
    } catch (EvalException e) {
      int line =
          e.callStack().stream()
              .filter(frame -> !frame.position().isBuiltin())
              .reduce((first, second) -> second)
              .map(frame -> frame.position().line())
              .orElse(0);
      return List.of(line + ": " + e.getMessage());
    }
  }

  private static Map<String, Value> names() {
    Map<String, Value> names = new HashMap<>();
    add(
        names,
        "eq",
        (t, a) -> {
          Value x = a.positional(2, 2).at(0);
          Value y = a.at(1);
          if (!x.type().equals(y.type()) || !Starlark.equal(x, y)) {
            throw new EvalException(Starlark.repr(x) + " is not " + Starlark.repr(y));
          }
          return StarlarkNone.NONE;
        });
    add(
        names,
        "true",
        (t, a) -> {
          if (!a.positional(1, 1).at(0).truth()) {
            throw new EvalException("not true");
          }
          return StarlarkNone.NONE;
        });
    add(
        names,
        "error",
        (t, a) -> {
          try {
            t.call(a.positional(1, 1).at(0));
            return StarlarkNone.NONE;
          } catch (EvalException e) {
            return StarlarkString.of(e.getMessage());
          }
        });
    add(
        names,
        "freeze",
        (t, a) -> {
          a.positional(1, 1).at(0).freeze();
          return a.at(0);
        });
    return names;
  }

  private static void add(Map<String, Value> names, String name, BuiltinFunction body) {
    names.put(name, StarlarkBuiltin.of(name, body));
  }
}
