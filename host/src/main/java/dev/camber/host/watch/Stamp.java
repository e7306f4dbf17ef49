package dev.camber.host.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells two states of a file apart.
 *
 * @param modified nanoseconds since 1970
 * @param size bytes
 * @param identity changes when another file takes its name
 */
record Stamp(long modified, long size, int identity, boolean directory) {
  static Stamp of(BasicFileAttributes attributes) {
    return new Stamp(
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        attributes.isDirectory() ? 0 : attributes.size(),
        Objects.hashCode(attributes.fileKey()),
        attributes.isDirectory());
  }

  /** The state of a path now, links not followed; null if there is nothing. */
  static @Nullable Stamp of(Path path) {
    return of(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The state of what a path leads to now; null if it leads nowhere. */
  static @Nullable Stamp following(Path path) {
    return of(path, new LinkOption[0]);
  }

  private static @Nullable Stamp of(Path path, LinkOption... options) {
    try {
      return of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  /** Whether both are the same directory, whatever changed in it. */
  boolean sameDirectory(Stamp other) {
    return directory && other.directory && identity == other.identity;
  }

  /** Whether a file's content or identity differ; a directory's own times do not count. */
  boolean changedFrom(Stamp before) {
    return directory ? !sameDirectory(before) : !equals(before);
  }
}
