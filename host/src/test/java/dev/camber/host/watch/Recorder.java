package dev.camber.host.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keeps what a watch tells. */
final class Recorder implements WatchListener {
  private final List<WatchBatch> batches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Override
  public synchronized void onBatch(WatchBatch batch) {
    batches.add(batch);
  }

  @Override
  public synchronized void onProblem(String message) {
    problems.add(message);
  }

  synchronized List<WatchBatch> batches() {
    return List.copyOf(batches);
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized void clear() {
    batches.clear();
  }

  synchronized Set<Path> paths() {
    Set<Path> paths = new TreeSet<>();
    batches.forEach(batch -> paths.addAll(batch.paths()));
    return paths;
  }
}
