package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Paths of a service, relative to the project's directory, made absolute. */
final class LocalPaths {
  private final Path directory;
  private final String home;

  /**
   * @param home what {@code ~} stands for; empty if unknown
   */
  LocalPaths(Path directory, String home) {
    this.directory = directory;
    this.home = home;
  }

  /** The service in the long form with its paths absolute, and the build context it has unsaid. */
  JsonObject resolve(JsonObject service) {
    return written(
        change(
            service,
            "build",
            v ->
                v instanceof JsonObject build && !build.has("context")
                    ? build.with("context", Json.of("."))
                    : v));
  }

  /** The service in the long form with the paths absolute that are written in it. */
  JsonObject written(JsonObject service) {
    JsonObject out = service;
    out = change(out, "build", this::build);
    out = change(out, "extends", v -> change(v, "file", this::path));
    out = change(out, "develop", v -> each(v, "watch", w -> change(w, "path", this::path)));
    out = each(out, "env_file", f -> change(f, "path", this::path));
    out = each(out, "label_file", this::path);
    out = each(out, "volumes", this::volume);
    return out;
  }

  /** A path made absolute and clean. */
  String absolute(String path) {
    if (!home.isEmpty() && (path.equals("~") || path.startsWith("~/"))) {
      return directory.getFileSystem().getPath(home + path.substring(1)).normalize().toString();
    }
    return directory.resolve(path).normalize().toString();
  }

  /** Whether a build context is a directory of this machine. */
  static boolean isLocal(String context) {
    return !context.contains("://")
        && !context.startsWith("git@")
        && !context.startsWith("github.com/")
        && !context.startsWith("service:")
        && !context.startsWith("target:");
  }

  private Json path(Json value) {
    return value instanceof JsonString s ? Json.of(absolute(s.value())) : value;
  }

  private Json context(Json value) {
    return value instanceof JsonString s && isLocal(s.value()) ? path(value) : value;
  }

  private Json build(Json value) {
    if (!(value instanceof JsonObject build)) {
      return value;
    }
    return change(
        change(build, "context", this::context),
        "additional_contexts",
        contexts -> {
          if (!(contexts instanceof JsonObject named)) {
            return contexts;
          }
          Map<String, Json> out = new LinkedHashMap<>();
          named.members().forEach((name, context) -> out.put(name, context(context)));
          return new JsonObject(out);
        });
  }

  private Json volume(Json value) {
    return value instanceof JsonObject volume
            && volume.get("type").equals(java.util.Optional.of(Json.of("bind")))
        ? change(volume, "source", this::path)
        : value;
  }

  private static JsonObject change(JsonObject object, String name, UnaryOperator<Json> change) {
    return object.get(name).map(v -> object.with(name, change.apply(v))).orElse(object);
  }

  private static Json change(Json value, String name, UnaryOperator<Json> change) {
    return value instanceof JsonObject object ? change(object, name, change) : value;
  }

  private static JsonObject each(JsonObject object, String name, UnaryOperator<Json> change) {
    return change(
        object,
        name,
        v -> {
          if (!(v instanceof JsonArray array)) {
            return v;
          }
          List<Json> items = array.items().stream().map(change).toList();
          return Json.array(items);
        });
  }

  private static Json each(Json value, String name, UnaryOperator<Json> change) {
    return value instanceof JsonObject object ? each(object, name, change) : value;
  }
}
