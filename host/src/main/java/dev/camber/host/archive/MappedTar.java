package dev.camber.host.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes local files and directories as a tar stream under other names. Owner and group are 0,
 * links stay links, devices and sockets are left out, and so is what vanishes while it is being
 * read. Of two entries with one name the later wins. Source: spec engine, section 2.6. Stateless.
 */
public final class MappedTar {
  /**
   * Up to this size a file is read before its header is written, so that a file that grows cannot
   * break the archive.
   */
  private static final long BUFFERED_BYTES = 5_000_000;

  private MappedTar() {}

  /**
   * One source and its name in the archive.
   *
   * @param local a file or a directory, absolute
   * @param name where it belongs; a leading slash is dropped
   */
  public record Mapping(Path local, String name) {}

  /**
   * Writes all of them and the end of the archive; the stream stays open.
   *
   * @throws IOException if a file cannot be read or the stream breaks
   */
  public static void write(List<Mapping> mappings, OutputStream out) throws IOException {
    Map<String, Path> entries = new LinkedHashMap<>();
    for (Mapping mapping : mappings) {
      collect(mapping, entries);
    }
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    for (Map.Entry<String, Path> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue(), tar);
    }
    tar.finish();
    tar.flush();
  }

  private static void collect(Mapping mapping, Map<String, Path> entries) throws IOException {
    String name = mapping.name().startsWith("/") ? mapping.name().substring(1) : mapping.name();
    if (!Files.isDirectory(mapping.local(), LinkOption.NOFOLLOW_LINKS)) {
      put(entries, name, mapping.local());
      return;
    }
    String root = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        mapping.local(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            found.add(dir);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    for (Path path : found) {
      String below = mapping.local().relativize(path).toString();
      String full = below.isEmpty() ? root : root.isEmpty() ? below : root + "/" + below;
      if (!full.isEmpty()) {
        put(entries, full, path);
      }
    }
  }

  private static void put(Map<String, Path> entries, String name, Path path) {
    entries.remove(name);
    entries.put(name, path);
  }

  private static void write(String name, Path path, TarArchiveOutputStream tar) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(Files.readSymbolicLink(path).toString());
        finish(entry, attributes, 0777, tar);
        tar.closeArchiveEntry();
      } else if (attributes.isDirectory()) {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/");
        finish(entry, attributes, mode(path), tar);
        tar.closeArchiveEntry();
      } else if (attributes.isRegularFile()) {
        file(name, path, attributes, tar);
      }
    } catch (NoSuchFileException vanished) {
      // It was there when the tree was listed; the next change of it will say that it is gone.
    }
  }

  private static void file(
      String name, Path path, BasicFileAttributes attributes, TarArchiveOutputStream tar)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    if (attributes.size() <= BUFFERED_BYTES) {
      byte[] content = Files.readAllBytes(path);
      entry.setSize(content.length);
      finish(entry, attributes, mode(path), tar);
      tar.write(content);
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        entry.setSize(attributes.size());
        finish(entry, attributes, mode(path), tar);
        copyExactly(in, path, attributes.size(), tar);
      }
    }
    tar.closeArchiveEntry();
  }

  /**
   * The header promised so many bytes: a file that grows is cut there, one that shrinks is an
   * error.
   */
  private static void copyExactly(InputStream in, Path path, long size, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = size;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException(path + " became shorter while it was read; save it again");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private static void finish(
      TarArchiveEntry entry, BasicFileAttributes attributes, int mode, TarArchiveOutputStream tar)
      throws IOException {
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setMode(mode);
    entry.setModTime(attributes.lastModifiedTime().toMillis() / 1000 * 1000);
    tar.putArchiveEntry(entry);
  }

  private static int mode(Path path) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException noPosix) {
      return 0755;
    }
    int mode = 0;
    PosixFilePermission[] order = {
      PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
      PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
      PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE
    };
    for (PosixFilePermission permission : order) {
      mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return mode;
  }
}
