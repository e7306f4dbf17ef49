package dev.camber.image.engine;

import dev.camber.image.http.HttpRequest;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of an engine. */
public interface DockerContainers {
  /** The engine's description of a container, or empty if there is none. */
  Optional<JsonObject> inspect(String nameOrId) throws EnvironmentError, InterruptedException;

  /**
   * Containers with all of the filters, stopped ones included if {@code all}.
   *
   * @param filters names to values: {@code label}, {@code name}, {@code status}
   */
  List<JsonObject> list(boolean all, Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException;

  /** Takes the bytes of a container's standard output and error. */
  interface OutputListener {
    void output(boolean isError, byte[] bytes, int from, int length);
  }

  /**
   * Runs a command inside and waits for its end.
   *
   * @param input written to its standard input, which is closed then
   * @return its exit code
   */
  int exec(
      String nameOrId, List<String> argv, Optional<HttpRequest.Body> input, OutputListener output)
      throws EnvironmentError, InterruptedException;

  /** Unpacks a tar into a directory of the container. */
  void copyInto(String nameOrId, String directory, HttpRequest.Body tar)
      throws EnvironmentError, InterruptedException;

  /** Sends a signal, such as {@code HUP}. */
  void kill(String nameOrId, String signal) throws EnvironmentError, InterruptedException;

  /** Stops and starts it; killed if it has not stopped within {@code grace}. */
  void restart(String nameOrId, Duration grace) throws EnvironmentError, InterruptedException;

  void start(String nameOrId) throws EnvironmentError, InterruptedException;

  /**
   * Makes a container without starting it.
   *
   * @param name empty for one of the engine's choice
   * @param settings {@code Image}, {@code Cmd}, {@code HostConfig}: the engine's own terms
   * @return its id
   */
  String create(String name, JsonObject settings) throws EnvironmentError, InterruptedException;

  /** Removes it, running or not, with its anonymous volumes. */
  void remove(String nameOrId) throws EnvironmentError, InterruptedException;

  /**
   * Hands on what a container prints, from {@code since} on; with {@code follow} until it ends or
   * the thread is interrupted.
   */
  void logs(String nameOrId, Optional<Instant> since, boolean follow, OutputListener output)
      throws EnvironmentError, InterruptedException;

  /** Removes stopped containers with all of the filters. */
  Pruned prune(Map<String, List<String>> filters) throws EnvironmentError, InterruptedException;
}
