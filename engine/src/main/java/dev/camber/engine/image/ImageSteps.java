package dev.camber.engine.image;

import dev.camber.engine.build.BuildException;
import dev.camber.engine.build.BuildRequest;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.TargetResult;
import dev.camber.engine.store.ObjectStore;
import dev.camber.image.build.BuiltImage;
import dev.camber.image.build.ImageBuild;
import dev.camber.image.build.ImageDependency;
import dev.camber.image.build.ImagePusher;
import dev.camber.image.build.PushPlan;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.ImageMapStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.TargetId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The image half of a build: decides which images are dirty, builds and pushes them in the order of
 * their dependencies, and keeps ImageMap, DockerImage and CmdImage objects up to date. Thread-safe.
 */
public final class ImageSteps {
  private final ObjectStore store;
  private final ImageTools.Source tools;
  private final SharedRuntime runtime;
  private final Supplier<Optional<RegistryHosting>> defaultRegistry;

  /**
   * @param defaultRegistry what {@code default_registry} says, as last loaded
   */
  public ImageSteps(
      ObjectStore store,
      ImageTools.Source tools,
      SharedRuntime runtime,
      Supplier<Optional<RegistryHosting>> defaultRegistry) {
    this.store = store;
    this.tools = tools;
    this.runtime = runtime;
    this.defaultRegistry = defaultRegistry;
  }

  /**
   * Which images are to be built and which are reused.
   *
   * @param dirty in the order of their dependencies
   * @param reused with their last results
   */
  public record Plan(List<ImageTarget> dirty, Map<TargetId, ImageResult> reused) {}

  /**
   * Decides; an image that is gone from the engine counts as dirty. Source: spec engine, section
   * 2.8.
   */
  public Plan plan(BuildRequest request) throws InterruptedException {
    List<ImageTarget> dirty = new ArrayList<>();
    Map<TargetId, ImageResult> reused = new HashMap<>();
    Set<TargetId> rebuilt = new HashSet<>();
    for (ImageTarget image : request.manifest().imageTargets()) {
      if (image.isLiveUpdateOnly()) {
        continue;
      }
      BuildRequest.Input input = request.input(image.id());
      boolean clean =
          !request.forced()
              && input.isClean()
              && input.lastResult().orElseThrow() instanceof ImageResult
              && image.dependencyIds().stream().noneMatch(rebuilt::contains);
      if (clean && input.lastResult().orElseThrow() instanceof ImageResult result) {
        if (isThere(image, result, request)) {
          reused.put(image.id(), result);
          continue;
        }
      }
      dirty.add(image);
      rebuilt.add(image.id());
    }
    return new Plan(dirty, reused);
  }

  private boolean isThere(ImageTarget image, ImageResult result, BuildRequest request)
      throws InterruptedException {
    if (!(image.buildDetails() instanceof BuildDetails.DockerBuild)) {
      return true;
    }
    String local = result.image().refs().local().familiar();
    try {
      if (tools.get().engine().images().inspect(local).isPresent()) {
        return true;
      }
      request.log().info("Rebuilding " + local + " because image not found in image store");
      return false;
    } catch (EnvironmentError e) {
      return true; // the engine does not answer: the build itself will say so
    }
  }

  /** How many steps the images take. */
  public static int count(Plan plan) {
    return plan.dirty().size() * 2 + (plan.reused().isEmpty() ? 0 : 1);
  }

  /**
   * Builds and pushes what is dirty.
   *
   * @param built receives each result as it comes, so that a later failure does not lose it
   */
  public void run(BuildRequest request, Plan plan, Steps steps, Map<TargetId, TargetResult> built)
      throws BuildException, InterruptedException {
    built.putAll(plan.reused());
    if (!plan.reused().isEmpty()) {
      steps.step(
          "Loading cached images",
          () -> {
            plan.reused()
                .values()
                .forEach(r -> request.log().info("     - " + r.image().refs().local().familiar()));
            return true;
          });
    }
    for (ImageTarget image : plan.dirty()) {
      ImageStatusWriter status = new ImageStatusWriter(store, image);
      BuiltImage made = build(request, image, status, steps, built);
      push(request, image, made, status, steps);
      built.put(image.id(), new ImageResult(made));
      publish(image, made);
    }
  }

  private BuiltImage build(
      BuildRequest request,
      ImageTarget image,
      ImageStatusWriter status,
      Steps steps,
      Map<TargetId, TargetResult> built)
      throws BuildException, InterruptedException {
    boolean custom = image.buildDetails() instanceof BuildDetails.CustomBuild;
    String name =
        (custom ? "Building Custom Build: [" : "Building Dockerfile: [")
            + image.spec().selector()
            + "]";
    Optional<BuiltImage> previous =
        request
            .input(image.id())
            .lastResult()
            .filter(r -> !request.forced())
            .map(r -> ((ImageResult) r).image());
    status.building();
    try {
      ImageBuild build =
          new ImageBuild(
              ImageSelector.parse(image.spec().selector(), image.spec().matchExact()),
              image.buildDetails(),
              registry(),
              dependencies(request, image, built),
              arch(),
              previous);
      return steps.step(name, () -> buildNow(build, request, status, built));
    } catch (BuildException e) {
      status.completed("", String.valueOf(e.getMessage()));
      throw e;
    } catch (InvalidReferenceException e) {
      status.completed("", String.valueOf(e.getMessage()));
      throw new BuildException(String.valueOf(e.getMessage()), built);
    }
  }

