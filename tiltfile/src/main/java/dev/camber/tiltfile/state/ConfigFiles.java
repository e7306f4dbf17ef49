package dev.camber.tiltfile.state;

import dev.camber.tiltfile.path.GoPath;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;

/**
 * The files whose change evaluates the Tiltfile again. One evaluation's thread. Source: spec
 * Tiltfile, section 8.6.
 */
public final class ConfigFiles {
  private final FileSystem fileSystem;
  private final TreeSet<String> paths = new TreeSet<>();

  public ConfigFiles(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Watches a path whatever it is; directories with everything below. */
  public void add(String path) {
    paths.add(path);
  }

  /** Watches a file, also if it is not there; a directory is not watched. */
  public void addFile(String path) {
    if (GoPath.onDisk(fileSystem, path).filter(Files::isDirectory).isEmpty()) {
      paths.add(path);
    }
  }

  /** All of them, sorted. */
  public List<String> sorted() {
    return List.copyOf(paths);
  }
}
