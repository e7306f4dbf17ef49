package dev.camber.engine.store;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All objects as they were at one version. Immutable; reading it never waits. */
public final class StoreSnapshot {
  private final long version;
  private final Map<Kind<?, ?>, PersistentMap<ApiObject<?, ?>>> objects;

  StoreSnapshot(long version, Map<Kind<?, ?>, PersistentMap<ApiObject<?, ?>>> objects) {
    this.version = version;
    this.objects = objects;
  }

  /** The version of the last change it holds; 0 if nothing was ever written. */
  public long version() {
    return version;
  }

  /** An object, if it exists. Takes a {@code Kind<?, ?>} too. */
  // A map under kind K holds nothing but objects of kind K: ObjectStore is the only writer.
  @SuppressWarnings("unchecked")
  public <S extends Record & Spec, T extends Record & Status> Optional<ApiObject<S, T>> get(
      Kind<S, T> kind, String name) {
    return of(kind).get(name).map(o -> (ApiObject<S, T>) o);
  }

  /** All objects of a kind, by name. Takes a {@code Kind<?, ?>} too. */
  public <S extends Record & Spec, T extends Record & Status> List<ApiObject<S, T>> list(
      Kind<S, T> kind) {
    return list(kind, metadata -> true);
  }

  /** The objects of a kind whose metadata fit, by name; see {@link Selectors}. */
  @SuppressWarnings("unchecked")
  public <S extends Record & Spec, T extends Record & Status> List<ApiObject<S, T>> list(
      Kind<S, T> kind, Predicate<ObjectMeta> selector) {
    List<ApiObject<S, T>> out = new ArrayList<>(of(kind).size());
    of(kind)
        .forEach((name, object) -> {
          if (selector.test(object.metadata())) {
            out.add((ApiObject<S, T>) object);
          }
        });
    return out;
  }

  /** The objects of a kind whose names begin with {@code prefix}, by name; looks at no others. */
  @SuppressWarnings("unchecked")
  public <S extends Record & Spec, T extends Record & Status> List<ApiObject<S, T>> listNamed(
      Kind<S, T> kind, String prefix) {
    List<ApiObject<S, T>> out = new ArrayList<>();
    of(kind).forEachFrom(prefix, object -> out.add((ApiObject<S, T>) object));
    return out;
  }

  /** How many objects of a kind there are. */
  public int count(Kind<?, ?> kind) {
    return of(kind).size();
  }

  /** This snapshot after one change. */
  StoreSnapshot changed(long newVersion, ApiObject<?, ?> object, boolean isGone) {
    Map<Kind<?, ?>, PersistentMap<ApiObject<?, ?>>> copy = new HashMap<>(objects);
    PersistentMap<ApiObject<?, ?>> map = of(object.kind());
    copy.put(object.kind(), isGone ? map.without(object.name()) : map.with(object.name(), object));
    return new StoreSnapshot(newVersion, copy);
  }

  private PersistentMap<ApiObject<?, ?>> of(Kind<?, ?> kind) {
    @Nullable PersistentMap<ApiObject<?, ?>> map = objects.get(kind);
    return map == null ? PersistentMap.empty() : map;
  }
}
