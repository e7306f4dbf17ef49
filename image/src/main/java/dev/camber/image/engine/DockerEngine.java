package dev.camber.image.engine;

import dev.camber.model.EnvironmentError;
import dev.camber.model.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Docker Engine. Thread-safe. Every call blocks; an interrupt closes its connection, which ends
 * the work at the engine too.
 *
 * <p>All calls fail with {@link EnvironmentError} if the engine cannot be reached, and with its
 * subclass {@link EngineResponseException} if it refuses.
 */
public interface DockerEngine {
  /** Where it is. */
  DockerEndpoint endpoint();

  /**
   * What runs there.
   *
   * @param timeout after which the engine counts as not answering
   */
  EngineVersion version(Duration timeout) throws EnvironmentError, InterruptedException;

  /** The engine's own description of itself, as it stands in {@code docker info}. */
  JsonObject info() throws EnvironmentError, InterruptedException;

  DockerImages images();

  DockerContainers containers();

  DockerBuilds builds();

  /**
   * Hands on what happens at the engine until the thread is interrupted or the engine hangs up.
   *
   * @param filters names to values: {@code type}, {@code label}, {@code container}
   */
  void events(Map<String, List<String>> filters, EventListener listener)
      throws EnvironmentError, InterruptedException;

  /** Takes events in their order. */
  @FunctionalInterface
  interface EventListener {
    void event(JsonObject event);
  }
}
