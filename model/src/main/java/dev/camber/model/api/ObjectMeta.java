package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import dev.camber.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Standard object metadata (meta/v1 ObjectMeta); all our kinds are cluster-scoped. */
public record ObjectMeta(
    String name,
    String generateName,
    String selfLink,
    String uid,
    String resourceVersion,
    long generation,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> creationTimestamp,
    Optional<Time> deletionTimestamp,
    Optional<Long> deletionGracePeriodSeconds,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<OwnerReference> ownerReferences,
    List<String> finalizers,
    List<Json> managedFields) {
  public ObjectMeta {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    ownerReferences = List.copyOf(ownerReferences);
    finalizers = List.copyOf(finalizers);
    managedFields = List.copyOf(managedFields);
  }

  /** Metadata with nothing but a name. */
  public static ObjectMeta named(String name) {
    return new ObjectMeta(
        name,
        "",
        "",
        "",
        "",
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The value of an annotation, if there is one. */
  public Optional<String> annotation(String key) {
    return Optional.ofNullable(annotations.get(key));
  }

  public ObjectMeta withLabels(Map<String, String> value) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        value,
        annotations,
        ownerReferences,
        finalizers,
        managedFields);
  }

  public ObjectMeta withAnnotations(Map<String, String> value) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        labels,
        value,
        ownerReferences,
        finalizers,
        managedFields);
  }

  public ObjectMeta withOwnerReferences(List<OwnerReference> value) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        labels,
        annotations,
        value,
        finalizers,
        managedFields);
  }

  public ObjectMeta withResourceVersion(String value) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        value,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        labels,
        annotations,
        ownerReferences,
        finalizers,
        managedFields);
  }

  /** A copy with the marks a store gives a new object. */
  public ObjectMeta created(String newUid, Time at) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        newUid,
        resourceVersion,
        generation,
        Optional.of(at),
        Optional.empty(),
        deletionGracePeriodSeconds,
        labels,
        annotations,
        ownerReferences,
        finalizers,
        managedFields);
  }

  /** A copy that is marked as being deleted, without a grace period. */
  public ObjectMeta withDeletionTimestamp(Time at) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        Optional.of(at),
        Optional.of(0L),
        labels,
        annotations,
        ownerReferences,
        finalizers,
        managedFields);
  }

  public ObjectMeta withName(String value) {
    return new ObjectMeta(
        value,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        labels,
        annotations,
        ownerReferences,
        finalizers,
        managedFields);
  }

  public ObjectMeta withManagedFields(List<Json> value) {
    return new ObjectMeta(
        name,
        generateName,
        selfLink,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        labels,
        annotations,
        ownerReferences,
        finalizers,
        value);
  }
}
