package dev.camber.engine.ui;

import dev.camber.engine.build.Hold;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.RunningBuild;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.build.TiltfileRun;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a resource is not up to date, and why it is not ready, for a person; the messages of its
 * conditions. Pure functions of a snapshot.
 *
 * @param update empty if it is up to date
 * @param ready empty if it is ready
 */
record Explanation(String update, String ready) {
  static final Explanation NONE = new Explanation("", "");

  static Explanation of(
      StoreSnapshot snapshot, ResourceView resource, String update, RuntimeView runtime) {
    String whyUpdate = update(resource, update);
    String whyReady =
        switch (runtime.status()) {
          case RuntimeView.ERROR -> runtime.error();
          case RuntimeView.PENDING, RuntimeView.UNKNOWN ->
              whyUpdate.isEmpty() ? starting(snapshot, resource.manifest()) : whyUpdate;
          case RuntimeView.OK -> "";
          default -> whyUpdate;
        };
    return new Explanation(whyUpdate, whyReady);
  }

  static Explanation ofTiltfile(TiltfileRun run, String status) {
    String text =
        switch (status) {
          case "in_progress" -> "loading";
          case "pending" -> "waiting to be loaded again";
          case "error" -> run.lastRun().flatMap(r -> r.error()).orElse("loading failed");
          default -> "";
        };
    return new Explanation(text, text);
  }

  private static String update(ResourceView resource, String status) {
    return switch (status) {
      case "in_progress" ->
          resource.state().current().values().stream()
              .min(Comparator.comparing(RunningBuild::start))
              .map(b -> "updating: " + b.reason())
              .orElse("updating");
      case "pending" ->
          resource
              .state()
              .hold()
              .filter(h -> h.reason() != Hold.Reason.RECONCILING)
              .map(Explanation::waiting)
              .orElse("waiting for its turn: " + resource.reason());
      case "error" -> resource.state().lastBuild().flatMap(b -> b.error()).orElse("update failed");
      case "none" -> "not started: it runs when it is triggered";
      default -> manual(resource);
    };
  }

  /** Up to date as far as the status says, but files wait for somebody to trigger the resource. */
  private static String manual(ResourceView resource) {
    int files = resource.edits().size();
    return !resource.hasPendingChanges() || resource.manifest().triggerMode().autoOnChange()
        ? ""
        : files
            + (files == 1 ? " file has" : " files have")
            + " changed since: it updates when it is triggered";
  }

  static String waiting(Hold hold) {
    List<String> names = hold.on().stream().map(Hold.On::name).toList();
    String on = String.join(", ", names);
    return switch (hold.reason()) {
      case TILTFILE_RELOAD -> "waiting for the Tiltfile to be loaded";
      case WAITING_FOR_LOCAL -> "waiting for " + on + ", beside which nothing else runs";
      case IS_UNPARALLELIZABLE_LOCAL ->
          "waiting until "
              + (on.isEmpty() ? "nothing else" : on + " has ended and nothing else")
              + " updates: it has no allow_parallel";
      case WAITING_FOR_UNCATEGORIZED -> "waiting for the objects of no resource to be applied";
      case BUILDING_COMPONENT ->
          "waiting for " + on + ", which is being built for another resource";
      case WAITING_FOR_DEP -> "waiting for " + on + " to become ready";
      case WAITING_FOR_DEPLOY -> "waiting for a container to come up";
      case WAITING_FOR_CLUSTER ->
          "waiting for the cluster" + (on.isEmpty() ? "" : " " + on) + " to be connected";
      case RECONCILING -> "";
    };
  }

  private static String starting(StoreSnapshot snapshot, Manifest manifest) {
    return switch (manifest.deployTarget()) {
      case KubernetesTarget target -> pod(KubernetesInfo.of(snapshot, manifest));
      case LocalTarget local ->
          local.readinessProbe().isPresent()
              ? "its readiness probe has not succeeded yet"
              : "starting";
      default -> "starting";
    };
  }

  private static String pod(Optional<UIResourceStatus.Kubernetes> info) {
    if (info.isEmpty() || info.get().podName().isEmpty()) {
      return "no pod has been made yet";
    }
    UIResourceStatus.Kubernetes pod = info.get();
    String status = pod.podStatus().isEmpty() ? "not ready" : pod.podStatus();
    String message = pod.podStatusMessage().strip().lines().findFirst().orElse("");
    return "pod "
        + pod.podName()
        + ": "
        + (status.equals("Running") ? "running, but not ready" : status)
        + (message.isEmpty() ? "" : ": " + message);
  }
}
