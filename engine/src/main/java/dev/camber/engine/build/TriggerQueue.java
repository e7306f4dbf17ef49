package dev.camber.engine.build;

import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The resources and Tiltfiles that somebody asked to update, first come, first served. The
 * ConfigMap {@code tilt-trigger-queue} is the queue itself, keys {@code <i>-name} and {@code
 * <i>-reason-code}: whoever writes it triggers. Source: spec engine, section 1.14.
 */
public final class TriggerQueue {
  /** The name of the ConfigMap. */
  public static final String NAME = "tilt-trigger-queue";

  /** One request. */
  public record Entry(String name, BuildReason reason) {}

  private TriggerQueue() {}

  /** The requests, in order. */
  public static List<Entry> entries(StoreSnapshot snapshot) {
    return snapshot
        .get(Kinds.CONFIG_MAP, NAME)
        .map(map -> parse(map.spec().data()))
        .orElse(List.of());
  }

  /** The reason for which a resource or Tiltfile is in the queue. */
  public static Optional<BuildReason> reason(StoreSnapshot snapshot, String name) {
    return entries(snapshot).stream()
        .filter(e -> e.name().equals(name))
        .map(Entry::reason)
        .findFirst();
  }

  /** Asks for an update; a name already in the queue keeps its place and gets the reason too. */
  public static void add(ObjectStore store, String name, BuildReason reason) {
    BuildReason known = reason.isNone() ? BuildReason.TRIGGER_UNKNOWN : reason;
    edit(
        store,
        entries -> {
          List<Entry> out = new ArrayList<>();
          boolean there = false;
          for (Entry entry : entries) {
            boolean same = entry.name().equals(name);
            there |= same;
            out.add(same ? new Entry(name, entry.reason().with(known)) : entry);
          }
          if (!there) {
            out.add(new Entry(name, known));
          }
          return out;
        });
  }

  /** Takes names out of the queue. */
  public static void remove(ObjectStore store, Collection<String> names) {
    if (entries(store.snapshot()).stream().anyMatch(e -> names.contains(e.name()))) {
      edit(store, entries -> entries.stream().filter(e -> !names.contains(e.name())).toList());
    }
  }

  private static void edit(ObjectStore store, UnaryOperator<List<Entry>> change) {
    try {
      if (store
          .edit(
              Kinds.CONFIG_MAP,
              NAME,
              map ->
                  map.withSpec(new ConfigMapData(format(change.apply(parse(map.spec().data()))))))
          .isEmpty()) {
        create(store, change.apply(List.of()));
      }
    } catch (StoreException.Invalid e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the ConfigMap if it is not there. */
  public static void create(ObjectStore store, List<Entry> entries) {
    try {
      store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named(NAME), new ConfigMapData(format(entries))));
    } catch (StoreException.AlreadyExists e) {
      entries.forEach(entry -> add(store, entry.name(), entry.reason()));
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What cannot be read is left out: the map can be written by anybody. */
  static List<Entry> parse(Map<String, String> data) {
    TreeMap<Integer, Entry> out = new TreeMap<>();
    data.forEach((key, name) -> {
      if (key.endsWith("-name")) {
        String index = key.substring(0, key.length() - "-name".length());
        try {
          int bits = Integer.parseInt(data.getOrDefault(index + "-reason-code", "128"));
          out.put(Integer.parseInt(index), new Entry(name, new BuildReason(bits)));
        } catch (NumberFormatException e) {
          // Not one of our keys.
        }
      }
    });
    return List.copyOf(out.values());
  }

  private static Map<String, String> format(List<Entry> entries) {
    Map<String, String> out = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      out.put(i + "-name", entries.get(i).name());
      out.put(i + "-reason-code", Integer.toString(entries.get(i).reason().bits()));
    }
    return out;
  }
}
