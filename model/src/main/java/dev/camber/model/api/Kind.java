package dev.camber.model.api;

import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * A kind of API object: its names and the records of its spec and status. Instances are the
 * constants of {@link Kinds}; identity is enough to compare them.
 *
 * @param <S> the spec
 * @param <T> the status, {@link NoStatus} for kinds without one
 */
public final class Kind<S extends Record & Spec, T extends Record & Status> {
  private final String group;
  private final String version;
  private final String name;
  private final String plural;
  private final List<String> shortNames;
  private final Class<S> specType;
  private final Class<T> statusType;

  Kind(
      String group,
      String version,
      String name,
      String plural,
      List<String> shortNames,
      Class<S> specType,
      Class<T> statusType) {
    this.group = group;
    this.version = version;
    this.name = name;
    this.plural = plural;
    this.shortNames = List.copyOf(shortNames);
    this.specType = specType;
    this.statusType = statusType;
  }

  /** The API group, e.g. {@code tilt.dev}. */
  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  /** {@code group/version}. */
  public String apiVersion() {
    return group + "/" + version;
  }

  /** The kind's name, e.g. {@code UIResource}. */
  public String name() {
    return name;
  }

  /** The name in URLs, e.g. {@code uiresources}. */
  public String plural() {
    return plural;
  }

  /** The lower-cased name, which commands accept too. */
  public String singular() {
    return name.toLowerCase(Locale.ROOT);
  }

  public List<String> shortNames() {
    return shortNames;
  }

  public Class<S> specType() {
    return specType;
  }

  public Class<T> statusType() {
    return statusType;
  }

  /** Whether objects of this kind have a status and its subresource. */
  public boolean hasStatus() {
    return (Class<?>) statusType != NoStatus.class;
  }

  /**
   * Whether the spec's members stand beside metadata instead of under {@code spec}, as in a
   * ConfigMap.
   */
  public boolean isFlat() {
    return !hasStatus();
  }

  /** A spec in which everything is empty. */
  public S emptySpec() {
    return mustDecode(specType);
  }

  /** A status in which everything is empty. */
  public T emptyStatus() {
    return mustDecode(statusType);
  }

  private static <R extends Record> R mustDecode(Class<R> type) {
    try {
      return RecordCodec.decode(type, JsonObject.EMPTY);
    } catch (CodecException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An object of this kind as it is before anybody saw anything of it. */
  public ApiObject<S, T> object(ObjectMeta metadata, S spec) {
    return new ApiObject<>(this, metadata, spec, emptyStatus());
  }

  /**
   * Reads an object of this kind.
   *
   * @throws CodecException if a member has the wrong type
   */
  public ApiObject<S, T> decode(Json value) throws CodecException {
    JsonObject object =
        value.asObject().orElseThrow(() -> new CodecException("", value.typeName(), "object"));
    ObjectMeta metadata = part(ObjectMeta.class, object, "metadata");
    S spec = isFlat() ? RecordCodec.decode(specType, object) : part(specType, object, "spec");
    T status = isFlat() ? emptyStatus() : part(statusType, object, "status");
    return new ApiObject<>(this, metadata, spec, status);
  }

  private static <R extends Record> R part(Class<R> type, JsonObject object, String member)
      throws CodecException {
    try {
      return RecordCodec.decode(type, object.get(member).orElse(JsonNull.NULL));
    } catch (CodecException e) {
      throw new CodecException(
          e.path().isEmpty() ? member : member + "." + e.path(), e.found(), e.wanted());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
