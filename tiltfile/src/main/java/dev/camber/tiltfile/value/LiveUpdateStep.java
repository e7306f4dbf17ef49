package dev.camber.tiltfile.value;

import dev.camber.model.text.Quoted;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.HasEquality;
import dev.camber.starlark.Printer;
import dev.camber.starlark.Value;
import dev.camber.starlark.syntax.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a live update. Immutable. Source: spec Tiltfile, sections 5.8 and 6.4. */
public sealed interface LiveUpdateStep extends HasAttrs, HasEquality {
  /** Where the step was made. */
  Position position();

  /** The word in its type's name. */
  String word();

  /** Its printed form. */
  String display();

  @Override
  default String type() {
    return "live_update_" + word() + "_step";
  }

  @Override
  default void repr(Printer out) {
    out.text(display());
  }

  @Override
  default int hash() {
    return position().hashCode();
  }

  @Override
  default boolean equalTo(Value other, int depth) {
    return equals(other);
  }

  @Override
  default @Nullable Value attr(String name) {
    return null;
  }

  @Override
  default List<String> attrNames() {
    return List.of();
  }

  /** A fresh container gets all files first. */
  record InitialSync(Position position) implements LiveUpdateStep {
    @Override
    public String word() {
      return "initial_sync";
    }

    @Override
    public String display() {
      return "initial_sync step";
    }
  }

  /** A change to one of these absolute paths means a full build. */
  record FallBackOn(List<String> paths, Position position) implements LiveUpdateStep {
    public FallBackOn {
      paths = List.copyOf(paths);
    }

    @Override
    public String word() {
      return "fall_back_on";
    }

    @Override
    public boolean truth() {
      return !paths.isEmpty();
    }

    @Override
    public String display() {
      return "fall_back_on step: [" + String.join(" ", paths) + "]'";
    }
  }

  /** Copies from an absolute local path. */
  record Sync(String localPath, String remotePath, Position position) implements LiveUpdateStep {
    @Override
    public String word() {
      return "sync";
    }

    @Override
    public String display() {
      return "sync step: '" + localPath + "'->'" + remotePath + "'";
    }
  }

  /**
   * Runs a command in the container.
   *
   * @param shown the command as people see it
   */
  record Run(
      List<String> argv, String shown, List<String> triggers, boolean echoOff, Position position)
      implements LiveUpdateStep {
    public Run {
      argv = List.copyOf(argv);
      triggers = List.copyOf(triggers);
    }

    @Override
    public String word() {
      return "run";
    }

    @Override
    public boolean truth() {
      return !argv.isEmpty();
    }

    @Override
    public String display() {
      String text = "run step: " + Quoted.go(shown);
      return triggers.isEmpty() ? text : text + " (triggers: " + String.join("; ", triggers) + ")";
    }
  }

  /** Restarts the container. */
  record RestartContainer(Position position) implements LiveUpdateStep {
    @Override
    public String word() {
      return "restart_container";
    }

    @Override
    public String display() {
      return "restart_container step";
    }
  }
}