  private BuiltImage buildNow(
      ImageBuild build,
      BuildRequest request,
      ImageStatusWriter status,
      Map<TargetId, TargetResult> built)
      throws BuildException, InterruptedException {
    try {
      return tools.get().builder().build(build, request.log(), status::stages);
    } catch (UserError | EnvironmentError e) {
      throw new BuildException(String.valueOf(e.getMessage()), e, built);
    }
  }

  private List<ImageDependency> dependencies(
      BuildRequest request, ImageTarget image, Map<TargetId, TargetResult> built)
      throws BuildException, InvalidReferenceException {
    List<ImageDependency> out = new ArrayList<>();
    for (TargetId id : image.dependencyIds()) {
      if (!(built.get(id) instanceof ImageResult result)) {
        throw new BuildException("missing image dependency: " + id.name(), built);
      }
      ImageTarget dependency =
          request.manifest().imageTargets().stream()
              .filter(i -> i.id().equals(id))
              .findFirst()
              .orElseThrow();
      out.add(
          new ImageDependency(
              dependency.imageMapName(),
              ImageSelector.parse(dependency.spec().selector(), dependency.spec().matchExact()),
              result.image().refs().local()));
    }
    return out;
  }

  private void push(
      BuildRequest request,
      ImageTarget image,
      BuiltImage made,
      ImageStatusWriter status,
      Steps steps)
      throws BuildException, InterruptedException {
    ImageTools with = tools();
    PushPlan plan =
        PushPlan.of(
            new PushPlan.Situation(
                false,
                commandPushes(image),
                isDeployed(image),
                runtime.isShared(with, request.log()),
                localCluster(),
                registry().isPresent()),
            made.refs());
    try {
      if (!(plan instanceof PushPlan.None)) {
        steps
            .step(
                "Pushing " + made.refs().local().familiar(),
                () -> with.pusher().carryOut(plan, made.refs().local(), request.log()))
            .stage()
            .ifPresent(status::addStage);
      }
      status.completed(made.refs().local().toString(), "");
    } catch (ImagePusher.PushException e) {
      status.addStage(e.stage());
      status.completed("", String.valueOf(e.getMessage()));
      throw new BuildException(String.valueOf(e.getMessage()), e);
    }
  }

  private ImageTools tools() throws BuildException, InterruptedException {
    try {
      return tools.get();
    } catch (EnvironmentError e) {
      throw new BuildException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean commandPushes(ImageTarget image) {
    return image.buildDetails() instanceof BuildDetails.CustomBuild custom
        && (custom.spec().outputMode().equals("remote")
            || custom.spec().outputMode().equals("local-docker-and-remote"));
  }

  /** Whether any resource runs it: then it is pushed for all. */
  private boolean isDeployed(ImageTarget image) {
    String needs =
        switch (image.buildDetails()) {
          case BuildDetails.DockerBuild docker -> docker.spec().clusterNeeds();
          case BuildDetails.CustomBuild custom -> custom.spec().clusterNeeds();
          case BuildDetails.ComposeBuild compose -> "";
        };
    return needs.isEmpty()
        ? ImageSpecs.isDeployed(
            store.list(EngineKinds.RESOURCE).stream().map(r -> r.spec().manifest()).toList(), image)
        : needs.equals("push");
  }

  private Optional<ClusterStatus> cluster() {
    return store.get(Kinds.CLUSTER, "default").map(ApiObject::status);
  }

  private Optional<PushPlan.LocalCluster> localCluster() {
    return cluster()
        .flatMap(ClusterStatus::connection)
        .flatMap(ClusterStatus.Connection::kubernetes)
        .flatMap(k -> PushPlan.LocalCluster.of(k.cluster()));
  }

  private String arch() {
    return cluster().map(ClusterStatus::arch).orElse("");
  }

  /** The registry that the cluster announced wins over the Tiltfile's. */
  private Optional<RegistryHosting> registry() {
    return cluster()
        .flatMap(ClusterStatus::registry)
        .filter(r -> !r.host().isEmpty())
        .or(defaultRegistry);
  }

  private void publish(ImageTarget image, BuiltImage made) {
    String local = made.refs().local().familiar();
    store.editStatus(
        Kinds.IMAGE_MAP,
        image.imageMapName(),
        old ->
            new ImageMapStatus(
                local,
                local,
                made.refs().cluster().familiar(),
                Optional.of(new MicroTime(made.startTime()))));
  }
}
