package dev.camber.engine.extension;

import dev.camber.engine.build.BuildQueue;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.ExtensionRepoStatus;
import dev.camber.model.api.ExtensionSpec;
import dev.camber.model.api.ExtensionStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import dev.camber.model.api.RestartOn;
import dev.camber.model.api.StopOn;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.TiltfileStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks extensions up in their repositories. One that no Tiltfile loads for its functions runs as a
 * Tiltfile of its own, under the extension's name and with its arguments. Source: spec engine,
 * section 9.3.
 */
public final class ExtensionReconciler implements Reconciler {
  private static final String NOT_FOUND = "extension repo not found: ";
  private static final String NOT_LOADED = "extension repo not loaded: ";

  private final ObjectStore store;
  private final LogStore log;

  public ExtensionReconciler(ObjectStore store, LogStore log) {
    this.store = store;
    this.log = log;
  }

  /** Whether its repository is not here yet: a state, not a failure. */
  public static boolean waitsForRepo(ExtensionStatus status) {
    return status.error().startsWith(NOT_FOUND) || status.error().startsWith(NOT_LOADED);
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.EXTENSION;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            Kinds.EXTENSION, Kinds.EXTENSION_REPO, e -> List.of(e.spec().repoName())),
        Trigger.owner(Kinds.TILTFILE, Kinds.EXTENSION));
  }

  @Override
  public Result reconcile(String name) throws StoreException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<ExtensionSpec, ExtensionStatus>> extension =
        snapshot.get(Kinds.EXTENSION, name);
    if (extension.isEmpty()) {
      // Its Tiltfile went with it.
      return Result.done();
    }
    ExtensionStatus now =
        lookUp(
            extension.get().spec(),
            snapshot.get(Kinds.EXTENSION_REPO, extension.get().spec().repoName()));
    publish(extension.get(), now);
    run(extension.get(), now.path());
    return Result.done();
  }

  private static ExtensionStatus lookUp(
      ExtensionSpec spec, Optional<ApiObject<ExtensionRepoSpec, ExtensionRepoStatus>> repo) {
    if (repo.isEmpty()) {
      return new ExtensionStatus(NOT_FOUND + spec.repoName(), "");
    }
    if (repo.get().status().path().isEmpty()) {
      return new ExtensionStatus(NOT_LOADED + spec.repoName(), "");
    }
    Path root =
        Path.of(repo.get().status().path()).resolve(relative(repo.get().spec().gitSubpath()));
    Path file = root.resolve(relative(spec.repoPath())).resolve("Tiltfile").normalize();
    if (!file.startsWith(root.normalize())) {
      return new ExtensionStatus("invalid repo path: " + spec.repoPath(), "");
    }
    return Files.isRegularFile(file)
        ? new ExtensionStatus("", file.toString())
        : new ExtensionStatus("no extension tiltfile found at " + file, "");
  }

  /** As a part of a longer path: a leading slash does not start anew. */
  private static String relative(String path) {
    return path.replaceFirst("^/+", "");
  }

  private void publish(ApiObject<ExtensionSpec, ExtensionStatus> extension, ExtensionStatus now) {
    String error = now.error();
    store.editStatus(Kinds.EXTENSION, extension.name(), old -> now);
    if (!error.isEmpty() && !waitsForRepo(now) && !error.equals(extension.status().error())) {
      log.logger(extension.metadata().annotation(Annotations.RESOURCE).orElse(""), "")
          .error("extension " + extension.name() + ": " + error);
    }
  }

  private void run(ApiObject<ExtensionSpec, ExtensionStatus> extension, String path)
      throws StoreException {
    String name = extension.name();
    boolean loaded =
        extension
            .metadata()
            .annotation(Annotations.MANAGED_BY)
            .filter(m -> !m.isEmpty())
            .isPresent();
    Optional<ApiObject<TiltfileSpec, TiltfileStatus>> there = store.get(Kinds.TILTFILE, name);
    boolean ours =
        there.isPresent()
            && there.get().metadata().ownerReferences().stream()
                .anyMatch(o -> o.uid().equals(extension.metadata().uid()));
    if (loaded || path.isEmpty()) {
      if (ours) {
        store.deleteIfExists(Kinds.TILTFILE, name);
      }
      return;
    }
    TiltfileSpec spec = tiltfile(extension, path);
    if (there.isEmpty()) {
      create(extension, spec);
    } else if (ours) {
      store.edit(Kinds.TILTFILE, name, old -> old.withSpec(spec));
    }
  }

  private static TiltfileSpec tiltfile(
      ApiObject<ExtensionSpec, ExtensionStatus> extension, String path) {
    String name = extension.name();
    String label = ObjectNames.sanitizeLabel("extension." + name);
    return new TiltfileSpec(
        path,
        Map.of(label, label),
        Optional.of(new RestartOn(List.of(TiltfilePending.configWatch(name)), List.of())),
        extension.spec().args(),
        Optional.of(new StopOn(List.of(BuildQueue.stopButton(name)))));
  }

  private void create(ApiObject<ExtensionSpec, ExtensionStatus> extension, TiltfileSpec spec)
      throws StoreException {
    String name = extension.name();
    OwnerReference owner = EngineKinds.ownerReference(extension);
    try {
      store.create(
          Kinds.TILTFILE.object(
              ObjectMeta.named(name)
                  .withAnnotations(Map.of(Annotations.RESOURCE, name))
                  .withOwnerReferences(List.of(owner)),
              spec));
    } catch (StoreException.AlreadyExists e) {
      // Somebody's own Tiltfile of that name stays.
    }
  }
}
