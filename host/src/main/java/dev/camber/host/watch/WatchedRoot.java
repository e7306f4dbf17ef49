package dev.camber.host.watch;

import dev.camber.host.watch.ChangeSource.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path that a watch was asked for. The directories on the way to it are watched too, for the name
 * that leads on, so that it is noticed when the path, or a directory or link above it, comes, goes
 * or is replaced. Guarded by the watcher's lock.
 */
final class WatchedRoot {
  /** Tries after which a path that keeps changing is left to the next hint. */
  private static final int TRIES = 10;

  private final TreeWatcher watcher;
  private final WatchedTree tree;
  private final Path path;
  private List<PathChain.Link> links = List.of();
  private final List<Anchor> anchors = new ArrayList<>();

  /** What the path led to when last looked at. */
  private @Nullable Stamp known;

  WatchedRoot(TreeWatcher watcher, WatchedTree tree, Path path) {
    this.watcher = watcher;
    this.tree = tree;
    this.path = path;
  }

  /** A directory on the way and the names in it that matter. */
  private final class Anchor implements TreeWatcher.HandleOwner {
    private final Set<String> names = new HashSet<>();

    /** Whether the path's own name is looked up here. */
    private final boolean last;

    private int handle = -1;

    Anchor(boolean last) {
      this.last = last;
    }

    @Override
    public void onEntry(Change change, String name) {
      if (!names.contains(name)) {
        return;
      }
      Stamp before = known;
      check(!last || change != Change.MODIFIED);
      if (last && known != null && !known.directory() && known.equals(before)) {
        // Written without a trace in its stamp, or its mode changed.
        tree.emit(path, Debounce.Kind.CHANGED);
      }
    }

    @Override
    public void onSelf() {
      check(true);
    }
  }

  Path path() {
    return path;
  }

  boolean isDirectory() {
    return known != null && known.directory();
  }

  /** Looks for the first time, without the lock. */
  void begin() throws WatchException {
    if (path.getNameCount() == 0) {
      throw new WatchException(
          "cannot watch " + path + ": the root of the file system is too large a tree");
    }
    watcher.lock().lock();
    try {
      if (anchor(false).hangsOnRoot()) {
        throw new WatchException(
            "cannot watch "
                + path
                + ": no directory above it exists but the root of the file system");
      }
    } finally {
      watcher.lock().unlock();
    }
    if (isDirectory()) {
      tree.scan(path, false);
    }
  }

  void detach() {
    release(anchors);
    anchors.clear();
    links = List.of();
  }

  private void release(List<Anchor> released) {
    for (Anchor anchor : released) {
      if (anchor.handle >= 0) {
        watcher.release(anchor.handle, anchor);
      }
    }
  }

  /**
   * Looks whether the path leads to something else than before, and reports what that changes.
   *
   * @param renew whether a directory on the way may be another one of the same name
   */
  void check(boolean renew) {
    Stamp before = known;
    anchor(renew);
    Stamp now = known;
    if (before != null && now != null && now.sameDirectory(before)) {
      if (renew) {
        tree.rescan(path);
      }
      return;
    }
    if (Objects.equals(before, now)) {
      return;
    }
    if (before != null && before.directory()) {
      known = before;
      tree.drop(path);
      known = now;
    }
    if (now == null || !now.directory()) {
      if (before == null || !before.directory() || now != null) {
        tree.emit(path, Debounce.Kind.CHANGED);
      }
    } else {
      tree.scan(path, true);
    }
  }

  /**
   * Watches the way as it is now and notes what it leads to.
   *
   * @param renew whether to watch again what is watched already
   */
  private PathChain anchor(boolean renew) {
    PathChain chain = PathChain.of(path);
    for (int i = 0; i < TRIES; i++) {
      if ((renew && i == 0)
          || !chain.links().equals(links)
          || anchors.stream().anyMatch(anchor -> anchor.handle < 0)) {
        // As in WatchedTree: the new watches begin before the old ones end.
        List<Anchor> old = List.copyOf(anchors);
        anchors.clear();
        install(chain);
        release(old);
      }
      known = chain.complete() ? Stamp.following(path) : null;
      // Between the look and the watch the way may have changed.
      PathChain again = PathChain.of(path);
      if (again.equals(chain)) {
        break;
      }
      chain = again;
    }
    return chain;
  }

  private void install(PathChain chain) {
    links = chain.links();
    // The last directory on the way may hold the file itself, whose writing matters.
    Path last = links.isEmpty() ? path : links.getLast().dir();
    Map<Path, Anchor> byDirectory = new HashMap<>();
    for (PathChain.Link link : links) {
      byDirectory
          .computeIfAbsent(link.dir(), dir -> new Anchor(dir.equals(last)))
          .names
          .add(link.name());
    }
    byDirectory.forEach((dir, anchor) -> {
      try {
        anchor.handle = watcher.acquire(dir, !anchor.last, anchor);
      } catch (ChangeSource.RefusedException e) {
        tree.poll(e.reason());
      } catch (IOException e) {
        // Gone or forbidden; if gone, the next look at the way will say so.
        return;
      }
    });
    anchors.addAll(byDirectory.values());
  }
}
