package dev.camber.kubernetes.apply;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Applies and deletes the objects of a resource. Source: spec engine 3.3 and 3.6. Thread-safe; what
 * is said in the log are the lines about single objects, headings are the caller's.
 */
public final class Deployer {
  private static final int AT_ONCE = 10;

  private final KubeApi api;
  private final KubeWrites writes;
  private final ObjectApplier applier;

  public Deployer(KubeApi api, ContextAccess.Allowed right) {
    this.api = api;
    this.writes = api.writes(right);
    this.applier = new ObjectApplier(api, writes);
  }

  /**
   * Applies batches one after the other, the objects of a batch together, at most ten at once, each
   * within the time limit. The first batch with a failure is the last; what was applied stays.
   *
   * @param batches objects of equal rank without two of the same address, in kind order
   * @return the objects as the server returned them, in the order given, without managed fields and
   *     the last-applied annotation
   */
  public List<JsonObject> apply(List<List<JsonObject>> batches, ApplyOptions options, Logger log)
      throws ApplyException, InterruptedException {
    List<JsonObject> applied = new ArrayList<>();
    for (List<JsonObject> batch : batches) {
      applied.addAll(applyBatch(batch, options, log));
    }
    return applied;
  }

  private List<JsonObject> applyBatch(List<JsonObject> batch, ApplyOptions options, Logger log)
      throws ApplyException, InterruptedException {
    if (batch.size() == 1) {
      return List.of(applyOne(batch.getFirst(), options, log));
    }
    Semaphore slots = new Semaphore(AT_ONCE);
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<JsonObject>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (JsonObject object : batch) {
          slots.acquire();
          // One object's failure ends the batch: what has not begun does not begin.
          if (failed.get()) {
            break;
          }
          Callable<JsonObject> work =
              () -> {
                try {
                  return applyOne(object, options, log);
                } catch (ApplyException e) {
                  failed.set(true);
                  throw e;
                } finally {
                  slots.release();
                }
              };
          results.add(threads.submit(work));
        }
        List<JsonObject> applied = new ArrayList<>();
        for (Future<JsonObject> result : results) {
          applied.add(result.get());
        }
        return applied;
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case ApplyException failure -> throw failure;
          case InterruptedException interrupted -> throw interrupted;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private JsonObject applyOne(JsonObject object, ApplyOptions options, Logger log)
      throws ApplyException, InterruptedException {
    ObjectRef ref = ObjectRef.of(object);
    try {
      return LastApplied.strip(
          TimeLimit.call(
              "apply-" + ref.kindAndName(),
              options.timeout(),
              () -> applier.apply(object, options.serverSide(), log)));
    } catch (TimeoutException e) {
      throw new ApplyException(
          "Killed kubectl. Hit timeout of "
              + GoDuration.format(options.timeout())
              + " applying "
              + ref.kindAndName()
              + ".",
          e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ApplyException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /**
   * Asks for the deletion of objects in the order given and does not wait for it. What is not there
   * and what has no kind any more counts as deleted; other failures are returned, not thrown.
   */
  public List<DeleteFailure> delete(Collection<ObjectRef> refs, Duration timeout, Logger log)
      throws InterruptedException {
    if (refs.isEmpty()) {
      return List.of();
    }
    log.line(LogLevel.INFO, "Deleting kubernetes objects:");
    for (ObjectRef ref : refs) {
      log.line(LogLevel.INFO, "→ " + ref.kindAndName());
    }
    List<DeleteFailure> failures = new ArrayList<>();
    try {
      TimeLimit.call(
          "delete",
          timeout,
          () -> {
            for (ObjectRef ref : refs) {
              deleteOne(ref, failures);
            }
            return true;
          });
    } catch (TimeoutException e) {
      KubeException late =
          KubeException.unreachable(
              "kubernetes delete: timed out after " + GoDuration.format(timeout), e);
      synchronized (failures) {
        failures.add(new DeleteFailure(refs.iterator().next(), late));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException(e.getCause());
    }
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** Like {@link #delete}, then waits until all are gone or the time is over. */
  public List<DeleteFailure> deleteAndWait(Collection<ObjectRef> refs, Duration timeout, Logger log)
      throws InterruptedException {
    List<DeleteFailure> failures = new ArrayList<>(delete(refs, timeout, log));
    for (ObjectRef ref : refs) {
      try {
        ResourceType type = api.resolve(ref.apiVersion(), ref.kind());
        String namespace = namespace(type, ref);
        var live = api.get(type, namespace, ref.name());
        if (live.isPresent()
            && (ref.uid().isEmpty() || ObjectRef.of(live.get()).uid().equals(ref.uid()))) {
          applier.awaitDeletion(type, namespace, ObjectRef.of(live.get()), timeout);
        }
      } catch (KubeException e) {
        if (!e.isNoMatch() && !e.isNotFound()) {
          failures.add(new DeleteFailure(ref, e));
        }
      }
    }
    return failures;
  }

  private void deleteOne(ObjectRef ref, List<DeleteFailure> failures) throws InterruptedException {
    String doing = "kubernetes delete: unable to recognize \"\": ";
    try {
      ResourceType type = api.resolve(ref.apiVersion(), ref.kind());
      doing = "kubernetes delete: ";
      writes.delete(type, namespace(type, ref), ref.name(), Propagation.BACKGROUND);
    } catch (KubeException e) {
      if (!e.isNotFound() && !e.isNoMatch()) {
        synchronized (failures) {
          failures.add(new DeleteFailure(ref, e.prefixed(doing)));
        }
      }
    }
  }

  private String namespace(ResourceType type, ObjectRef ref) {
    if (!type.namespaced()) {
      return "";
    }
    return ref.namespace().isEmpty() ? api.context().namespace() : ref.namespace();
  }
}
