package dev.camber.image.engine.fake;

import dev.camber.image.engine.DockerContainers;
import dev.camber.image.engine.EngineResponseException;
import dev.camber.image.engine.Pruned;
import dev.camber.image.http.HttpRequest;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers in memory. Commands run there do what a test has set. */
public final class InMemoryContainers implements DockerContainers {
  private final InMemoryDockerEngine engine;
  private final Map<String, JsonObject> byId = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();
  private final List<Map<String, List<String>>> prunes = new ArrayList<>();
  private Command command = (id, argv, input, output) -> 0;
  private int next = 1;

  /** What a command does inside a container. */
  @FunctionalInterface
  public interface Command {
    int run(String id, List<String> argv, byte[] input, OutputListener output);
  }

  InMemoryContainers(InMemoryDockerEngine engine) {
    this.engine = engine;
  }

  /** From now on commands do this. */
  public void onExec(Command newCommand) {
    synchronized (engine) {
      command = newCommand;
    }
  }

  /** What was done to containers, a line each: {@code kill 1 HUP}, {@code copy 1 /app}. */
  public List<String> done() {
    synchronized (engine) {
      return List.copyOf(done);
    }
  }

  /** The filters of every prune so far. */
  public List<Map<String, List<String>>> prunes() {
    synchronized (engine) {
      return List.copyOf(prunes);
    }
  }

  private JsonObject need(String nameOrId) throws EngineResponseException {
    return find(nameOrId)
        .orElseThrow(() -> new EngineResponseException(404, "No such container: " + nameOrId));
  }

  private Optional<JsonObject> find(String nameOrId) {
    return Optional.ofNullable(byId.get(nameOrId))
        .or(() ->
            byId.values().stream()
                .filter(c -> c.stringAt("Name").equals(Optional.of("/" + nameOrId)))
                .findFirst());
  }

  private static String id(JsonObject container) {
    return container.stringAt("Id").orElse("");
  }

  private void setStatus(JsonObject container, String status) {
    byId.put(
        id(container),
        container.with(
            "State",
            JsonObject.builder()
                .put("Status", status)
                .put("Running", status.equals("running"))
                .build()));
  }

  @Override
  public Optional<JsonObject> inspect(String nameOrId) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      return find(nameOrId);
    }
  }

  @Override
  public List<JsonObject> list(boolean all, Map<String, List<String>> filters)
      throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      List<String> wanted = filters.getOrDefault("label", List.of());
      return byId.values().stream()
          .filter(c -> all || c.stringAt("State", "Status").equals(Optional.of("running")))
          .filter(c -> wanted.stream().allMatch(w -> Labels.match(labels(c), w)))
          .toList();
    }
  }

  private static Map<String, String> labels(JsonObject container) {
    Map<String, String> labels = new LinkedHashMap<>();
    container
        .at("Config", "Labels")
        .flatMap(Json::asObject)
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, value) -> labels.put(name, value.asString().orElse("")));
    return labels;
  }

  @Override
  public int exec(
      String nameOrId, List<String> argv, Optional<HttpRequest.Body> input, OutputListener output)
      throws EnvironmentError {
    String id;
    Command now;
    synchronized (engine) {
      engine.answer();
      JsonObject container = need(nameOrId);
      id = id(container);
      if (!container.stringAt("State", "Status").equals(Optional.of("running"))) {
        throw new EngineResponseException(409, "Container " + id + " is not running");
      }
      now = command;
      done.add("exec " + id + " " + String.join(" ", argv));
    }
    return now.run(id, argv, bytes(input), output);
  }

  private static byte[] bytes(Optional<HttpRequest.Body> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (body.isPresent()) {
        body.get().writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void copyInto(String nameOrId, String directory, HttpRequest.Body tar)
      throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      done.add("copy " + id(need(nameOrId)) + " " + directory);
    }
    bytes(Optional.of(tar));
  }

  @Override
  public void kill(String nameOrId, String signal) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      JsonObject container = need(nameOrId);
      done.add("kill " + id(container) + " " + signal);
      if (signal.equals("KILL")) {
        setStatus(container, "exited");
      }
    }
  }

  @Override
  public void restart(String nameOrId, Duration grace) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      JsonObject container = need(nameOrId);
      done.add("restart " + id(container));
      setStatus(container, "running");
    }
  }

  @Override
  public void start(String nameOrId) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      JsonObject container = need(nameOrId);
      done.add("start " + id(container));
      setStatus(container, "running");
    }
  }

  @Override
  public String create(String name, JsonObject settings) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      String id = Integer.toString(next++);
      JsonObject container =
          JsonObject.builder()
              .put("Id", id)
              .put("Name", "/" + (name.isEmpty() ? "container" + id : name))
              .put("Config", settings)
              .build();
      setStatus(container, "created");
      return id;
    }
  }

  @Override
  public void remove(String nameOrId) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      String id = id(need(nameOrId));
      done.add("remove " + id);
      byId.remove(id);
    }
  }

  @Override
  public void logs(String nameOrId, Optional<Instant> since, boolean follow, OutputListener output)
      throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      need(nameOrId); // it prints nothing
    }
  }

  @Override
  public Pruned prune(Map<String, List<String>> filters) throws EnvironmentError {
    synchronized (engine) {
      engine.answer();
      prunes.add(Map.copyOf(filters));
      List<String> wanted = filters.getOrDefault("label", List.of());
      List<String> gone =
          byId.values().stream()
              .filter(c -> !c.stringAt("State", "Status").equals(Optional.of("running")))
              .filter(c -> wanted.stream().allMatch(w -> Labels.match(labels(c), w)))
              .map(InMemoryContainers::id)
              .toList();
      gone.forEach(byId::remove);
      return new Pruned(gone, 0);
    }
  }
}
