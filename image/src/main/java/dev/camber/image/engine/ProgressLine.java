package dev.camber.image.engine;

/**
 * A line of progress of a push, pull or load.
 *
 * @param id what it is about, such as a layer; empty for the whole
 * @param status {@code Pushing}, {@code Layer already exists}
 * @param bar a drawn bar with amounts; may be empty
 * @param current bytes done; 0 if unsaid
 * @param total bytes to do; 0 if unsaid
 * @param counted whether the engine counts this at all, be it from 0 to 0
 */
public record ProgressLine(
    String id, String status, String bar, long current, long total, boolean counted) {

  /** Takes lines in their order. */
  @FunctionalInterface
  public interface Listener {
    Listener NOBODY = line -> {};

    void line(ProgressLine line);
  }
}
