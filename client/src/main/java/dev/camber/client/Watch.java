package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Follows what becomes of objects. */
final class Watch {
  /** Is told of every change; returns false when it has seen enough. */
  @FunctionalInterface
  interface Follower {
    boolean event(String type, JsonObject object) throws Refused;
  }

  private final Api api;
  private final Api.Type type;
  private final Map<String, String> selectors;

  /**
   * @param selectors {@code labelSelector} and {@code fieldSelector}, as far as they are given
   */
  Watch(Api api, Api.Type type, Map<String, String> selectors) {
    this.api = api;
    this.type = type;
    this.selectors = selectors;
  }

  /** One object. */
  static Watch named(Api api, Api.Type type, String name) {
    return new Watch(api, type, Map.of("fieldSelector", "metadata.name=" + name));
  }

  /**
   * Follows changes after a version until the session ends or the follower has seen enough.
   *
   * @return whether it has seen enough
   */
  boolean follow(String version, Follower follower) throws Refused, IOException {
    try (Http.Answer answer = api.http().get(path(version))) {
      return read(answer, follower);
    }
  }

  /**
   * The same, at most for a time.
   *
   * @return whether the follower has seen enough in time
   */
  boolean follow(String version, Duration limit, Follower follower) throws Refused, IOException {
    if (limit.isNegative() || limit.isZero()) {
      return false;
    }
    try (Http.Answer answer = api.http().get(path(version))) {
      Thread alarm =
          Thread.startVirtualThread(() -> {
            try {
              Thread.sleep(limit);
              answer.close(); // ends the read below
            } catch (InterruptedException | IOException seenInTime) {
              // Nobody waits any more.
            }
          });
      try {
        return read(answer, follower);
      } catch (IOException cut) {
        return false;
      } finally {
        alarm.interrupt();
      }
    }
  }

  private String path(String version) {
    Map<String, String> all = new LinkedHashMap<>(selectors);
    all.put("watch", "true");
    all.put("resourceVersion", version);
    StringBuilder query = new StringBuilder();
    all.forEach((name, value) ->
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)));
    return type.path() + query;
  }

  private static boolean read(Http.Answer answer, Follower follower) throws Refused, IOException {
    try (JsonReader.Documents events = JsonReader.documents(answer.body())) {
      while (true) {
        Optional<Json> event = events.next();
        if (event.isEmpty()) {
          return false;
        }
        Optional<JsonObject> object = event.get().at("object").flatMap(Json::asObject);
        String type = event.get().stringAt("type").orElse("");
        if (type.equals("ERROR")) {
          throw Api.refusedBy(object.orElse(JsonObject.EMPTY), 500);
        }
        if (object.isPresent() && !type.equals("BOOKMARK") && !follower.event(type, object.get())) {
          return true;
        }
      }
    } catch (JsonSyntaxException e) {
      throw new IOException("the watch was cut: " + String.valueOf(e.getMessage()));
    }
  }
}
