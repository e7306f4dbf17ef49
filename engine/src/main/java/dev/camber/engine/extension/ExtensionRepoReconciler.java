package dev.camber.engine.extension;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.ExtensionRepoStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.Time;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import dev.camber.tiltfile.extension.RepoCheckout;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.extension.RepoUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings extension repositories here and says where they lie. A copy stays when its object goes:
 * the next session may be offline. Source: spec engine, section 9.3.
 */
public final class ExtensionRepoReconciler implements Reconciler {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private final ObjectStore store;
  private final LogStore log;
  private final RepoCheckouts checkouts;
  private final InstantSource clock;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  /** How long to leave a repository alone that could not be downloaded. */
  private record Pause(ExtensionRepoSpec spec, Duration length, Instant end) {}

  public ExtensionRepoReconciler(
      ObjectStore store, LogStore log, RepoCheckouts checkouts, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.checkouts = checkouts;
    this.clock = clock;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.EXTENSION_REPO;
  }

  @Override
  public Result reconcile(String name) throws InterruptedException {
    Optional<ApiObject<ExtensionRepoSpec, ExtensionRepoStatus>> repo =
        store.get(Kinds.EXTENSION_REPO, name);
    if (repo.isEmpty()) {
      pauses.remove(name);
      return Result.done();
    }
    ExtensionRepoSpec spec = repo.get().spec();
    Optional<Pause> pause =
        Optional.ofNullable(pauses.get(name)).filter(p -> p.spec().equals(spec));
    Duration rest =
        pause.map(p -> Duration.between(clock.instant(), p.end())).orElse(Duration.ZERO);
    if (rest.isPositive()) {
      return Result.again(rest);
    }
    try {
      RepoCheckout checkout = checkouts.get(spec);
      pauses.remove(name);
      publish(
          repo.get(),
          new ExtensionRepoStatus(
              "",
              Optional.of(new Time(checkout.fetchedAt())),
              checkout.path(),
              checkout.ref(),
              checkout.staleReason()));
      return Result.done();
    } catch (RepoUnavailable e) {
      return e.passing() ? pause(repo.get(), pause, e) : failed(repo.get(), e.getMessage());
    }
  }

  private Result pause(
      ApiObject<ExtensionRepoSpec, ExtensionRepoStatus> repo,
      Optional<Pause> before,
      RepoUnavailable why) {
    Duration length = before.map(p -> p.length().multipliedBy(2)).orElse(FIRST_PAUSE);
    pauses.put(repo.name(), new Pause(repo.spec(), length, clock.instant().plus(length)));
    failed(
        repo,
        "download error: waiting "
            + GoDuration.format(length)
            + " before retrying. Original error: "
            + why.getMessage());
    return Result.again(length);
  }

  private Result failed(ApiObject<ExtensionRepoSpec, ExtensionRepoStatus> repo, String error) {
    publish(repo, new ExtensionRepoStatus(error, Optional.empty(), "", "", ""));
    return Result.done();
  }

  private void publish(
      ApiObject<ExtensionRepoSpec, ExtensionRepoStatus> repo, ExtensionRepoStatus now) {
    ExtensionRepoStatus before = repo.status();
    store.editStatus(Kinds.EXTENSION_REPO, repo.name(), old -> now);
    Logger to = log.logger(repo.metadata().annotation(Annotations.RESOURCE).orElse(""), "");
    if (!now.error().isEmpty() && !now.error().equals(before.error())) {
      to.error("extensionrepo " + repo.name() + ": " + now.error());
    }
    if (!now.staleReason().isEmpty() && !now.staleReason().equals(before.staleReason())) {
      to.info("extensionrepo " + repo.name() + ": may be stale: " + now.staleReason());
    }
  }
}
