package dev.camber.app.session;

import dev.camber.engine.log.LogFilter;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.log.LogLevel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a session is asked to be.
 *
 * @param host where the page listens
 * @param port of the page; 0 for none
 * @param context kubeconfig context to use, empty for the current one
 * @param namespace for objects that name none, empty for the context's
 * @param logLevel what is written to the log
 * @param console what of the log is printed
 * @param view what is shown where the session is started
 * @param limits what of the Tiltfile is left out
 * @param files what is written at the end
 */
public record SessionOptions(
    SessionSettings settings,
    String host,
    int port,
    String context,
    String namespace,
    LogLevel logLevel,
    LogFilter console,
    SessionOptions.View view,
    SessionOptions.Limits limits,
    SessionOptions.Files files) {

  /**
   * What of the Tiltfile is left out.
   *
   * @param liveUpdates whether files are brought into running containers
   * @param portForwards whether ports are forwarded
   */
  public record Limits(boolean liveUpdates, boolean portForwards) {
    /** Nothing. */
    public static final Limits NONE = new Limits(true, true);
  }

  /**
   * Files that are written at the end.
   *
   * @param snapshot what the page shows
   * @param junit a report on every resource
   */
  public record Files(Optional<Path> snapshot, Optional<Path> junit) {
    /** None. */
    public static final Files NONE = new Files(Optional.empty(), Optional.empty());
  }

  /** What is shown where a session is started. */
  public enum View {
    /** The log; no key is read. */
    STREAM,
    /** The keys and the state of the resources. */
    PROMPT,
    /** The full screen. */
    FULL_SCREEN,
    /** JSON for programs. */
    EVENTS
  }
}
