package dev.camber.app.command;

import dev.camber.app.session.RunningSession;
import dev.camber.app.session.SessionOptions;
import dev.camber.app.session.Surroundings;
import dev.camber.app.session.World;
import dev.camber.engine.Outcome;
import dev.camber.engine.log.LogFilter;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.log.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code up} and {@code ci}. Source: spec CLI and API, sections 2.1 and 2.2. */
public final class SessionCommand implements AppCommand {
  private static final List<String> UPDATE_MODES = List.of("auto", "image", "container", "exec");

  private final boolean ci;

  public SessionCommand(boolean ci) {
    this.ci = ci;
  }

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    SessionOptions options = options(flags, surroundings);
    try (World world = World.ofSession(surroundings)) {
      return end(new RunningSession(world, options).run(), surroundings);
    }
  }

  private int end(Outcome outcome, Surroundings surroundings) {
    return switch (outcome) {
      case Outcome.Succeeded() -> {
        surroundings.out().println("SUCCESS. All workloads are healthy.");
        yield 0;
      }
      case Outcome.Failed(String error) -> {
        surroundings.err().println("Error: " + error);
        yield 1;
      }
      case Outcome.Stopped() -> {
        if (ci) {
          surroundings.err().println("Error: context canceled");
        }
        yield ci ? 1 : 0;
      }
    };
  }

  private SessionOptions options(ParsedFlags flags, Surroundings surroundings) throws UserError {
    Path directory = surroundings.directory();
    Path tiltfile = directory.resolve(flags.string("file")).normalize();
    SessionSettings settings =
        ci
            ? SessionSettings.ci(
                tiltfile, directory, flags.positional(), ciTimeout(flags.duration("timeout")))
            : SessionSettings.up(tiltfile, directory, flags.positional());
    if (!ci) {
      String mode = flags.string("update-mode");
      if (!UPDATE_MODES.contains(mode)) {
        throw new UserError(
            "unknown update mode \""
                + mode
                + "\". Valid Values: ["
                + String.join(" ", UPDATE_MODES)
                + "]");
      }
    }
    return new SessionOptions(
        settings,
        flags.string("host"),
        (int) flags.integer("port"),
        flags.string("context"),
        flags.string("namespace"),
        logLevel(flags),
        filter(flags),
        view(flags, surroundings));
  }

  /** Source: spec CLI and API, section 2.1. */
  private SessionOptions.View view(ParsedFlags flags, Surroundings surroundings) {
    if (ci || !surroundings.isInteractive()) {
      return SessionOptions.View.STREAM;
    }
    if (flags.bool("legacy")) {
      return SessionOptions.View.FULL_SCREEN;
    }
    return flags.bool("stream") ? SessionOptions.View.STREAM : SessionOptions.View.PROMPT;
  }

  /** 0 means no limit: far enough away to never come. */
  private static Duration ciTimeout(Duration given) {
    return given.isZero() ? Duration.ofDays(365) : given;
  }

  private static LogLevel logLevel(ParsedFlags flags) {
    if (flags.bool("debug")) {
      return LogLevel.DEBUG;
    }
    return flags.bool("verbose") ? LogLevel.VERBOSE : LogLevel.INFO;
  }

  private static LogFilter filter(ParsedFlags flags) {
    LogFilter.Source source =
        switch (flags.string("log-source")) {
          case "build" -> LogFilter.Source.BUILD;
          case "runtime" -> LogFilter.Source.RUNTIME;
          default -> LogFilter.Source.ALL;
        };
    Optional<LogLevel> level =
        switch (flags.string("log-level")) {
          case "warn" -> Optional.of(LogLevel.WARN);
          case "error" -> Optional.of(LogLevel.ERROR);
          default -> Optional.empty();
        };
    return new LogFilter(
        Set.copyOf(flags.strings("log-resource")), source, level, Optional.empty());
  }
}
