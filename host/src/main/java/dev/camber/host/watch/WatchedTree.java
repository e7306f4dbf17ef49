package dev.camber.host.watch;

import dev.camber.host.watch.ChangeSource.Change;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one watch knows of its files: every directory below its roots with the stamps of its
 * entries. Hints make it look at one entry, an overflow at all; only what it finds becomes an
 * event. Guarded by the watcher's lock.
 */
final class WatchedTree {
  private final TreeWatcher watcher;
  private final WatchSpec spec;
  private final Batcher batcher;
  private final Map<Path, WatchedRoot> roots = new LinkedHashMap<>();
  private final Map<Path, Directory> directories = new HashMap<>();
  private final Set<String> problemsTold = new HashSet<>();
  private boolean detached;
  private boolean polled;

  /** Whether everything has been read once; before that a difference means nothing. */
  private boolean complete;

  private boolean rescanWhenComplete;

  WatchedTree(TreeWatcher watcher, WatchSpec spec, Batcher batcher) {
    this.watcher = watcher;
    this.spec = spec;
    this.batcher = batcher;
    for (Path path : spec.roots()) {
      roots.put(path, new WatchedRoot(watcher, this, path));
    }
  }

  /** A watched directory and what was seen in it. */
  private final class Directory implements TreeWatcher.HandleOwner {
    private final Path path;
    private final Map<String, Stamp> entries = new HashMap<>();
    private int handle = -1;

    Directory(Path path) {
      this.path = path;
    }

    @Override
    public void onEntry(Change change, String name) {
      look(this, change, name);
    }

    @Override
    public void onSelf() {
      // Roots hear of it through the directories above them, the others through their parent.
      WatchedRoot root = roots.get(path);
      if (root != null) {
        root.check(true);
      }
    }
  }

  /** Begins, without the lock: it is taken for one directory at a time. */
  void attachAll() throws WatchException {
    for (WatchedRoot root : roots.values()) {
      root.begin();
    }
    watcher.lock().lock();
    try {
      complete = true;
      if (rescanWhenComplete) {
        rescan();
      }
    } finally {
      watcher.lock().unlock();
    }
  }

  /** Lets go of everything. */
  void detach() {
    detached = true;
    for (Directory directory : directories.values()) {
      release(directory);
    }
    directories.clear();
    roots.values().forEach(WatchedRoot::detach);
  }

  /** Whether parts of it must be looked at from time to time. */
  boolean polled() {
    return polled;
  }

  /** The source does not watch a directory: it will be looked at instead. */
  void poll(String reason) {
    polled = true;
    watcher.needsPolling();
    if (!reason.isEmpty() && problemsTold.add(reason)) {
      batcher.problem(reason);
    }
  }

  /** Where its events go. */
  Batcher batcher() {
    return batcher;
  }

  /** Reports a path, unless it is ignored or is a root that is a directory (spec engine §6.2). */
  void emit(Path path, Debounce.Kind kind) {
    WatchedRoot root = roots.get(path);
    if (root != null && root.isDirectory()) {
      return;
    }
    if (!spec.ignore().matches(path)) {
      batcher.add(path, kind);
    }
  }

  /** Compares everything with what was seen and reports the differences. */
  void rescan() {
    if (!complete) {
      rescanWhenComplete = true;
      return;
    }
    for (WatchedRoot root : roots.values()) {
      root.check(false);
      if (root.isDirectory()) {
        rescan(root.path());
      }
    }
  }

  /** {@link #rescan()} for a directory and all below it. */
  void rescan(Path top) {
    Deque<Path> ahead = new ArrayDeque<>(List.of(top));
    while (!ahead.isEmpty()) {
      Path dir = ahead.pop();
      Directory directory = directories.get(dir);
      if (directory == null) {
        scan(dir, true);
        continue;
      }
      // The directory may be another one of the same name by now.
      if (!acquire(directory)) {
        continue;
      }
      for (Path child : merge(directory, list(dir), true, true)) {
        ahead.push(child);
      }
    }
  }

  /**
   * Takes in a directory and all below it.
   *
   * @param emit whether what is found is news
   */
  void scan(Path top, boolean emit) {
    Deque<Path> ahead = new ArrayDeque<>(List.of(top));
    while (!ahead.isEmpty()) {
      Path dir = ahead.pop();
      Directory directory;
      watcher.lock().lock();
      try {
        if (detached) {
          return;
        }
        directory = directories.computeIfAbsent(dir, Directory::new);
        if (!acquire(directory)) {
          continue;
        }
      } finally {
        watcher.lock().unlock();
      }
      // Read after the watch began: what comes later makes a hint, what came before is read here.
      Map<Path, Stamp> found = list(dir);
      watcher.lock().lock();
      try {
        for (Path child : merge(directory, found, emit, false)) {
          ahead.push(child);
        }
      } finally {
        watcher.lock().unlock();
      }
    }
  }

