package dev.camber.engine.build;

import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.manifest.TargetId;
import dev.camber.model.manifest.TriggerMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes resources for tests of scheduling, a word per fact. */
final class Views {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private record Result() implements TargetResult {}

  private final String name;
  private final DeployTarget deploy;
  private final List<String> images = new ArrayList<>();
  private final List<String> dependencies = new ArrayList<>();
  private TriggerMode mode = TriggerMode.AUTO;
  private ResourceState state = ResourceState.FRESH.withDisableState("Enabled");
  private String disableState = "Enabled";
  private final Map<TargetId, List<FileChanges.Change>> pending = new LinkedHashMap<>();
  private Optional<BuildReason> trigger = Optional.empty();
  private String runtime = "ok";
  private ResourceView.Live live = ResourceView.Live.NOT_HANDLED;
  private Optional<Hold> clusterProblem = Optional.empty();

  private Views(String name, DeployTarget deploy) {
    this.name = name;
    this.deploy = deploy;
  }

  static Views local(String name) {
    return new Views(name, localTarget(name, false, "echo"));
  }

  static Views parallel(String name) {
    return new Views(name, localTarget(name, true, "echo"));
  }

  static Views server(String name) {
    return new Views(name, localTarget(name, false, ""));
  }

  static Views kubernetes(String name, String... images) {
    Views out =
        new Views(
            name,
            new KubernetesTarget(
                name,
                Kinds.KUBERNETES_APPLY.emptySpec(),
                PodReadinessMode.WAIT,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    out.images.addAll(List.of(images));
    return out;
  }

  static LocalTarget localTarget(String name, boolean allowParallel, String update) {
    ShellCommand command =
        update.isEmpty()
            ? ShellCommand.NONE
            : new ShellCommand(List.of("sh", "-c", update), "/", List.of(), false);
    return new LocalTarget(
        name,
        command,
        ShellCommand.NONE,
        List.of(),
        List.of(),
        false,
        List.of(),
        allowParallel,
        Optional.empty(),
        false);
  }

  Views mode(TriggerMode value) {
    mode = value;
    return this;
  }

  Views dependsOn(String... names) {
    dependencies.addAll(List.of(names));
    return this;
  }

  /** Built, successful, ready. */
  Views built() {
    state = ended(Optional.empty()).withLastReady(START);
    for (String image : images) {
      state =
          state.withTarget(
              imageId(image), new TargetState(0, 0, Optional.of(new Result()), Optional.empty()));
    }
    return this;
  }

  Views failed() {
    state = ended(Optional.of("bad"));
    return this;
  }

  private ResourceState ended(Optional<String> error) {
    RunningBuild build = new RunningBuild(BuildReason.INIT, START, "build:1", List.of());
    return state
        .begun(BuildSource.BUILD_CONTROL, build)
        .ended(
            new BuildRecord(
                BuildSource.BUILD_CONTROL,
                BuildReason.INIT,
                START,
                START.plusSeconds(1),
                "build:1",
                List.of(),
                error,
                List.of()));
  }

  Views building() {
    return building(BuildSource.BUILD_CONTROL);
  }

  Views building(BuildSource source) {
    state = state.begun(source, new RunningBuild(BuildReason.INIT, START, "build:9", List.of()));
    return this;
  }

  Views ready() {
    state = state.withLastReady(START);
    return this;
  }

  /** A file of the deploy target changed some seconds after the start. */
  Views changed(int second) {
    return changed(deploy.id(), second);
  }

  Views imageChanged(String image, int second) {
    return changed(imageId(image), second);
  }

  private Views changed(TargetId id, int second) {
    pending.put(
        id, List.of(new FileChanges.Change("/p/file" + second, second, START.plusSeconds(second))));
    return this;
  }

  Views configChanged(int second) {
    state =
        state.withConfigChange(
            Optional.of(
                new ResourceState.ConfigChange(START.plusSeconds(second), List.of("/p/Tiltfile"))));
    return this;
  }

  Views dependencyChanged() {
    state =
        state.withTarget(deploy.id(), new TargetState(0, 0, Optional.empty(), Optional.of(START)));
    return this;
  }

  Views triggered() {
    trigger = Optional.of(BuildReason.TRIGGER_CLI);
    return this;
  }

  Views disable(String value) {
    disableState = value;
    return this;
  }

  Views live(ResourceView.Live value) {
    live = value;
    return this;
  }

  Views runtime(String value) {
    runtime = value;
    return this;
  }

  Views withoutCluster() {
    clusterProblem =
        Optional.of(
            new Hold(
                Hold.Reason.WAITING_FOR_CLUSTER, List.of(new Hold.On(Kinds.CLUSTER, "default"))));
    return this;
  }

  static TargetId imageId(String image) {
    return new TargetId(TargetId.Type.IMAGE, image);
  }

  Manifest manifest() {
    return new Manifest(
        name, images.stream().map(Views::image).toList(), deploy, mode, dependencies, "", Map.of());
  }

  private static ImageTarget image(String name) {
    return new ImageTarget(
        Kinds.IMAGE_MAP.emptySpec(),
        name,
        "",
        Optional.empty(),
        true,
        "",
        "",
        new BuildDetails.CustomBuild(Kinds.CMD_IMAGE.emptySpec(), List.of(), false),
        false,
        List.of(),
        List.of(),
        List.of());
  }

  ResourceView view() {
    return new ResourceView(
        manifest(), state, pending, trigger, disableState, runtime, live, clusterProblem, true);
  }
}
