package dev.camber.tiltfile.state;

import dev.camber.starlark.StarlarkString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What slow programs printed, as long as nothing that they read has changed: the program itself,
 * its arguments, directory and environment, and the content of every input. Only for programs whose
 * inputs are all known. Thread-safe, guarded by its own lock; lives as long as the loader.
 */
public final class GeneratorCache {
  /** Faster runs are not worth the risk of a mistake. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private static final int MOST_ENTRIES = 64;

  /**
   * An output and the evaluation that made it.
   *
   * @param evaluation its number
   */
  private record Output(StarlarkString text, long evaluation) {}

  private long evaluations;

  private final Map<String, Output> outputs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Output> eldest) {
          return size() > MOST_ENTRIES;
        }
      };

  /** Counts one more evaluation; returns its number. */
  public synchronized long beginEvaluation() {
    return ++evaluations;
  }

  /** What an earlier evaluation got when everything was as it is now. */
  public synchronized Optional<StarlarkString> find(String key, long evaluation) {
    return Optional.ofNullable(outputs.get(key))
        .filter(output -> output.evaluation() != evaluation)
        .map(Output::text);
  }

  /** Keeps an output if it took long to make. */
  public synchronized void keep(String key, StarlarkString output, Duration took, long evaluation) {
    if (took.compareTo(SLOW) >= 0) {
      outputs.put(key, new Output(output, evaluation));
    }
  }

  /**
   * The state of everything a run depends on; empty if some input cannot be read.
   *
   * @param program the file that is run
   * @param inputs files and directories, the latter with all below
   */
  public static Optional<String> key(
      Path program,
      List<String> argv,
      String directory,
      Map<String, String> environment,
      Collection<Path> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Path file = program.toRealPath();
      add(digest, file.toString());
      add(digest, Files.getLastModifiedTime(file) + " " + Files.size(file));
      argv.forEach(word -> add(digest, word));
      add(digest, directory);
      new TreeMap<>(environment).forEach((k, v) -> add(digest, k + "=" + v));
      for (Path input : inputs) {
        addTree(digest, input);
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // The length keeps "ab" + "c" apart from "a" + "bc".
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static void addTree(MessageDigest digest, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(digest, file.toString());
        byte[] content = Files.readAllBytes(file);
        digest.update(ByteBuffer.allocate(4).putInt(content.length).array());
        digest.update(content);
      }
    }
  }
}
