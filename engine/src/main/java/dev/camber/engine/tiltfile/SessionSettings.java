package dev.camber.engine.tiltfile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the command line says about a session.
 *
 * @param tiltfile the main Tiltfile, absolute
 * @param directory the working directory
 * @param args arguments of the Tiltfile
 * @param subcommand what {@code config.tilt_subcommand} says: {@code up} or {@code ci}
 * @param ci whether the session ends by itself and watches no files
 * @param ciTimeout how long a {@code ci} session may take; zero for no limit
 */
public record SessionSettings(
    Path tiltfile,
    Path directory,
    List<String> args,
    String subcommand,
    boolean ci,
    Duration ciTimeout) {
  /** The reference's limit for {@code ci}. */
  public static final Duration DEFAULT_CI_TIMEOUT = Duration.ofMinutes(30);

  public SessionSettings {
    args = List.copyOf(args);
  }

  /** A session that runs until somebody ends it. */
  public static SessionSettings up(Path tiltfile, Path directory, List<String> args) {
    return new SessionSettings(tiltfile, directory, args, "up", false, DEFAULT_CI_TIMEOUT);
  }

  /** A session that ends when everything is ready, or something fails. */
  public static SessionSettings ci(
      Path tiltfile, Path directory, List<String> args, Duration timeout) {
    return new SessionSettings(tiltfile, directory, args, "ci", true, timeout);
  }
}
