package dev.camber.server.rest;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The snapshots that lists in pages go on with, so that all pages show the same moment. A few are
 * kept; the oldest goes first. Guarded by its own lock.
 */
final class Pages {
  private static final int KEPT = 16;

  /** Where a list goes on. */
  record Place(StoreSnapshot snapshot, String after) {}

  private final Map<Long, StoreSnapshot> snapshots = new LinkedHashMap<>(); // guarded by this

  /** A token for the next page. */
  synchronized String token(StoreSnapshot snapshot, String lastName) {
    snapshots.remove(snapshot.version());
    snapshots.put(snapshot.version(), snapshot);
    if (snapshots.size() > KEPT) {
      snapshots.remove(snapshots.keySet().iterator().next());
    }
    String text =
        JsonObject.builder().put("rv", snapshot.version()).put("start", lastName).build().compact();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a token stands for. */
  synchronized Place place(String token) throws ApiError {
    JsonObject content;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      content =
          Json.parse(new String(bytes, StandardCharsets.UTF_8)).asObject().orElse(JsonObject.EMPTY);
    } catch (IllegalArgumentException | JsonSyntaxException e) {
      throw ApiError.badRequest("continue key is not valid: \"" + token + "\"");
    }
    long version = content.at("rv").map(Json::compact).map(Pages::number).orElse(-1L);
    StoreSnapshot snapshot = snapshots.get(version);
    if (snapshot == null) {
      throw ApiError.expired(
          "The provided continue parameter is too old to display a consistent list result. Start a"
              + " new list without the continue parameter.");
    }
    return new Place(snapshot, content.stringAt("start").orElse(""));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
