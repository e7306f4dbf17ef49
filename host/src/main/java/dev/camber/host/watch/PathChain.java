package dev.camber.host.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The directories in which a path could come to mean something else: every directory on the way to
 * it, links included, with the name that is looked up there.
 *
 * @param links in the order of the look-up; without the root of the file system
 * @param complete whether the whole path exists
 * @param hangsOnRoot whether what is missing would have to appear in the root of the file system
 */
record PathChain(List<Link> links, boolean complete, boolean hangsOnRoot) {
  /** As many as the kernel follows. */
  private static final int MOST_SYMLINKS = 40;

  /** A name that is looked up in a directory. */
  record Link(Path dir, String name) {}

  static PathChain of(Path path) {
    Path dir = path.getRoot();
    Deque<Path> ahead = new ArrayDeque<>();
    path.forEach(ahead::add);
    List<Link> links = new ArrayList<>();
    int symlinks = 0;
    while (!ahead.isEmpty()) {
      Path name = ahead.pop();
      if (name.toString().equals("..")) {
        dir = dir.getParent() == null ? dir : dir.getParent();
        continue;
      }
      if (dir.getNameCount() > 0) {
        links.add(new Link(dir, name.toString()));
      }
      Path here = dir.resolve(name);
      Stamp stamp = Stamp.of(here);
      if (stamp == null) {
        return new PathChain(links, false, dir.getNameCount() == 0);
      }
      if (Files.isSymbolicLink(here)) {
        if (++symlinks > MOST_SYMLINKS) {
          return new PathChain(links, false, false);
        }
        try {
          Path target = Files.readSymbolicLink(here);
          if (target.isAbsolute()) {
            dir = target.getRoot();
          }
          List<Path> more = new ArrayList<>();
          target.forEach(more::add);
          more.reversed().forEach(ahead::push);
        } catch (IOException | InvalidPathException e) {
          return new PathChain(links, false, false);
        }
      } else {
        dir = here;
      }
    }
    return new PathChain(links, true, false);
  }
}
