package dev.camber.engine.disable;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.ConfigMapKey;
import dev.camber.model.api.DisableSource;
import dev.camber.model.api.DisableStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.NoStatus;
import dev.camber.model.codec.Time;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads disable sources. The states are those of the API: {@code Enabled}, {@code Disabled}, {@code
 * Error}, and empty while the ConfigMap is not there yet, which means: wait. Source: spec engine,
 * section 9.1.
 */
public final class DisableStates {
  public static final String ENABLED = "Enabled";
  public static final String DISABLED = "Disabled";
  public static final String ERROR = "Error";
  public static final String PENDING = "";

  /** The key in the ConfigMap of a resource. */
  public static final String KEY = "isDisabled";

  /**
   * @param reason asked for far less often than the state
   */
  private record Verdict(String state, Supplier<String> reason) {}

  private DisableStates() {}

  /** The name of the ConfigMap, and of the toggle button, that disables a resource. */
  public static String configMapName(String resource) {
    return resource + "-disable";
  }

  /** The source that disables what belongs to one resource. */
  public static DisableSource sourceOf(String resource) {
    return new DisableSource(
        Optional.of(new ConfigMapKey(configMapName(resource), KEY)), List.of());
  }

  /** The names of the ConfigMaps that a source reads. */
  public static List<String> configMaps(Optional<DisableSource> source) {
    if (source.isEmpty()) {
      return List.of();
    }
    return source.get().configMap().isPresent()
        ? List.of(source.get().configMap().get().name())
        : source.get().everyConfigMap().stream().map(ConfigMapKey::name).toList();
  }

  /**
   * What an object's status says of its disable source; the time moves only if state or reason do.
   *
   * @param previous what the status says now
   */
  public static DisableStatus status(
      StoreSnapshot snapshot,
      Optional<DisableSource> source,
      Optional<DisableStatus> previous,
      Instant now) {
    Verdict verdict = verdict(snapshot, source);
    if (previous.isPresent()
        && previous.get().state().equals(verdict.state())
        && previous.get().reason().equals(verdict.reason().get())) {
      return previous.get();
    }
    boolean disabled = !verdict.state().equals(ENABLED);
    return new DisableStatus(
        disabled, Optional.of(new Time(now)), verdict.reason().get(), verdict.state());
  }

  /** The state of a disable source. */
  public static String state(StoreSnapshot snapshot, Optional<DisableSource> source) {
    return verdict(snapshot, source).state();
  }

  /** The state of a resource. */
  public static String ofResource(StoreSnapshot snapshot, String resource) {
    return state(snapshot, Optional.of(sourceOf(resource)));
  }

  private static Verdict verdict(StoreSnapshot snapshot, Optional<DisableSource> source) {
    if (source.isEmpty()) {
      return new Verdict(ENABLED, () -> "object does not specify a DisableSource");
    }
    if (source.get().configMap().isPresent()) {
      return one(snapshot, source.get().configMap().get());
    }
    if (source.get().everyConfigMap().isEmpty()) {
      return new Verdict(ERROR, () -> "DisableSource specifies no valid sources");
    }
    Verdict last = new Verdict(PENDING, () -> "");
    for (ConfigMapKey key : source.get().everyConfigMap()) {
      last = one(snapshot, key);
      if (!last.state().equals(DISABLED)) {
        return last;
      }
    }
    return last;
  }

  private static Verdict one(StoreSnapshot snapshot, ConfigMapKey key) {
    Optional<ApiObject<ConfigMapData, NoStatus>> map = snapshot.get(Kinds.CONFIG_MAP, key.name());
    if (map.isEmpty()) {
      return new Verdict(PENDING, () -> "ConfigMap \"" + key.name() + "\" does not exist");
    }
    String value = map.get().spec().data().get(key.key());
    if (value == null) {
      return new Verdict(
          ERROR, () -> "ConfigMap \"" + key.name() + "\" has no key \"" + key.key() + "\"");
    }
    Optional<Boolean> parsed = goBoolean(value);
    return parsed
        .map(b -> new Verdict(b ? DISABLED : ENABLED, () -> place(key) + " is " + b))
        .orElseGet(() ->
            new Verdict(
                ERROR,
                () ->
                    "error parsing "
                        + place(key)
                        + " value \""
                        + value
                        + "\" as a bool: want true or false"));
  }

  private static String place(ConfigMapKey key) {
    return "ConfigMap/key \"" + key.name() + "\"/\"" + key.key() + "\"";
  }

  /** Go's strconv.ParseBool. */
  static Optional<Boolean> goBoolean(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
