package dev.camber.engine.apply;

import dev.camber.engine.build.BuildException;
import dev.camber.engine.build.BuildRequest;
import dev.camber.engine.build.Builder;
import dev.camber.engine.build.TargetResult;
import dev.camber.engine.image.ImageSteps;
import dev.camber.engine.image.Steps;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds resources of a cluster: their images, then their objects. Source: spec engine, sections
 * 1.16, 2.8 and 3.
 */
public final class KubernetesBuilder implements Builder {
  private final ImageSteps images;
  private final KubernetesApplier applier;
  private final InstantSource clock;

  public KubernetesBuilder(ImageSteps images, KubernetesApplier applier, InstantSource clock) {
    this.images = images;
    this.applier = applier;
    this.clock = clock;
  }

  /** Objects are in the cluster; which ones the KubernetesApply object tells. */
  record Applied(int objects) implements TargetResult {}

  @Override
  public boolean builds(Manifest manifest) {
    return manifest.deployTarget() instanceof KubernetesTarget;
  }

  @Override
  public Map<TargetId, TargetResult> build(BuildRequest request)
      throws BuildException, InterruptedException {
    String name = request.manifest().name();
    ImageSteps.Plan plan = images.plan(request);
    Steps steps =
        new Steps(request.log(), clock, ImageSteps.count(plan) + 1 + (request.forced() ? 1 : 0));
    if (request.forced()) {
      steps.step(
          "Force update",
          () -> {
            applier.deleteForced(name, request.log());
            return true;
          });
    }
    Map<TargetId, TargetResult> built = new HashMap<>();
    images.run(request, plan, steps, built);
    request.deploys().run();
    try {
      int objects = steps.step("Deploying", () -> applier.apply(name, request.log()).size());
      built.put(request.manifest().deployTarget().id(), new Applied(objects));
    } catch (KubernetesApplier.Failed e) {
      throw new BuildException(String.valueOf(e.getMessage()), e, built);
    }
    steps.finish();
    return built;
  }
}
