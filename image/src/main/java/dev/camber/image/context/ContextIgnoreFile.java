package dev.camber.image.context;

import dev.camber.host.ignore.IgnoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dockerignore file that counts for a context: {@code <Dockerfile>.dockerignore} if there is
 * one, be it empty, else the context's own. Source: spec Tiltfile, section 8.3.
 *
 * @param lookedAt every path that had a say, whether it exists or not: a change of one may change
 *     the answer
 * @param patterns of the file that counts; empty if there is none or nothing in it
 */
public record ContextIgnoreFile(List<Path> lookedAt, List<String> patterns) {
  private static final String NAME = ".dockerignore";

  public ContextIgnoreFile {
    lookedAt = List.copyOf(lookedAt);
    patterns = List.copyOf(patterns);
  }

  /**
   * @param dockerfile where the Dockerfile is, if it is a file
   * @throws IOException if the file that counts cannot be read
   */
  public static ContextIgnoreFile find(Path context, Optional<Path> dockerfile) throws IOException {
    List<Path> lookedAt = new ArrayList<>();
    if (dockerfile.isPresent()) {
      Path own = dockerfile.get().resolveSibling(dockerfile.get().getFileName() + NAME);
      lookedAt.add(own);
      Optional<List<String>> patterns = read(own);
      if (patterns.isPresent()) {
        return new ContextIgnoreFile(lookedAt, patterns.get());
      }
    }
    Path common = context.resolve(NAME);
    lookedAt.add(common);
    return new ContextIgnoreFile(lookedAt, read(common).orElse(List.of()));
  }

  private static Optional<List<String>> read(Path file) throws IOException {
    try {
      return Optional.of(IgnoreFile.patterns(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
