package dev.camber.image.context;

import dev.camber.host.ignore.PathFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A directory without what a filter leaves out. A directory that is left out comes back if
 * something in it does not. Symbolic links are entries, not followed; sockets, pipes and devices
 * are left out.
 */
public final class DirectoryContext implements ContextFiles {
  private static final int DEFAULT_DIRECTORY_MODE = 0755;
  private static final int DEFAULT_FILE_MODE = 0755;

  /** As a daemon on Linux sorts names: by their bytes. */
  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(
          p -> p.getFileName().toString().getBytes(StandardCharsets.UTF_8),
          Arrays::compareUnsigned);

  private final Path root;
  private final PathFilter excluded;
  private final boolean unix;

  /**
   * @param root absolute
   */
  public DirectoryContext(Path root, PathFilter excluded) {
    this.root = root.normalize();
    this.excluded = excluded;
    this.unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  @Override
  public List<ContextEntry> entries() throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException("stat " + root + ": no such file or directory");
    }
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root + ": not a directory");
    }
    List<ContextEntry> entries = new ArrayList<>();
    walk(root, "", entries);
    return entries;
  }

  private void walk(Path directory, String prefix, List<ContextEntry> entries) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // it vanished
    } catch (AccessDeniedException e) {
      throw new ContextReadException("open " + directory + ": permission denied", e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(BY_NAME);
    for (Path child : children) {
      try {
        visit(child, prefix, entries);
      } catch (NoSuchFileException e) {
        // it vanished between being listed and being looked at
      }
    }
  }

  private void visit(Path child, String prefix, List<ContextEntry> entries) throws IOException {
    boolean leftOut = excluded.matches(child);
    String path = prefix + child.getFileName();
    BasicFileAttributes kind =
        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (kind.isDirectory()) {
      if (leftOut && excluded.matchesWholeDir(child)) {
        return;
      }
      int before = entries.size();
      entries.add(entry(child, path, ContextEntry.Type.DIRECTORY, kind));
      walk(child, path + "/", entries);
      if (leftOut && entries.size() == before + 1) {
        entries.removeLast();
      }
    } else if (leftOut) {
      return;
    } else if (kind.isSymbolicLink()) {
      entries.add(entry(child, path, ContextEntry.Type.LINK, kind));
    } else if (kind.isRegularFile()) {
      entries.add(entry(child, path, ContextEntry.Type.FILE, kind));
    }
  }

  private ContextEntry entry(
      Path file, String path, ContextEntry.Type type, BasicFileAttributes kind) throws IOException {
    String target = type == ContextEntry.Type.LINK ? Files.readSymbolicLink(file).toString() : "";
    return new ContextEntry(
        path,
        type,
        permissions(file, type),
        type == ContextEntry.Type.FILE ? kind.size() : 0,
        nanos(kind.lastModifiedTime()),
        target);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  private int permissions(Path file, ContextEntry.Type type) throws IOException {
    if (unix) {
      Map<String, Object> attributes =
          Files.readAttributes(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return attributes.get("mode") instanceof Integer mode ? mode & 07777 : 0;
    }
    if (type == ContextEntry.Type.LINK) {
      return 0777;
    }
    try {
      return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .permissions()
          .stream()
          .mapToInt(p -> 0400 >> p.ordinal())
          .sum();
    } catch (UnsupportedOperationException e) {
      // Windows: executable, since nothing says whether it is one
      return type == ContextEntry.Type.DIRECTORY ? DEFAULT_DIRECTORY_MODE : DEFAULT_FILE_MODE;
    }
  }

  @Override
  public InputStream open(ContextEntry entry) throws IOException {
    Path file = root.resolve(entry.path());
    try {
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (AccessDeniedException e) {
      throw new ContextReadException("open " + file + ": permission denied", e);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
