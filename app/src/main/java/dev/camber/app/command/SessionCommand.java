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
import dev.camber.model.text.Quoted;
import java.nio.file.Files;
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

  private int end(RunningSession.Ending ending, Surroundings surroundings) {
    int code = 1;
    String error = ending.unwritten().orElse("");
    String word;
    switch (ending.outcome()) {
      case Outcome.Succeeded() -> {
        word = "succeeded";
        code = error.isEmpty() ? 0 : 1;
        if (ending.events().isEmpty()) {
          surroundings.out().println("SUCCESS. All workloads are healthy.");
        }
      }
      case Outcome.Failed(String reason) -> {
        word = "failed";
        surroundings.err().println("Error: " + reason);
        error = error.isEmpty() ? reason : reason + "\n" + error;
      }
      case Outcome.Stopped() -> {
        word = "stopped";
        // A process that had to be killed may not have done what it does at its end.
        code = !ci && ending.gently() && error.isEmpty() ? 0 : 1;
        if (ci) {
          surroundings.err().println("Error: context canceled");
        }
      }
    }
    ending.unwritten().ifPresent(e -> surroundings.err().println("Error: " + e));
    if (ending.events().isPresent()) {
      ending.events().get().ended(word, error, code);
    }
    return code;
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
        view(flags, surroundings),
        ci
            ? SessionOptions.Limits.NONE
            : new SessionOptions.Limits(
                !flags.string("update-mode").equals("image"), !flags.bool("disable-port-forwards")),
        new SessionOptions.Files(
            file(flags, "output-snapshot-on-exit", directory),
            ci ? file(flags, "junit", directory) : Optional.empty()));
  }

  /** A file to be written at the end; whether that can be is found out now. */
  private static Optional<Path> file(ParsedFlags flags, String flag, Path directory)
      throws UserError {
    String given = flags.string(flag);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Path file = directory.resolve(given).normalize();
    Path parent = file.getParent();
    if (Files.isDirectory(file)) {
      throw new UserError("--" + flag + ": " + file + " is a directory, wanted a file to write");
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw new UserError(
          "--" + flag + ": the directory of " + file + " does not exist: make it first");
    }
    if (!Files.isWritable(Files.exists(file) ? file : parent)) {
      throw new UserError("--" + flag + ": " + file + " cannot be written");
    }
    return Optional.of(file);
  }

  /** Source: spec CLI and API, section 2.1. */
  private SessionOptions.View view(ParsedFlags flags, Surroundings surroundings) {
    if (flags.bool("json")) {
      return SessionOptions.View.EVENTS;
    }
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

  private static LogFilter filter(ParsedFlags flags) throws UserError {
    LogFilter.Source source =
        switch (flags.string("log-source")) {
          case "build" -> LogFilter.Source.BUILD;
          case "runtime" -> LogFilter.Source.RUNTIME;
          case "", "all" -> LogFilter.Source.ALL;
          default ->
              throw new UserError(
                  "--log-source: found "
                      + Quoted.go(flags.string("log-source"))
                      + ", wanted all, build or runtime");
        };
    Optional<LogLevel> level =
        switch (flags.string("log-level")) {
          case "warn" -> Optional.of(LogLevel.WARN);
          case "error" -> Optional.of(LogLevel.ERROR);
          case "", "all" -> Optional.empty();
          default ->
              throw new UserError(
                  "--log-level: found "
                      + Quoted.go(flags.string("log-level"))
                      + ", wanted warn or error");
        };
    return new LogFilter(
        Set.copyOf(flags.strings("log-resource")), source, level, Optional.empty());
  }
}
