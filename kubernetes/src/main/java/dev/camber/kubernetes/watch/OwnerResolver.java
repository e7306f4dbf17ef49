package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds who owns an object, and who owns that: Pod, ReplicaSet, Deployment. Owners never change
 * their uid, so each is asked for once; the cache is bounded and forgets what was used least
 * recently. Thread-safe.
 */
public final class OwnerResolver {
  /**
   * An owner.
   *
   * @param owners the references to its own owners
   */
  public record Owner(
      String uid,
      String apiVersion,
      String kind,
      String name,
      Optional<Time> createdAt,
      List<Reference> owners) {}

  /** What an object says about an owner. */
  public record Reference(
      String uid, String apiVersion, String kind, String name, boolean controller) {}

  private final KubeApi api;
  private final Map<String, Optional<Owner>> known;

  /**
   * @param capacity how many owners are remembered
   */
  public OwnerResolver(KubeApi api, int capacity) {
    this.api = api;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Optional<Owner>> eldest) {
            return size() > capacity;
          }
        };
  }

  /**
   * All owners of an object, nearest first. A chain ends where an owner is gone, is of a kind that
   * the server does not know, or may not be read by this identity; circles are cut.
   *
   * @throws KubeException if the server cannot be asked; nothing is remembered then
   */
  public List<Owner> owners(JsonObject object) throws KubeException, InterruptedException {
    String namespace = object.stringAt("metadata", "namespace").orElse("");
    List<Owner> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<Reference> next = new ArrayList<>(references(object));
    while (!next.isEmpty()) {
      Reference reference = next.removeFirst();
      if (seen.add(reference.uid())) {
        Optional<Owner> owner = find(reference, namespace);
        if (owner.isPresent()) {
          found.add(owner.get());
          next.addAll(owner.get().owners());
        }
      }
    }
    return found;
  }

  /** The owners that an object names, its controller first. */
  public static List<Reference> references(JsonObject object) {
    List<Reference> references = new ArrayList<>();
    JsonArray list =
        object.at("metadata", "ownerReferences").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (Json item : list) {
      Reference reference =
          new Reference(
              item.stringAt("uid").orElse(""),
              item.stringAt("apiVersion").orElse(""),
              item.stringAt("kind").orElse(""),
              item.stringAt("name").orElse(""),
              item.at("controller").orElse(JsonBool.FALSE).equals(JsonBool.TRUE));
      if (reference.controller()) {
        references.addFirst(reference);
      } else {
        references.add(reference);
      }
    }
    return references;
  }

  private Optional<Owner> find(Reference reference, String namespace)
      throws KubeException, InterruptedException {
    synchronized (known) {
      Optional<Owner> cached = known.get(reference.uid());
      if (cached != null) {
        return cached;
      }
    }
    Optional<Owner> owner = read(reference, namespace);
    synchronized (known) {
      known.put(reference.uid(), owner);
    }
    return owner;
  }

  private Optional<Owner> read(Reference reference, String namespace)
      throws KubeException, InterruptedException {
    try {
      ResourceType type = api.resolve(reference.apiVersion(), reference.kind());
      Optional<JsonObject> object =
          api.get(type, type.namespaced() ? namespace : "", reference.name());
      // Another object of that name is not the owner: the owner is gone.
      return object
          .filter(o -> o.stringAt("metadata", "uid").orElse("").equals(reference.uid()))
          .map(o ->
              new Owner(
                  reference.uid(),
                  reference.apiVersion(),
                  reference.kind(),
                  reference.name(),
                  time(o.stringAt("metadata", "creationTimestamp")),
                  references(o)));
    } catch (KubeException e) {
      if (e.isNoMatch() || e.isForbidden() || e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static Optional<Time> time(Optional<String> text) {
    try {
      return text.filter(t -> !t.isEmpty()).map(t -> new Time(Instant.parse(t)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
