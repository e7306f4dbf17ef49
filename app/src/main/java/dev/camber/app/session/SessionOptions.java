package dev.camber.app.session;

import dev.camber.engine.log.LogFilter;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.log.LogLevel;

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
 */
public record SessionOptions(
    SessionSettings settings,
    String host,
    int port,
    String context,
    String namespace,
    LogLevel logLevel,
    LogFilter console,
    SessionOptions.View view) {

  /** What is shown where a session is started. */
  public enum View {
    /** The log; no key is read. */
    STREAM,
    /** The keys and the state of the resources. */
    PROMPT,
    /** The full screen. */
    FULL_SCREEN
  }
}
