package dev.camber.model.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Members by name, in the order in which they were written. */
public record JsonObject(Map<String, Json> members) implements Json {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static JsonObject copyOf(Map<String, ? extends Json> members) {
    return new JsonObject(new LinkedHashMap<String, Json>(members));
  }

  /** Starts a builder. */
  public static Builder builder() {
    return new Builder(new LinkedHashMap<>());
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** A copy in which {@code name} is {@code value}, at its old place or at the end. */
  public JsonObject with(String name, Json value) {
    Map<String, Json> copy = new LinkedHashMap<>(members);
    copy.put(name, value);
    return new JsonObject(copy);
  }

  /** A copy without {@code name}. */
  public JsonObject without(String name) {
    if (!members.containsKey(name)) {
      return this;
    }
    Map<String, Json> copy = new LinkedHashMap<>(members);
    copy.remove(name);
    return new JsonObject(copy);
  }

  /** A copy whose members are in the order of their names; nested values stay as they are. */
  public JsonObject sorted() {
    return new JsonObject(new TreeMap<>(members));
  }

  public Builder toBuilder() {
    return new Builder(new LinkedHashMap<>(members));
  }

  @Override
  public String typeName() {
    return "object";
  }

  /** Collects members; not thread-safe. */
  public static final class Builder {
    private final LinkedHashMap<String, Json> members;

    private Builder(LinkedHashMap<String, Json> members) {
      this.members = members;
    }

    public Builder put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, long value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    /** Adds the member only if {@code value} is not empty. */
    public Builder putIfSet(String name, String value) {
      return value.isEmpty() ? this : put(name, value);
    }

    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
