package dev.camber.engine.sequence;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.model.manifest.TriggerMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold when nothing is left to do. A resource that is off or not declared has nothing
 * deployed; one that follows its files holds them as they are now; nothing is under way and nothing
 * waits for something that has already come.
 */
final class AtRest {
  private final World world;
  private final List<String> problems = new ArrayList<>();

  private AtRest(World world) {
    this.world = world;
  }

  /**
   * What does not hold.
   *
   * @param failures whether builds may have been made to fail
   * @param strict whether everything was touched or triggered just now, so that all of it must be
   *     up to date, and nothing may have failed
   */
  static List<String> problems(World world, boolean failures, boolean strict) {
    AtRest check = new AtRest(world);
    for (String resource : world.loaded().resources().keySet()) {
      check.resource(resource, failures && !strict, strict);
    }
    for (TriggerQueue.Entry entry : TriggerQueue.entries(world.loop.store.snapshot())) {
      boolean waits =
          GraphView.of(world.loop.store.snapshot(), entry.name())
              .map(check::waitsForDependency)
              .orElse(false);
      if (!waits) {
        check.problem(entry.name(), "is still in the trigger queue");
      }
    }
    return check.problems;
  }

  private void problem(String resource, String what) {
    problems.add(resource + " " + what);
  }

  private void resource(String resource, boolean failures, boolean strict) {
    boolean declared = world.loaded().declared().contains(resource);
    boolean there = world.loop.store.get(EngineKinds.RESOURCE, resource).isPresent();
    if (declared != there) {
      problem(resource, declared ? "is not there" : "is still there");
      return;
    }
    boolean deployed =
        Project.isLocal(resource)
            ? !world.toolSaw().isEmpty()
            : world.kubelet.deployment(resource).isPresent();
    if (!declared || world.isDisabled(resource)) {
      if (deployed && !Project.isLocal(resource)) {
        problem(resource, "is deployed, but " + (declared ? "disabled" : "not declared"));
      }
      return;
    }
    ResourceView view = GraphView.of(world.loop.store.snapshot(), resource).orElseThrow();
    if (view.state().isBuilding()) {
      problem(resource, "is building: " + view.state().current());
    }
    boolean failed = view.state().lastBuild().flatMap(b -> b.error()).isPresent();
    if (failed && !failures) {
      problem(resource, "failed: " + view.state().lastBuild());
    }
    if (failed || waitsForDependency(view)) {
      return;
    }
    TriggerMode mode = view.manifest().triggerMode();
    if (!deployed) {
      if (mode.autoInitial() || strict) {
        problem(resource, "is not deployed; hold " + view.state().hold());
      }
      return;
    }
    content(resource, mode.autoOnChange() || strict);
  }

  /** Its dependency may have been off, or failed, from the beginning. */
  private boolean waitsForDependency(ResourceView view) {
    return view.state()
        .hold()
        .map(h -> h.reason() == dev.camber.engine.build.Hold.Reason.WAITING_FOR_DEP)
        .filter(held -> held)
        .map(held ->
            GraphView.of(world.loop.store.snapshot(), "plain")
                .map(plain -> plain.state().lastReady().isEmpty())
                .orElse(false))
        .orElse(false);
  }

  private void content(String resource, boolean current) {
    Map<String, Integer> wanted = world.wanted(resource);
    if (Project.isLocal(resource)) {
      if (current && !world.toolSaw().equals(wanted)) {
        problem(resource, "ran with " + world.toolSaw() + ", want " + wanted);
      }
      return;
    }
    List<Kubelet.Running> pods = world.kubelet.staying(resource);
    Optional<Kubelet.Running> pod = world.kubelet.newest(resource);
    if (pods.size() != 1 || pod.isEmpty() || !pod.get().isRunning()) {
      problem(resource, "has " + pods.size() + " pods, want one that runs");
      return;
    }
    if (!current) {
      return;
    }
    if (!Project.IMAGES.getOrDefault(resource, List.of()).isEmpty()
        && !pod.get().content().equals(wanted)) {
      problem(resource, "holds " + pod.get().content() + ", want " + wanted);
    }
    String yaml = Integer.toString(world.loaded().yaml().getOrDefault(resource, 0));
    if (!pod.get().yaml().equals(yaml)) {
      problem(resource, "has YAML " + pod.get().yaml() + ", want " + yaml);
    }
  }
}
