package dev.camber.engine.store;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.codec.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a session. Thread-safe: one writer lock guards every change; readers take the
 * published snapshot and never wait. Values are immutable records.
 *
 * <p>Rules (architecture, Contracts; spec CLI and API, section 8.3): one version counter for the
 * whole store; a change carries the version it saw and is refused with {@link
 * StoreException.Conflict} if the object moved on; a change that changes nothing keeps the version
 * and tells nobody; an object with finalizers is only marked on delete and goes when the last one
 * is taken off; deleting an object deletes those of which it was the last owner.
 *
 * <p>All methods that take a {@code Kind<S, T>} or an {@code ApiObject<S, T>} also take a {@code
 * Kind<?, ?>} or {@code ApiObject<?, ?>}: that is the untyped view.
 */
public final class ObjectStore {
  /** How many changes a watch may lag behind by default. */
  public static final int DEFAULT_HISTORY = 10_000;

  private final InstantSource clock;
  private final Supplier<String> uids;
  private final ObjectRules rules;
  private final History history;
  private final ReentrantLock writer = new ReentrantLock();
  private final Map<String, Set<ObjectKey>> ownedByUid = new HashMap<>(); // guarded by writer
  private final Map<String, ObjectKey> keyByUid = new HashMap<>(); // guarded by writer
  private final List<Consumer<StoreEvent>> listeners = new CopyOnWriteArrayList<>();
  // Volatile: readers take it without the lock; only the writer replaces it.
  private volatile StoreSnapshot published = new StoreSnapshot(0, Map.of());

  /**
   * @param clock for creation and deletion times
   * @param uids makes a new unique id per call
   * @param rules what an object must satisfy to be stored
   * @param history how many changes watches can go back, at least 1
   */
  public ObjectStore(InstantSource clock, Supplier<String> uids, ObjectRules rules, int history) {
    this.clock = clock;
    this.uids = uids;
    this.rules = rules;
    this.history = new History(history);
  }

  /** All objects as they are now. */
  public StoreSnapshot snapshot() {
    return published;
  }

  /** An object as it is now, if it exists. */
  public <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> get(
      Kind<S, T> kind, String name) {
    return published.get(kind, name);
  }

  /** All objects of a kind as they are now, by name. */
  public <S extends Record & Spec, T extends Record & Status> List<ApiObject<S, T>> list(
      Kind<S, T> kind) {
    return published.list(kind);
  }

  /** The objects of a kind whose metadata fit; see {@link Selectors}. */
  public <S extends Record & Spec, T extends Record & Status> List<ApiObject<S, T>> list(
      Kind<S, T> kind, Predicate<ObjectMeta> selector) {
    return published.list(kind, selector);
  }

  /**
   * Stores a new object as it is, status included, and gives it uid, version and creation time.
   *
   * @return the object as stored
   */
  public <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> create(
      ApiObject<S, T> object) throws StoreException {
    writer.lock();
    try {
      rules.check(object);
      if (published.get(object.kind(), object.name()).isPresent()) {
        throw new StoreException.AlreadyExists(object.kind(), object.name());
      }
      ApiObject<S, T> fresh =
          object.withMetadata(object.metadata().created(uids.get(), new Time(clock.instant())));
      ApiObject<S, T> stored = put(StoreEvent.Type.ADDED, fresh, Optional.empty());
      if (isOrphan(stored.metadata())) {
        remove(stored);
      }
      return stored;
    } finally {
      writer.unlock();
    }
  }

  /**
   * Replaces spec and metadata of an object; its status stays. The object must carry the version it
   * was read at.
   *
   * @return the object as stored; the old one if nothing differs
   */
  public <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> update(
      ApiObject<S, T> object) throws StoreException {
    writer.lock();
    try {
      ApiObject<S, T> old = current(object);
      return checked(old, object.withStatus(old.status()));
    } finally {
      writer.unlock();
    }
  }

  /**
   * Replaces the status of an object; everything else stays. The object must carry the version it
   * was read at.
   *
   * @return the object as stored; the old one if nothing differs
   */
  public <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> updateStatus(
      ApiObject<S, T> object) throws StoreException {
    writer.lock();
    try {
      ApiObject<S, T> old = current(object);
      return replace(old, old.withStatus(object.status()));
    } finally {
      writer.unlock();
    }
  }

  /**
   * Applies {@code change} to spec and metadata of the newest version of an object, again if
   * somebody else was quicker. {@code change} must be a pure function.
   *
   * @return the object as stored, or empty if there is none of that name
   */
  public <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> edit(
      Kind<S, T> kind, String name, UnaryOperator<ApiObject<S, T>> change)
      throws StoreException.Invalid {
    return retrying(kind, name, old -> update(change.apply(old)));
  }

