package dev.camber.image.engine.fake;

import dev.camber.image.ImageBuildException;
import dev.camber.image.context.ContextHash;
import dev.camber.image.engine.BuildListener;
import dev.camber.image.engine.DockerBuilds;
import dev.camber.image.engine.EngineBuild;
import dev.camber.image.engine.Pruned;
import dev.camber.image.trace.BuildTrace;
import dev.camber.model.EnvironmentError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Builds in memory: a step per instruction, an image id that depends on the inputs alone. */
public final class InMemoryBuilds implements DockerBuilds {
  private final InMemoryDockerEngine engine;
  private final InMemoryImages images;
  private final List<EngineBuild> builds = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Map<String, List<String>>> prunes = new ArrayList<>();

  private record Failure(Predicate<EngineBuild> which, String message) {}

  InMemoryBuilds(InMemoryDockerEngine engine, InMemoryImages images) {
    this.engine = engine;
    this.images = images;
  }

  /** Every build so far, failed ones too. */
  public List<EngineBuild> builds() {
    synchronized (engine) {
      return List.copyOf(builds);
    }
  }

  /** The filters of every cache prune so far. */
  public List<Map<String, List<String>>> cachePrunes() {
    synchronized (engine) {
      return List.copyOf(prunes);
    }
  }

  /** Builds that match fail with this message, as long as {@link #succeed} is not called. */
  public void fail(Predicate<EngineBuild> which, String message) {
    synchronized (engine) {
      failures.add(new Failure(which, message));
    }
  }

  /** All builds succeed again. */
  public void succeed() {
    synchronized (engine) {
      failures.clear();
    }
  }

  @Override
  public String build(EngineBuild build, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the build");
    }
    String failure;
    synchronized (engine) {
      engine.answer();
      builds.add(build);
      failure =
          failures.stream()
              .filter(f -> f.which().test(build))
              .map(Failure::message)
              .findFirst()
              .orElse("");
    }
    String id = id(build);
    List<String> steps = build.dockerfile().lines().filter(l -> !l.isBlank()).toList();
    for (int i = 0; i < steps.size(); i++) {
      boolean fails = !failure.isEmpty() && i == steps.size() - 1;
      if (build.buildKit()) {
        listener.trace(
            new BuildTrace(
                List.of(
                    new BuildTrace.Vertex(
                        "step" + i,
                        "[" + (i + 1) + "/" + steps.size() + "] " + steps.get(i),
                        false,
                        Optional.of(java.time.Instant.EPOCH),
                        fails ? Optional.empty() : Optional.of(java.time.Instant.EPOCH),
                        fails ? failure : "")),
                List.of(),
                List.of()));
      } else {
        listener.text("Step " + (i + 1) + "/" + steps.size() + " : " + steps.get(i) + "\n");
      }
    }
    if (!failure.isEmpty()) {
      throw new ImageBuildException(failure);
    }
    images.put(id, build.labels(), build.tags());
    return id;
  }

  private static String id(EngineBuild build) throws EnvironmentError {
    List<String> labels =
        build.labels().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .sorted()
            .toList();
    try {
      return "sha256:"
          + new ContextHash()
              .add(build.dockerfile())
              .add(Stream.concat(build.buildArgs().stream(), labels.stream()).toList())
              .add(build.target())
              .add(build.platform())
              .add(build.context())
              .hex();
    } catch (IOException e) {
      throw new EnvironmentError("reading build context: " + e.getMessage(), "", e);
    }
  }

  @Override
  public Pruned pruneCache(Map<String, List<String>> filters) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      prunes.add(Map.copyOf(filters));
      return new Pruned(List.of(), 0);
    }
  }
}
