package dev.camber.tiltfile.state;

import dev.camber.starlark.EvalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings that the Tiltfile defined for itself, and which resources it wants. One evaluation's
 * thread. Source: spec Tiltfile, section 9.
 */
public final class ConfigState {
  /** What a setting holds. */
  public enum Type {
    STRING_LIST("list[string]"),
    STRING("string"),
    BOOL("bool"),
    OBJECT("object");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** The word in a usage text. */
    public String word() {
      return word;
    }
  }

  /** One setting; {@code positional} if it takes the words that are no flags. */
  public record Setting(String name, Type type, boolean positional, String usage) {}

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private Optional<String> parsedIn = Optional.empty();
  private Optional<List<String>> enabled = Optional.empty();
  private boolean cleared;

  /** Defines a setting. */
  public void define(String builtin, Setting setting) {
    if (parsedIn.isPresent()) {
      throw new EvalException(builtin + " cannot be called after config.parse is called");
    }
    if (setting.name().isEmpty()) {
      throw new EvalException("'name' is required");
    }
    if (settings.containsKey(setting.name())) {
      throw new EvalException(setting.name() + " defined multiple times");
    }
    if (setting.positional()) {
      positional()
          .ifPresent(other -> {
            throw new EvalException(
                "both "
                    + setting.name()
                    + " and "
                    + other.name()
                    + " are defined as positional args");
          });
    }
    settings.put(setting.name(), setting);
  }

  public Map<String, Setting> settings() {
    return settings;
  }

  /** The setting that takes positional words. */
  public Optional<Setting> positional() {
    return settings.values().stream().filter(Setting::positional).findFirst();
  }

  /** Notes a call of {@code config.parse} from a directory. */
  public void parsing(String directory) {
    if (parsedIn.isPresent() && !parsedIn.get().equals(directory)) {
      throw new EvalException(
          "config.parse can only be called from one Tiltfile working directory per run. It was"
              + " called from "
              + parsedIn.get()
              + " and "
              + directory);
    }
    parsedIn = Optional.of(directory);
  }

  public boolean parsed() {
    return parsedIn.isPresent();
  }

  public void enable(List<String> names) {
    enabled = Optional.of(List.copyOf(names));
    cleared = false;
  }

  public void clearEnabled() {
    enabled = Optional.empty();
    cleared = true;
  }

  /** Whether nothing is to be enabled at all. */
  public boolean isCleared() {
    return cleared;
  }

  /**
   * Names given to {@code config.set_enabled_resources}; none if not called or called with none.
   */
  public List<String> enabledNames() {
    return enabled.orElse(List.of());
  }
}