  /**
   * Applies {@code change} to the newest version of an object, its status included, in one step, as
   * if by {@link #edit}: for whoever owns both and must not be seen between them.
   *
   * @return the object as stored, or empty if there is none of that name
   */
  public <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> editWhole(
      Kind<S, T> kind, String name, UnaryOperator<ApiObject<S, T>> change)
      throws StoreException.Invalid {
    return retrying(
        kind,
        name,
        old -> {
          ApiObject<S, T> next = change.apply(old);
          writer.lock();
          try {
            return checked(current(next), next);
          } finally {
            writer.unlock();
          }
        });
  }

  /**
   * Applies {@code change} to the status of the newest version of an object, again if somebody else
   * was quicker. {@code change} must be a pure function.
   *
   * @return the object as stored, or empty if there is none of that name
   */
  public <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> editStatus(
      Kind<S, T> kind, String name, UnaryOperator<T> change) {
    try {
      return retrying(kind, name, old -> updateStatus(old.withStatus(change.apply(old.status()))));
    } catch (StoreException.Invalid e) {
      throw new IllegalStateException("a status is never refused", e);
    }
  }

  /**
   * Deletes an object, then what it was the last owner of. With finalizers it is only marked.
   *
   * @return the object as it was, with its deletion time if it is only marked
   */
  public <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> delete(
      Kind<S, T> kind, String name) throws StoreException {
    writer.lock();
    try {
      ApiObject<S, T> old =
          published.get(kind, name).orElseThrow(() -> new StoreException.NotFound(kind, name));
      return remove(old);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Deletes an object, like {@link #delete(Kind, String)}, if it still has the version that {@code
   * seen} carries.
   */
  public <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> delete(
      ApiObject<S, T> seen) throws StoreException {
    writer.lock();
    try {
      return remove(current(seen));
    } finally {
      writer.unlock();
    }
  }

  /** Deletes an object if it exists. */
  public boolean deleteIfExists(Kind<?, ?> kind, String name) {
    try {
      delete(kind, name);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /**
   * Watches the changes after {@code version} (that of a snapshot or of an object).
   *
   * @throws StoreException.Gone if changes since then have left the history
   */
  public Watch watch(long version) throws StoreException.Gone {
    return history.watch(version);
  }

  /**
   * Calls {@code listener} on every later change, in order, with the writer lock held: it must
   * return at once and must not write to the store. Made for queues; everybody else watches.
   *
   * @return the snapshot after which the listener sees every change
   */
  public StoreSnapshot subscribe(Consumer<StoreEvent> listener) {
    writer.lock();
    try {
      listeners.add(listener);
      return published;
    } finally {
      writer.unlock();
    }
  }

  /** Ends a subscription. */
  public void unsubscribe(Consumer<StoreEvent> listener) {
    listeners.remove(listener);
  }

  private interface Attempt<S extends Record & Spec, T extends Record & Status> {
    ApiObject<S, T> apply(ApiObject<S, T> old) throws StoreException;
  }

  private <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> retrying(
      Kind<S, T> kind, String name, Attempt<S, T> attempt) throws StoreException.Invalid {
    while (true) {
      Optional<ApiObject<S, T>> old = get(kind, name);
      if (old.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(attempt.apply(old.get()));
      } catch (StoreException.NotFound e) {
        return Optional.empty();
      } catch (StoreException.Invalid e) {
        throw e;
      } catch (StoreException e) {
        // A conflict: somebody else was quicker, so look again. Whoever was quicker made progress.
        Thread.onSpinWait();
      }
    }
  }

  /** Stores {@code wanted} in place of {@code old} if the rules let it; for the writer. */
  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> checked(
      ApiObject<S, T> old, ApiObject<S, T> wanted) throws StoreException.Invalid {
    ApiObject<S, T> next = wanted.withMetadata(keepSystemFields(wanted.metadata(), old.metadata()));
    if (!next.spec().equals(old.spec()) || !next.metadata().equals(old.metadata())) {
      rules.check(next);
    }
    return replace(old, next);
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> current(
      ApiObject<S, T> seen) throws StoreException {
    ApiObject<S, T> old =
        published
            .get(seen.kind(), seen.name())
            .orElseThrow(() -> new StoreException.NotFound(seen.kind(), seen.name()));
    boolean sameVersion =
        seen.metadata().resourceVersion().equals(old.metadata().resourceVersion());
    boolean otherUid =
        !seen.metadata().uid().isEmpty() && !seen.metadata().uid().equals(old.metadata().uid());
    if (!sameVersion || otherUid) {
      throw new StoreException.Conflict(seen.kind(), seen.name());
    }
    return old;
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> replace(
      ApiObject<S, T> old, ApiObject<S, T> next) {
    if (next.equals(old)) {
      return old;
    }
    boolean finalized =
        next.metadata().deletionTimestamp().isPresent() && next.metadata().finalizers().isEmpty();
    ApiObject<S, T> stored = put(StoreEvent.Type.MODIFIED, next, Optional.of(old));
    return finalized ? remove(stored) : stored;
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> remove(
      ApiObject<S, T> old) {
    ObjectMeta metadata = old.metadata();
    if (!metadata.finalizers().isEmpty()) {
      return metadata.deletionTimestamp().isPresent()
          ? old
          : put(
              StoreEvent.Type.MODIFIED,
              old.withMetadata(metadata.withDeletionTimestamp(new Time(clock.instant()))),
              Optional.of(old));
    }
    ApiObject<S, T> gone = put(StoreEvent.Type.DELETED, old, Optional.of(old));
    keyByUid.remove(metadata.uid());
    Set<ObjectKey> owned = ownedByUid.remove(metadata.uid());
    if (owned != null) {
      for (ObjectKey key : List.copyOf(owned)) {
        collect(key);
      }
    }
    return gone;
  }

  private void collect(ObjectKey key) {
    Optional<? extends ApiObject<?, ?>> dependent = published.get(key.kind(), key.name());
    if (dependent.isPresent() && isOrphan(dependent.get().metadata())) {
      remove(dependent.get());
    }
  }

  /**
   * Whether it has owners and all of them are gone. An owner named without uid is nobody we know.
   */
  private boolean isOrphan(ObjectMeta metadata) {
    List<OwnerReference> owners =
        metadata.ownerReferences().stream().filter(o -> !o.uid().isEmpty()).toList();
    return !owners.isEmpty() && owners.stream().noneMatch(o -> keyByUid.containsKey(o.uid()));
  }

  private <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> put(
      StoreEvent.Type type, ApiObject<S, T> object, Optional<ApiObject<S, T>> previous) {
    long version = published.version() + 1;
    ApiObject<S, T> stored =
        object.withMetadata(object.metadata().withResourceVersion(Long.toString(version)));
    previous.ifPresent(old -> unindex(old));
    if (type != StoreEvent.Type.DELETED) {
      index(stored);
    }
    published = published.changed(version, stored, type == StoreEvent.Type.DELETED);
    StoreEvent event = new StoreEvent(type, version, stored, previous.map(o -> o));
    history.append(event);
    for (Consumer<StoreEvent> listener : listeners) {
      listener.accept(event);
    }
    return stored;
  }

  private void index(ApiObject<?, ?> object) {
    keyByUid.put(object.metadata().uid(), ObjectKey.of(object));
    for (OwnerReference owner : object.metadata().ownerReferences()) {
      ownedByUid.computeIfAbsent(owner.uid(), u -> new LinkedHashSet<>()).add(ObjectKey.of(object));
    }
  }

  private void unindex(ApiObject<?, ?> object) {
    for (OwnerReference owner : object.metadata().ownerReferences()) {
      @Nullable Set<ObjectKey> owned = ownedByUid.get(owner.uid());
      if (owned != null && owned.remove(ObjectKey.of(object)) && owned.isEmpty()) {
        ownedByUid.remove(owner.uid());
      }
    }
  }

  /** What a writer cannot change: identity, creation, and a deletion once begun. */
  private static ObjectMeta keepSystemFields(ObjectMeta given, ObjectMeta old) {
    return new ObjectMeta(
        old.name(),
        old.generateName(),
        old.selfLink(),
        old.uid(),
        old.resourceVersion(),
        old.generation(),
        old.creationTimestamp(),
        old.deletionTimestamp(),
        old.deletionGracePeriodSeconds(),
        given.labels(),
        given.annotations(),
        given.ownerReferences(),
        given.finalizers(),
        given.managedFields());
  }

  /**
   * A store of its own that begins with the objects of this one. What is written to it nobody else
   * sees: for trying out a write.
   */
  public ObjectStore fork() {
    ObjectStore copy = new ObjectStore(clock, uids, rules, 1);
    writer.lock();
    try {
      copy.published = published;
      copy.keyByUid.putAll(keyByUid);
      ownedByUid.forEach((uid, owned) -> copy.ownedByUid.put(uid, new LinkedHashSet<>(owned)));
    } finally {
      writer.unlock();
    }
    return copy;
  }

  /** The time of this store's clock. */
  public Instant now() {
    return clock.instant();
  }

  /** The keys of what an object owns directly. */
  public List<ObjectKey> ownedBy(ObjectMeta owner) {
    writer.lock();
    try {
      return new ArrayList<>(ownedByUid.getOrDefault(owner.uid(), Set.of()));
    } finally {
      writer.unlock();
    }
  }
}
