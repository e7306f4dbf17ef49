package dev.camber.kubernetes.apply;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.cluster.PatchKind;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.kubernetes.cluster.WriteOptions;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Applies one object, by the ladder of spec engine 3.3: apply, apply again, wait and apply, replace
 * as a whole, delete and create again. Has no state of its own; thread-safe.
 */
final class ObjectApplier {
  /** The name under which fields are owned; the reference's, so that sessions follow each other. */
  private static final WriteOptions MANAGER = new WriteOptions("tilt", true);

  private static final Duration TERMINATING_WAIT = Duration.ofSeconds(60);
  private static final Duration RECREATE_WAIT = Duration.ofSeconds(30);
  private static final int CONFLICT_RETRIES = 5;

  private static final Set<String> BUILT_IN =
      Set.of(
          "admissionregistration.k8s.io",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "flowcontrol.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io");

  private final KubeApi api;
  private final KubeWrites writes;
  private final DefinedKinds definitions;

  ObjectApplier(KubeApi api, KubeWrites writes) {
    this.api = api;
    this.writes = writes;
    this.definitions = new DefinedKinds(api);
  }

  /** The object as the server now has it. */
  JsonObject apply(JsonObject object, boolean serverSide, Logger log)
      throws ApplyException, InterruptedException {
    ObjectRef ref = ObjectRef.of(object);
    ResourceType type = type(ref);
    String namespace = namespace(type, ref);
    JsonObject result;
    try {
      result = applyOnce(type, namespace, object, serverSide);
    } catch (KubeException e) {
      if (!e.isNotFound()) {
        return escalate(type, namespace, object, e, log);
      }
      log.info("Resource " + ref.name() + " was not found during apply. Retrying...");
      try {
        result = applyOnce(type, namespace, object, serverSide);
      } catch (KubeException again) {
        throw new ApplyException("kubernetes apply retry: " + again.getMessage(), again);
      }
    }
    if (!result.at("metadata", "deletionTimestamp").isPresent()) {
      if (type.kind().equals("CustomResourceDefinition")) {
        definitions.awaitServed(result);
      }
      return result;
    }
    log.info(
        "Resource "
            + ref.name()
            + " is currently being deleted. Waiting "
            + GoDuration.format(TERMINATING_WAIT)
            + " for deletion before retrying...");
    try {
      awaitDeletion(type, namespace, ObjectRef.of(result), TERMINATING_WAIT);
      return applyOnce(type, namespace, object, serverSide);
    } catch (KubeException e) {
      throw new ApplyException("kubernetes apply retry: " + e.getMessage(), e);
    }
  }

  private ResourceType type(ObjectRef ref) throws ApplyException, InterruptedException {
    try {
      try {
        return api.resolve(ref.apiVersion(), ref.kind());
      } catch (KubeException e) {
        if (!e.isNoMatch()) {
          throw e;
        }
        // The kind may be defined by what was applied a moment ago.
        api.refreshTypes();
        return api.resolve(ref.apiVersion(), ref.kind());
      }
    } catch (KubeException e) {
      String group = ref.group().isEmpty() ? "" : ref.group() + "/";
      throw new ApplyException(
          "kubernetes apply: error mapping " + group + ref.kind() + ": " + e.getMessage(), e);
    }
  }

  private String namespace(ResourceType type, ObjectRef ref) {
    if (!type.namespaced()) {
      return "";
    }
    return ref.namespace().isEmpty() ? api.context().namespace() : ref.namespace();
  }

  private JsonObject applyOnce(
      ResourceType type, String namespace, JsonObject object, boolean serverSide)
      throws KubeException, InterruptedException {
    String name = ObjectRef.of(object).name();
    if (serverSide) {
      return writes.patch(type, namespace, name, PatchKind.APPLY, object, MANAGER);
    }
    JsonObject wanted = LastApplied.annotate(placed(object, namespace));
    int conflicts = 0;
    while (true) {
      Optional<JsonObject> live =
          name.isEmpty() ? Optional.empty() : api.get(type, namespace, name);
      try {
        return live.isEmpty()
            ? writes.create(type, namespace, wanted, MANAGER)
            : patch(type, namespace, wanted, live.get());
      } catch (KubeException e) {
        // Somebody created or changed it between our looking and our writing.
        if (!(e.isConflict() || e.isAlreadyExists()) || ++conflicts > CONFLICT_RETRIES) {
          throw e;
        }
      }
    }
  }

  /** With the namespace it goes to, as kubectl has it in what it notes. */
  private static JsonObject placed(JsonObject object, String namespace) {
    JsonObject metadata = object.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return namespace.isEmpty() || metadata.has("namespace")
        ? object
        : object.with("metadata", metadata.with("namespace", Json.of(namespace)));
  }

