package dev.camber.engine.reconcile;

import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Says which keys of a reconciler a change of another object concerns. Called in the order of the
 * store's changes by one thread at a time; quick, and without effects but on its own index.
 */
public interface Trigger {
  /** The keys to wake; may hold doubles. */
  Collection<String> keys(StoreEvent event);

  /** Takes note of what is there before the first change. */
  default void start(StoreSnapshot snapshot) {}

  /** An object of {@code kind}, before or after the change, concerns these keys. */
  @SuppressWarnings("unchecked") // the kind of the event's object is compared first
  static <S extends Record & Spec, T extends Record & Status> Trigger on(
      Kind<S, T> kind, Function<ApiObject<S, T>, ? extends Collection<String>> keys) {
    return event -> {
      if (event.object().kind() != kind) {
        return List.of();
      }
      Set<String> out = new LinkedHashSet<>(keys.apply((ApiObject<S, T>) event.object()));
      event.previous().ifPresent(old -> out.addAll(keys.apply((ApiObject<S, T>) old)));
      return out;
    };
  }

  /** An object of {@code kind} concerns the key of its own name. */
  static Trigger sameName(Kind<?, ?> kind) {
    return event -> event.object().kind() == kind ? List.of(event.object().name()) : List.of();
  }

  /** Any object of {@code kind} concerns this one key. */
  static Trigger always(Kind<?, ?> kind, String key) {
    return event -> event.object().kind() == kind ? List.of(key) : List.of();
  }

  /** An object of {@code kind} concerns the objects of {@code ownerKind} that own it. */
  static Trigger owner(Kind<?, ?> kind, Kind<?, ?> ownerKind) {
    return event ->
        event.object().kind() != kind
            ? List.of()
            : event.object().metadata().ownerReferences().stream()
                .filter(o -> o.kind().equals(ownerKind.name()))
                .map(o -> o.name())
                .toList();
  }

  /**
   * An object of {@code other} concerns the objects of {@code own} that name it. Keeps an index, so
   * a change costs no scan.
   *
   * @param names the names of objects of {@code other} that an object of {@code own} mentions
   */
  static <S extends Record & Spec, T extends Record & Status> Trigger references(
      Kind<S, T> own, Kind<?, ?> other, Function<ApiObject<S, T>, Collection<String>> names) {
    return new References<>(own, other, names);
  }

  /** See {@link #references}. Confined to the caller's lock. */
  final class References<S extends Record & Spec, T extends Record & Status> implements Trigger {
    private final Kind<S, T> own;
    private final Kind<?, ?> other;
    private final Function<ApiObject<S, T>, Collection<String>> names;
    private final Map<String, Set<String>> ownByOther = new HashMap<>();

    private References(
        Kind<S, T> own, Kind<?, ?> other, Function<ApiObject<S, T>, Collection<String>> names) {
      this.own = own;
      this.other = other;
      this.names = names;
    }

    @Override
    public void start(StoreSnapshot snapshot) {
      snapshot.list(own).forEach(this::add);
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of the event's object is compared first
    public Collection<String> keys(StoreEvent event) {
      if (event.object().kind() == own) {
        event.previous().ifPresent(old -> remove((ApiObject<S, T>) old));
        if (event.type() != StoreEvent.Type.DELETED) {
          add((ApiObject<S, T>) event.object());
        }
      }
      return event.object().kind() == other
          ? List.copyOf(ownByOther.getOrDefault(event.object().name(), Set.of()))
          : List.of();
    }

    private void add(ApiObject<S, T> object) {
      for (String name : names.apply(object)) {
        ownByOther.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(object.name());
      }
    }

    private void remove(ApiObject<S, T> object) {
      for (String name : names.apply(object)) {
        Set<String> owners = ownByOther.get(name);
        if (owners != null && owners.remove(object.name()) && owners.isEmpty()) {
          ownByOther.remove(name);
        }
      }
    }
  }
}