  /**
   * Watches a directory, or again what bears its name now. The new watch begins before the old one
   * ends: for the same directory that is no change at all, and above all makes no event, of which
   * the look after an overflow must not make as many as there are directories.
   *
   * @return whether the directory is there; if the source refuses to watch it, it is polled
   */
  private boolean acquire(Directory directory) {
    int old = directory.handle;
    try {
      directory.handle = watcher.acquire(directory.path, false, directory);
      if (old >= 0) {
        watcher.release(old, directory);
      }
    } catch (ChangeSource.RefusedException e) {
      release(directory);
      poll(e.reason());
    } catch (IOException e) {
      drop(directory.path);
      return false;
    }
    return true;
  }

  private void release(Directory directory) {
    if (directory.handle >= 0) {
      watcher.release(directory.handle, directory);
      directory.handle = -1;
    }
  }

  /** The entries of a directory, links not followed; what cannot be read counts as empty. */
  private static Map<Path, Stamp> list(Path dir) {
    Map<Path, Stamp> found = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      for (Path entry : entries) {
        Stamp stamp = Stamp.of(entry);
        if (stamp != null) {
          found.put(entry, stamp);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return found;
    }
    return found;
  }

  /**
   * Takes in what was found in a directory.
   *
   * @param emit whether differences are reported
   * @param complete whether what was not found is gone
   * @return the directories in it to go on with
   */
  private List<Path> merge(
      Directory directory, Map<Path, Stamp> found, boolean emit, boolean complete) {
    List<Path> ahead = new ArrayList<>();
    Set<String> names = new HashSet<>();
    found.forEach((path, now) -> {
      String name = path.getFileName().toString();
      names.add(name);
      Stamp before = directory.entries.put(name, now);
      if (before != null && before.directory() && now.changedFrom(before)) {
        drop(path);
      }
      if (emit && (before == null || now.changedFrom(before))) {
        emit(path, before == null ? Debounce.Kind.APPEARED : Debounce.Kind.CHANGED);
      }
      if (now.directory() && !spec.ignore().matchesWholeDir(path)) {
        ahead.add(path);
      }
    });
    if (complete) {
      for (String name : List.copyOf(directory.entries.keySet())) {
        if (!names.contains(name)) {
          remove(directory, directory.path.resolve(name), name);
        }
      }
    }
    return ahead;
  }

  private void remove(Directory directory, Path path, String name) {
    Stamp before = directory.entries.remove(name);
    if (before == null) {
      // Came and went before anybody looked.
      return;
    }
    if (before.directory()) {
      drop(path);
    }
    emit(path, Debounce.Kind.GONE);
  }

  /** Forgets a directory that is gone and reports everything that was known in it. */
  void drop(Path top) {
    Deque<Path> ahead = new ArrayDeque<>(List.of(top));
    while (!ahead.isEmpty()) {
      Path dir = ahead.pop();
      Directory directory = directories.remove(dir);
      if (directory == null) {
        continue;
      }
      release(directory);
      directory.entries.forEach((name, stamp) -> {
        Path path = dir.resolve(name);
        emit(path, Debounce.Kind.GONE);
        if (stamp.directory()) {
          ahead.push(path);
        }
      });
    }
  }

  /** Looks at one entry because of a hint. */
  private void look(Directory directory, Change change, String name) {
    Path path = child(directory.path, name);
    if (path == null || name.indexOf('\uFFFD') >= 0) {
      // A name that has no exact text: what is there can only be found by reading the directory.
      for (Path child : merge(directory, list(directory.path), true, true)) {
        if (!directories.containsKey(child)) {
          scan(child, true);
        }
      }
      if (path != null) {
        emit(path, Debounce.Kind.CHANGED);
      }
      return;
    }
    Stamp now = Stamp.of(path);
    Stamp before = directory.entries.get(name);
    if (now == null) {
      remove(directory, path, name);
      return;
    }
    directory.entries.put(name, now);
    Debounce.Kind kind = before == null ? Debounce.Kind.APPEARED : Debounce.Kind.CHANGED;
    if (!now.directory()) {
      if (before != null && before.directory()) {
        drop(path);
      }
      emit(path, kind);
      return;
    }
    boolean same = before != null && before.sameDirectory(now);
    if (change != Change.MODIFIED || !same) {
      // A change of a directory's times or mode is none: what happened in it is told on its own.
      emit(path, kind);
    }
    boolean read = directories.containsKey(path);
    if (spec.ignore().matchesWholeDir(path) || (read && same && change == Change.MODIFIED)) {
      return;
    }
    if (read && same) {
      // Perhaps another directory of the same name: inode numbers are used again at once.
      rescan(path);
    } else {
      drop(path);
      scan(path, true);
    }
  }

  private static @Nullable Path child(Path dir, String name) {
    try {
      return dir.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
