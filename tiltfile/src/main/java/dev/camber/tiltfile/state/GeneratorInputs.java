package dev.camber.tiltfile.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that a run of a program depends on.
 *
 * @param programs the file that is run, and those that it hands the work on to
 * @param environment every variable
 * @param files what it reads: files, directories with all below, and what it would read if it were
 *     there
 */
public record GeneratorInputs(
    List<Path> programs,
    List<String> argv,
    String directory,
    Map<String, String> environment,
    Collection<Path> files) {
  /** More than that is not read for a comparison: the program itself may be quicker. */
  private static final int MOST_FILES = 4_000;

  private static final long MOST_BYTES = 32L << 20;

  /** Their state now; empty if it cannot be told. */
  Optional<String> digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path program : programs) {
        Path file = program.toRealPath();
        add(digest, file.toString());
        add(digest, Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
      argv.forEach(word -> add(digest, word));
      add(digest, directory);
      new TreeMap<>(environment).forEach((k, v) -> add(digest, k + "=" + v));
      Budget budget = new Budget();
      for (Path file : new TreeSet<>(files)) {
        add(digest, file, budget);
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    add(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    // The length keeps "ab" + "c" apart from "a" + "bc".
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static void add(MessageDigest digest, Path root, Budget budget) throws IOException {
    add(digest, root.toString());
    if (!Files.exists(root)) {
      add(digest, "is not there");
      return;
    }
    TreeSet<Path> files = new TreeSet<>();
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Iterator<Path> i = all.iterator(); i.hasNext(); ) {
        Path file = i.next();
        if (Files.isRegularFile(file)) {
          budget.take(Files.size(file));
          files.add(file);
        }
      }
    }
    for (Path file : files) {
      add(digest, file.toString());
      add(digest, Files.readAllBytes(file));
    }
  }

  /** What may still be read. */
  private static final class Budget {
    private int files = MOST_FILES;
    private long bytes = MOST_BYTES;

    void take(long size) throws IOException {
      files--;
      bytes -= size;
      if (files < 0 || bytes < 0) {
        throw new IOException("too much to compare");
      }
    }
  }
}
