package dev.camber.engine.sequence;

import dev.camber.engine.sequence.Event.Kind;
import dev.camber.model.manifest.TriggerMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** One run of a sequence, from an empty cluster to the last check. */
final class Trial {
  /** Longer than any retry of a build waits. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private final World world;
  private final Random order;
  private boolean failures;
  private boolean disturbed;

  /** Whether nothing but edits that live update takes has happened since the last rest. */
  private boolean quiet;

  private Map<String, String> podsAtRest = Map.of();

  private Trial(World world, long order) {
    this.world = world;
    this.order = new Random(order);
  }

  /** What went wrong: empty if nothing. */
  static Optional<String> run(Sequence sequence, Path directory) throws Exception {
    try (World world = new World(directory, sequence.project())) {
      try {
        return new Trial(world, sequence.order())
            .run(sequence)
            .map(problem -> problem + "\nlog:\n" + world.console());
      } catch (RuntimeException | AssertionError e) {
        return Optional.of(e + "\nlog:\n" + world.console());
      }
    }
  }

  private Optional<String> run(Sequence sequence) throws Exception {
    int number = 0;
    for (Event event : sequence.events()) {
      number++;
      if (event.kind() == Kind.RUN) {
        for (int i = 0; i < event.number() && world.loop.stepAny(order.nextInt(1 << 20)); i++) {}
        continue;
      }
      if (event.kind() == Kind.REST) {
        Optional<String> problem = rest(false);
        if (problem.isPresent()) {
          return Optional.of("at event " + number + ": " + problem.get());
        }
        continue;
      }
      failures |= event.kind() == Kind.BUILD_FAILS;
      disturbed |= failures || event.kind() == Kind.SYNC_FAILS;
      quiet &=
          event.kind() == Kind.PASS
              || (event.kind() == Kind.EDIT && Project.isSynced(event.about()));
      world.happens(event);
    }
    Optional<String> problem = rest(false);
    return problem.isPresent() ? problem.map(p -> "at the end: " + p) : touchEverything();
  }

  /** Whatever was missed or has failed is put right by a change and a click. */
  private Optional<String> touchEverything() throws Exception {
    quiet = false;
    world.calm();
    world.happens(Event.of(Kind.REPAIR));
    shuffled();
    for (String path : world.project().files()) {
      if (path.endsWith("/main") || path.endsWith("/src/one")) {
        world.happens(new Event(Kind.EDIT, path));
      }
    }
    settle();
    for (Map.Entry<String, TriggerMode> resource : world.project().resources().entrySet()) {
      if (resource.getValue() != TriggerMode.AUTO) {
        world.happens(new Event(Kind.TRIGGER, resource.getKey()));
      }
    }
    return rest(true).map(p -> "after everything was touched: " + p);
  }

  private void shuffled() {
    for (int i = 0; i < 10_000 && world.loop.stepAny(order.nextInt(1 << 20)); i++) {}
  }

  private void settle() {
    shuffled();
    world.loop.advance(LONG);
  }

  private Optional<String> rest(boolean strict) {
    settle();
    List<String> problems = AtRest.problems(world, failures, strict);
    if (!problems.isEmpty()) {
      return Optional.of(String.join("\n", problems));
    }
    Map<String, String> pods = pods();
    if (quiet && !disturbed && !pods.entrySet().containsAll(podsAtRest.entrySet())) {
      return Optional.of("other pods though live update was enough: " + podsAtRest + " " + pods);
    }
    podsAtRest = pods;
    quiet = true;
    return Optional.empty();
  }

  private Map<String, String> pods() {
    Map<String, String> out = new TreeMap<>();
    for (String resource : world.loaded().declared()) {
      world.kubelet.newest(resource).ifPresent(p -> out.put(resource, p.name()));
    }
    return out;
  }
}