  private JsonObject patch(ResourceType type, String namespace, JsonObject wanted, JsonObject live)
      throws KubeException, InterruptedException {
    boolean builtIn = builtIn(type);
    JsonObject last = LastApplied.read(live);
    JsonObject patch =
        builtIn
            ? ThreeWayPatch.strategic(type.kind(), last, wanted, live)
            : ThreeWayPatch.merge(last, wanted, live);
    if (patch.isEmpty()) {
      return live;
    }
    return writes.patch(
        type,
        namespace,
        ObjectRef.of(wanted).name(),
        builtIn ? PatchKind.STRATEGIC_MERGE : PatchKind.JSON_MERGE,
        patch,
        MANAGER);
  }

  /** Whether the API server itself knows the kind, and with it how its lists merge. */
  static boolean builtIn(ResourceType type) {
    return !type.group().contains(".")
        || type.group().endsWith(".k8s.io")
            && !type.group().endsWith(".x-k8s.io")
            && BUILT_IN.contains(type.group());
  }

  private JsonObject escalate(
      ResourceType type, String namespace, JsonObject object, KubeException failure, Logger log)
      throws ApplyException, InterruptedException {
    String name = ObjectRef.of(object).name();
    String line = failure.getMessage().lines().findFirst().orElse("");
    try {
      JsonObject result;
      if (tooLarge(failure)) {
        log.info("Updating \"" + name + "\" failed: " + line);
        log.info("Attempting to create or replace");
        result = createOrReplace(type, namespace, object);
      } else if (immutable(failure)) {
        log.info("Updating \"" + name + "\" failed: " + line);
        log.info("Attempting to delete and re-create");
        result = recreate(type, namespace, object);
      } else {
        throw new ApplyException(failure.getMessage(), failure);
      }
      log.info("Updating \"" + name + "\" succeeded!");
      return result;
    } catch (KubeException e) {
      throw new ApplyException(e.getMessage(), e);
    }
  }

  /** The last-applied annotation does not fit, or the whole request does not. */
  private static boolean tooLarge(KubeException e) {
    String text = e.getMessage();
    return text.contains("metadata.annotations: Too long: ")
        || e.code() == 413
        || text.contains("Request entity too large");
  }

  /**
   * The server refuses the change for what the object already is. Only its own validation (422)
   * counts: an admission webhook that forbids something in the same words must not cost an object.
   */
  private static boolean immutable(KubeException e) {
    String text = e.getMessage();
    return e.code() == 422 && (text.contains("field is immutable") || text.contains("Forbidden:"));
  }

  private JsonObject createOrReplace(ResourceType type, String namespace, JsonObject object)
      throws KubeException, InterruptedException {
    try {
      return writes.replace(type, namespace, object, MANAGER);
    } catch (KubeException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      return writes.create(type, namespace, object, MANAGER);
    }
  }

  private JsonObject recreate(ResourceType type, String namespace, JsonObject object)
      throws KubeException, InterruptedException {
    Optional<JsonObject> old = api.get(type, namespace, ObjectRef.of(object).name());
    if (old.isPresent()) {
      ObjectRef ref = ObjectRef.of(old.get());
      try {
        writes.delete(type, namespace, ref.name(), Propagation.BACKGROUND);
      } catch (KubeException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
      awaitDeletion(type, namespace, ref, RECREATE_WAIT);
    }
    return writes.create(type, namespace, LastApplied.annotate(placed(object, namespace)), MANAGER);
  }

  /** Waits until the object is gone, or another has taken its place. */
  void awaitDeletion(ResourceType type, String namespace, ObjectRef ref, Duration limit)
      throws KubeException, InterruptedException {
    try {
      TimeLimit.call(
          "await-deletion",
          limit,
          () -> {
            watchUntilGone(type, namespace, ref);
            return true;
          });
    } catch (TimeoutException e) {
      throw KubeException.unreachable(
          "timed out after "
              + GoDuration.format(limit)
              + " waiting for "
              + ref.kindAndName()
              + " to be deleted",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KubeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void watchUntilGone(ResourceType type, String namespace, ObjectRef ref)
      throws KubeException, InterruptedException {
    ListQuery query = ListQuery.named(ref.name());
    while (true) {
      ObjectList now = api.list(type, namespace, query);
      if (now.items().stream().noneMatch(o -> ObjectRef.of(o).uid().equals(ref.uid()))) {
        return;
      }
      try (WatchStream watch = api.watch(type, namespace, query, now.resourceVersion())) {
        Optional<WatchEvent> event = watch.next();
        while (event.isPresent()) {
          if (event.get().type() == WatchEvent.Type.DELETED
              && event
                  .get()
                  .object()
                  .at("metadata", "uid")
                  .equals(Optional.of(Json.of(ref.uid())))) {
            return;
          }
          event = watch.next();
        }
      } catch (KubeException e) {
        if (!e.isGone()) {
          throw e;
        }
      }
    }
  }
}
