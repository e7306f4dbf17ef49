package dev.camber.image.engine;

import dev.camber.image.http.Connection;
import dev.camber.image.http.HttpRequest;
import dev.camber.image.http.Query;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers of a real engine. */
final class HttpDockerContainers implements DockerContainers {
  private final EngineCalls calls;

  HttpDockerContainers(EngineCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<JsonObject> inspect(String nameOrId)
      throws EnvironmentError, InterruptedException {
    try {
      return calls
          .json(HttpRequest.get("/containers/" + Query.segment(nameOrId) + "/json"))
          .asObject();
    } catch (EngineResponseException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<JsonObject> list(boolean all, Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException {
    String target =
        Query.of("/containers/json")
            .withIfSet("all", all ? "1" : "")
            .withIfSet("filters", Filters.json(filters))
            .toString();
    return EngineJson.objects(calls.json(HttpRequest.get(target)));
  }

  @Override
  public int exec(
      String nameOrId, List<String> argv, Optional<HttpRequest.Body> input, OutputListener output)
      throws EnvironmentError, InterruptedException {
    JsonObject settings =
        JsonObject.builder()
            .put("Cmd", Json.strings(argv))
            .put("AttachStdin", input.isPresent())
            .put("AttachStdout", true)
            .put("AttachStderr", true)
            .build();
    String id =
        EngineJson.text(
            calls.json(
                HttpRequest.of("POST", "/containers/" + Query.segment(nameOrId) + "/exec")
                    .withJson(settings.compact())),
            "Id");
    // No body in the usual sense: an upgraded request carries its JSON with a length.
    HttpRequest start =
        HttpRequest.of("POST", "/exec/" + id + "/start")
            .withHeader("Upgrade", "tcp")
            .withHeader("Connection", "Upgrade")
            .withJson("{\"Detach\":false,\"Tty\":false}");
    try (Connection connection = calls.upgrade(start).connection()) {
      Thread writer =
          Thread.ofVirtual().name("docker-exec-stdin").start(() -> write(connection, input));
      try {
        frames(connection.input(), output);
        writer.join();
      } finally {
        writer.interrupt();
      }
    } catch (IOException e) {
      throw calls.failure(e);
    }
    Json ended = calls.json(HttpRequest.get("/exec/" + id + "/json"));
    return (int) EngineJson.number(ended, "ExitCode");
  }

  private static void write(Connection connection, Optional<HttpRequest.Body> input) {
    try {
      if (input.isPresent()) {
        OutputStream out = connection.output();
        input.get().writeTo(out);
        out.flush();
      }
      connection.closeOutput();
    } catch (IOException e) {
      // The command has ended without reading all of it, which its exit code tells better.
    }
  }

  /** Splits the engine's stream: a header of eight bytes, stream number and length, then bytes. */
  static void frames(InputStream in, OutputListener output) throws IOException {
    byte[] head = new byte[8];
    byte[] buffer = new byte[32 * 1024];
    while (true) {
      int got = in.readNBytes(head, 0, head.length);
      if (got == 0) {
        return;
      }
      if (got < head.length) {
        throw new EOFException("the output ended inside a frame");
      }
      long left =
          ((head[4] & 0xffL) << 24)
              | ((head[5] & 0xff) << 16)
              | ((head[6] & 0xff) << 8)
              | (head[7] & 0xff);
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          throw new EOFException("the output ended inside a frame");
        }
        output.output(head[0] == 2, buffer, 0, count);
        left -= count;
      }
    }
  }

  @Override
  public void copyInto(String nameOrId, String directory, HttpRequest.Body tar)
      throws EnvironmentError, InterruptedException {
    String target =
        Query.of("/containers/" + Query.segment(nameOrId) + "/archive")
            .with("path", directory)
            .toString();
    calls.run(HttpRequest.of("PUT", target).withBody("application/x-tar", tar));
  }

  @Override
  public void kill(String nameOrId, String signal) throws EnvironmentError, InterruptedException {
    post(nameOrId, "kill", "signal", signal);
  }

  @Override
  public void restart(String nameOrId, Duration grace)
      throws EnvironmentError, InterruptedException {
    post(nameOrId, "restart", "t", Long.toString(grace.toSeconds()));
  }

  @Override
  public void start(String nameOrId) throws EnvironmentError, InterruptedException {
    post(nameOrId, "start", "", "");
  }

  private void post(String nameOrId, String verb, String parameter, String value)
      throws EnvironmentError, InterruptedException {
    calls.run(
        HttpRequest.of(
            "POST",
            Query.of("/containers/" + Query.segment(nameOrId) + "/" + verb)
                .withIfSet(parameter, value)
                .toString()));
  }

  @Override
  public String create(String name, JsonObject settings)
      throws EnvironmentError, InterruptedException {
    String target = Query.of("/containers/create").withIfSet("name", name).toString();
    return EngineJson.text(
        calls.json(HttpRequest.of("POST", target).withJson(settings.compact())), "Id");
  }

  @Override
  public void remove(String nameOrId) throws EnvironmentError, InterruptedException {
    calls.run(HttpRequest.of("DELETE", "/containers/" + Query.segment(nameOrId) + "?force=1&v=1"));
  }

  @Override
  public void logs(String nameOrId, Optional<Instant> since, boolean follow, OutputListener output)
      throws EnvironmentError, InterruptedException {
    boolean terminal =
        inspect(nameOrId)
            .flatMap(c -> c.at("Config", "Tty"))
            .map(tty -> tty.equals(Json.of(true)))
            .orElse(false);
    Query query =
        Query.of("/containers/" + Query.segment(nameOrId) + "/logs")
            .with("stdout", "1")
            .with("stderr", "1")
            .withIfSet("follow", follow ? "1" : "");
    since.ifPresent(
        s -> query.with("since", String.format("%d.%09d", s.getEpochSecond(), s.getNano())));
    calls.call(
        HttpRequest.get(query.toString()),
        response -> {
          if (terminal) {
            plain(response.body(), output);
          } else {
            frames(response.body(), output);
          }
          return true;
        });
  }

  private static void plain(InputStream in, OutputListener output) throws IOException {
    byte[] buffer = new byte[32 * 1024];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      output.output(false, buffer, 0, count);
    }
  }

  @Override
  public Pruned prune(Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException {
    Json done =
        calls.json(
            HttpRequest.of(
                "POST",
                Query.of("/containers/prune")
                    .withIfSet("filters", Filters.json(filters))
                    .toString()));
    return new Pruned(
        EngineJson.texts(done, "ContainersDeleted"), EngineJson.number(done, "SpaceReclaimed"));
  }
}
