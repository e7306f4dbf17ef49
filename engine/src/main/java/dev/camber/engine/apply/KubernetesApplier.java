package dev.camber.engine.apply;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.apply.ApplyException;
import dev.camber.kubernetes.apply.ApplyOptions;
import dev.camber.kubernetes.apply.DeleteFailure;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.KindOrder;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.kubernetes.entity.UniqueNames;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Condition;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.KubernetesApplyStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import dev.camber.model.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Applies KubernetesApply objects and remembers what they own in the cluster. Calls for one object
 * come one after the other; thread-safe. Source: spec engine, sections 3.3 to 3.6 and 3.8.
 */
public final class KubernetesApplier {
  private static final String KEEP_ANNOTATION = "tilt.dev/down-policy";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final String INDENT = "     ";

  private final ObjectStore store;
  private final ClusterConnections clusters;
  private final DeployCommands commands;
  private final Map<String, Owned> owned = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** What an apply put into the cluster; {@code command} was run if its spec has one. */
  private record Owned(KubernetesApplySpec spec, List<JsonObject> objects, boolean command) {}

  public KubernetesApplier(
      ObjectStore store, ClusterConnections clusters, DeployCommands commands) {
    this.store = store;
    this.clusters = clusters;
    this.commands = commands;
  }

  /** Why an apply failed; the message is what fails the build. */
  public static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }

    Failed(String message, Exception cause) {
      super(message, cause);
    }
  }

  /**
   * Applies an object's spec with the images as they were last built, writes its status, and
   * collects what it no longer contains.
   *
   * @return the objects as the server returned them
   */
  public List<JsonObject> apply(String name, Logger log) throws Failed, InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(name, n -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      ApiObject<KubernetesApplySpec, KubernetesApplyStatus> object =
          store
              .get(Kinds.KUBERNETES_APPLY, name)
              .orElseThrow(() -> new Failed("the object " + name + " was removed meanwhile"));
      Instant start = store.now();
      try {
        List<JsonObject> applied = applyNow(name, object.spec(), log);
        succeeded(name, object.spec(), applied, start);
        collect(name, object.spec(), applied, log);
        return applied;
      } catch (Failed e) {
        failed(name, String.valueOf(e.getMessage()), start);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  private List<JsonObject> applyNow(String name, KubernetesApplySpec spec, Logger log)
      throws Failed, InterruptedException {
    List<PreparedObjects.BuiltImageMap> images =
        PreparedObjects.images(store.snapshot(), spec)
            .orElseThrow(() ->
                new Failed("an image of " + name + " has not been built: " + spec.imageMaps()));
    if (spec.applyCmd().isPresent()) {
      return commands.apply(spec.applyCmd().get(), images, timeout(spec), log);
    }
    List<K8sEntity> objects;
    try {
      objects = PreparedObjects.of(spec, images);
    } catch (ManifestException e) {
      throw new Failed(String.valueOf(e.getMessage()));
    }
    log.info(INDENT + "Applying YAML to cluster");
    List<List<JsonObject>> batches = new ArrayList<>();
    for (List<K8sEntity> batch : KindOrder.batches(objects)) {
      batches.add(batch.stream().map(K8sEntity::tree).toList());
    }
    List<String> names = UniqueNames.of(objects, 2);
    try {
      List<JsonObject> applied =
          deployer(spec)
              .apply(
                  batches, new ApplyOptions(timeout(spec), spec.serverSideApply()), indented(log));
      log.info(INDENT + "Objects applied to cluster:");
      names.forEach(n -> log.info(INDENT + "  → " + n));
      return applied;
    } catch (ApplyException e) {
      log.info(INDENT + "Tried to apply objects to cluster:");
      names.forEach(n -> log.info(INDENT + "  → " + n));
      throw new Failed(String.valueOf(e.getMessage()), e);
    }
  }

  private Deployer deployer(KubernetesApplySpec spec) throws Failed {
    String cluster = spec.cluster().isEmpty() ? "default" : spec.cluster();
    return clusters
        .deployer(cluster)
        .orElseThrow(() ->
            new Failed(
                "the cluster \""
                    + cluster
                    + "\" is not connected, or its context is not one that may be deployed to"));
  }

  private static Logger indented(Logger log) {
    return (level, text, fields) -> log.write(level, INDENT + text, fields);
  }

  static Duration timeout(KubernetesApplySpec spec) {
    try {
      return spec.timeout().isEmpty() ? DEFAULT_TIMEOUT : GoDuration.parse(spec.timeout());
    } catch (GoDuration.Invalid e) {
      return DEFAULT_TIMEOUT;
    }
  }

  private void succeeded(
      String name, KubernetesApplySpec spec, List<JsonObject> applied, Instant start) {
    Instant now = store.now();
    store.editStatus(
        Kinds.KUBERNETES_APPLY,
        name,
        old ->
            new KubernetesApplyStatus(
                yaml(applied),
                "",
                Optional.of(new MicroTime(now)),
                Optional.of(new MicroTime(start)),
                hash(spec),
                isFinishedJob(applied)
                    ? List.of(
                        new Condition(
                            "JobComplete",
                            "True",
                            0,
                            Optional.of(new Time(now)),
                            "JobComplete",
                            ""))
                    : List.of(),
                old.disableStatus()));
  }

  private void failed(String name, String message, Instant start) {
    store.editStatus(
        Kinds.KUBERNETES_APPLY,
        name,
        old ->
            new KubernetesApplyStatus(
                "",
                message,
                Optional.of(new MicroTime(store.now())),
                Optional.of(new MicroTime(start)),
                old.appliedInputHash(),
                List.of(),
                old.disableStatus()));
  }

  private static String yaml(List<JsonObject> objects) {
    try {
      List<K8sEntity> entities = new ArrayList<>();
      for (JsonObject object : objects) {
        entities.addAll(ManifestReader.read(object));
      }
      return K8sEntity.yaml(entities);
    } catch (ManifestException | YamlException e) {
      throw new IllegalStateException("what the server answered cannot be printed", e);
    }
  }

  /** Over what decides what is applied: the spec and the images, not the moment they were built. */
  private String hash(KubernetesApplySpec spec) {
    StringBuilder all = new StringBuilder(RecordCodec.encode(spec).compact());
    PreparedObjects.images(store.snapshot(), spec)
        .ifPresent(images -> images.forEach(i -> all.append('\n').append(i.status().image())));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isFinishedJob(List<JsonObject> applied) {
    for (JsonObject object : applied) {
      if (!object.stringAt("kind").orElse("").equals("Job")) {
        continue;
      }
      for (Json condition :
          object.at("status", "conditions").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        if (condition.stringAt("type").orElse("").equals("Complete")
            && condition.stringAt("status").orElse("").equals("True")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Deletes what the last apply had and this one has not, unless another apply has it now. */
  private void collect(String name, KubernetesApplySpec spec, List<JsonObject> applied, Logger log)
      throws InterruptedException {
    Owned before = owned.put(name, new Owned(spec, applied, spec.applyCmd().isPresent()));
    if (before == null || spec.deleteCmd().isPresent()) {
      return;
    }
    List<JsonObject> dangling =
        before.objects().stream()
            .filter(old -> applied.stream().noneMatch(now -> sameAddress(old, now)))
            .filter(old -> !isOwnedByAnother(name, old))
            .filter(old -> !isKept(old))
            .toList();
    delete(spec, dangling, "garbage collecting removed Kubernetes objects", log);
  }

  private boolean isOwnedByAnother(String name, JsonObject object) {
    return owned.entrySet().stream()
        .anyMatch(e ->
            !e.getKey().equals(name)
                && e.getValue().objects().stream().anyMatch(o -> sameAddress(o, object)));
  }

  private static boolean sameAddress(JsonObject one, JsonObject other) {
    return ObjectRef.of(one).sameAddress(ObjectRef.of(other));
  }

  private static boolean isKept(JsonObject object) {
    return object
        .stringAt("metadata", "annotations", KEEP_ANNOTATION)
        .map(v -> v.equals("keep"))
        .orElse(false);
  }

  /**
   * Deletes everything an object has applied, because it was removed or disabled.
   *
   * @param reason how the log calls it
   * @param wanted asked once no apply of it is under way: nothing is deleted if it is wanted again
   */
  public void deleteAll(String name, String reason, Logger log, BooleanSupplier wanted)
      throws InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(name, n -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      if (!wanted.getAsBoolean()) {
        return;
      }
      Owned before = owned.remove(name);
      if (before == null) {
        return;
      }
      if (before.spec().deleteCmd().isPresent()) {
        if (before.command()) {
          log.info("Beginning " + reason);
          commands.delete(before.spec().deleteCmd().get(), timeout(before.spec()), reason, log);
        }
        return;
      }
      List<JsonObject> objects =
          before.objects().stream()
              .filter(o -> !isOwnedByAnother(name, o))
              .filter(o -> !isKept(o))
              .toList();
      delete(before.spec(), objects, reason, log);
    } finally {
      lock.unlock();
    }
  }

  /** Deletes what an object's YAML names, whether it was ever applied or not; namespaces stay. */
  public void deleteForced(String name, Logger log) throws InterruptedException {
    Optional<KubernetesApplySpec> spec =
        store.get(Kinds.KUBERNETES_APPLY, name).map(ApiObject::spec);
    if (spec.isEmpty()) {
      return;
    }
    if (spec.get().deleteCmd().isPresent()) {
      commands.delete(spec.get().deleteCmd().get(), timeout(spec.get()), "force update", log);
      return;
    }
    try {
      log.info(INDENT + "Beginning force update");
      List<K8sEntity> objects =
          KindOrder.forDelete(ManifestReader.read(spec.get().yaml())).stream()
              .filter(o -> !o.kind().equals("Namespace"))
              .toList();
      Optional<Deployer> deployer =
          clusters.deployer(spec.get().cluster().isEmpty() ? "default" : spec.get().cluster());
      if (deployer.isPresent() && !objects.isEmpty()) {
        List<DeleteFailure> failures =
            deployer
                .get()
                .deleteAndWait(
                    objects.stream().map(o -> ObjectRef.of(o.tree())).toList(),
                    timeout(spec.get()),
                    indented(log));
        failures.forEach(f -> log.error("Error force update: " + f.error().getMessage()));
      }
    } catch (ManifestException e) {
      log.error("Error force update: " + e.getMessage());
    }
  }

  private void delete(KubernetesApplySpec spec, List<JsonObject> objects, String reason, Logger log)
      throws InterruptedException {
    if (objects.isEmpty()) {
      return;
    }
    Optional<Deployer> deployer =
        clusters.deployer(spec.cluster().isEmpty() ? "default" : spec.cluster());
    log.info("Beginning " + reason);
    if (deployer.isEmpty()) {
      log.error("Error " + reason + ": the cluster is not connected");
      return;
    }
    List<ObjectRef> refs = objects.reversed().stream().map(ObjectRef::of).toList();
    for (DeleteFailure failure : deployer.get().delete(refs, timeout(spec), log)) {
      log.error("Error " + reason + ": " + failure.error().getMessage());
    }
  }
}
