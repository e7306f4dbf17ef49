package dev.camber.image.engine;

import dev.camber.image.trace.BuildTrace;

/** Watches a build. Calls come one at a time. */
public interface BuildListener {
  /** BuildKit said something about its steps. */
  void trace(BuildTrace trace);

  /** The classic builder printed text. */
  void text(String text);

  /** A base image is being pulled. */
  void pull(ProgressLine line);

  /** So many bytes of the context have been sent (classic builder); counts up. */
  void contextSent(long bytes);
}
