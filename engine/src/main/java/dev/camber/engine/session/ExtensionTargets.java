package dev.camber.engine.session;

import dev.camber.engine.build.BuildRecord;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.TiltfileRun;
import dev.camber.engine.extension.ExtensionReconciler;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ExtensionRepoStatus;
import dev.camber.model.api.ExtensionSpec;
import dev.camber.model.api.ExtensionStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extensions that run as Tiltfiles of their own, as far as a {@code ci} session has to wait for
 * them: before such a Tiltfile ran, its resources are not known. Not part of the Session's status,
 * whose targets are the reference's. A pure function of a snapshot.
 */
final class ExtensionTargets {
  private ExtensionTargets() {}

  static List<SessionStatus.Target> of(StoreSnapshot snapshot) {
    List<SessionStatus.Target> out = new ArrayList<>();
    for (ApiObject<ExtensionSpec, ExtensionStatus> extension : snapshot.list(Kinds.EXTENSION)) {
      boolean loaded =
          extension
              .metadata()
              .annotation(Annotations.MANAGED_BY)
              .filter(m -> !m.isEmpty())
              .isPresent();
      if (!loaded) {
        state(snapshot, extension)
            .ifPresent(state ->
                out.add(
                    new SessionStatus.Target(
                        "extension:" + extension.name(), "job", List.of(), state)));
      }
    }
    return out;
  }

  /** Nothing when its Tiltfile has run without an error. */
  private static Optional<SessionStatus.State> state(
      StoreSnapshot snapshot, ApiObject<ExtensionSpec, ExtensionStatus> extension) {
    Optional<ExtensionRepoStatus> repo =
        snapshot.get(Kinds.EXTENSION_REPO, extension.spec().repoName()).map(ApiObject::status);
    String path = extension.status().path();
    if (path.isEmpty()) {
      String repoError = repo.map(ExtensionRepoStatus::error).orElse("");
      if (repo.isEmpty() || repoError.startsWith("download error: ")) {
        return Optional.of(SessionTargets.waiting(extension.status().error()));
      }
      if (!repoError.isEmpty()) {
        return Optional.of(failed("extensionrepo " + extension.spec().repoName(), repoError));
      }
      String error = extension.status().error();
      return Optional.of(
          error.isEmpty() || ExtensionReconciler.waitsForRepo(extension.status())
              ? SessionTargets.waiting("initial-build")
              : failed("extension " + extension.name(), error));
    }
    Optional<TiltfileRun> run =
        snapshot.get(EngineKinds.TILTFILE_RUN, extension.name()).map(ApiObject::status);
    if (run.isEmpty() || run.get().current().isPresent() || run.get().lastRun().isEmpty()) {
      return Optional.of(SessionTargets.waiting("initial-build"));
    }
    return run.flatMap(TiltfileRun::lastRun)
        .flatMap(BuildRecord::error)
        .map(error -> failed("extension " + extension.name(), error));
  }

  private static SessionStatus.State failed(String what, String error) {
    return SessionTargets.terminated(Optional.empty(), Optional.empty(), what + ": " + error, "");
  }
}
