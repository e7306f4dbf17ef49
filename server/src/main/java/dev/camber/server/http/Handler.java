package dev.camber.server.http;

/** Answers requests. Thread-safe; called on virtual threads, so it may block. */
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
