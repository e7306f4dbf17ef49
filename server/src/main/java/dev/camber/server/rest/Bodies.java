package dev.camber.server.rest;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.text.Quoted;
import dev.camber.model.yaml.GoJsonScanner;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.server.http.BodyRefused;
import dev.camber.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads what callers send; errors are worded as the Kubernetes libraries word them. Stateless. */
final class Bodies {
  /** The most that is taken. Source: spec CLI and API, section 8.1. */
  static final int LIMIT = 20 << 20;

  private static final int SHOWN = 1024;

  private Bodies() {}

  /** A decoded object and what was odd about it. */
  record Decoded<O>(O object, List<String> warnings) {
    Decoded {
      warnings = List.copyOf(warnings);
    }
  }

  /** The raw bytes. */
  static byte[] bytes(Request request) throws ApiError {
    try {
      return request.body().read(LIMIT);
    } catch (BodyRefused e) {
      throw e.isTooLarge()
          ? ApiError.tooLarge(LIMIT)
          : ApiError.badRequest("the body did not come: " + e.getMessage());
    }
  }

  /** The media type of the body without its parameters; JSON if none is named. */
  static String mediaType(Request request) {
    String type = request.header("Content-Type").split(";", 2)[0].strip();
    return type.isEmpty() ? "application/json" : type.toLowerCase(Locale.ROOT);
  }

  /** The body of a create or update as a tree. */
  static JsonObject object(Request request, Kind<?, ?> kind) throws ApiError {
    return switch (mediaType(request)) {
      case "application/json" -> json(bytes(request), kind);
      case "application/yaml" -> yaml(bytes(request), kind);
      default -> throw ApiError.unsupportedBody();
    };
  }

  static JsonObject json(byte[] bytes, Kind<?, ?> kind) throws ApiError {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      GoJsonScanner.endOfValue(text, GoJsonScanner.skipSpace(text, 0));
      return object(Json.parse(text), bytes, kind);
    } catch (GoJsonScanner.SyntaxException | JsonSyntaxException e) {
      throw unrecognized(kind, "json parse error: " + e.getMessage(), bytes);
    }
  }

  static JsonObject yaml(byte[] bytes, Kind<?, ?> kind) throws ApiError {
    try {
      Json value = Yaml.readKubernetes(new String(bytes, StandardCharsets.UTF_8));
      return object(value, bytes, kind);
    } catch (YamlException e) {
      throw unrecognized(kind, String.valueOf(e.getMessage()), bytes);
    }
  }

  private static JsonObject object(Json value, byte[] bytes, Kind<?, ?> kind) throws ApiError {
    if (value instanceof JsonNull) {
      return JsonObject.EMPTY;
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw unrecognized(
        kind,
        "json parse error: json: cannot unmarshal "
            + goWord(value)
            + " into Go value of type struct",
        bytes);
  }

  private static ApiError unrecognized(Kind<?, ?> kind, String why, byte[] bytes) {
    return ApiError.badRequest(
        "the object provided is unrecognized (must be of type "
            + kind.name()
            + "): couldn't get version/kind; "
            + why
            + " ("
            + summary(bytes)
            + ")");
  }

  private static String summary(byte[] bytes) {
    if (bytes.length == 0) {
      return "<empty>";
    }
    String text =
        bytes[0] == '{'
            ? new String(bytes, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(bytes);
    return text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
  }

  /**
   * An object of a kind from its tree.
   *
   * @param validation {@code Strict}, {@code Warn}, {@code Ignore} or empty: what to do about
   *     members that the kind does not have
   */
  static Decoded<ApiObject<?, ?>> decode(JsonObject tree, Kind<?, ?> kind, String validation)
      throws ApiError {
    checkType(tree, kind);
    try {
      ApiObject<?, ?> object = kind.decode(tree);
      List<String> unknown = validation.equals("Ignore") ? List.of() : unknownMembers(tree, kind);
      if (!unknown.isEmpty() && validation.equals("Strict")) {
        throw cannotHandle(kind, "strict decoding error: " + String.join(", ", unknown));
      }
      return new Decoded<>(object, unknown);
    } catch (CodecException e) {
      throw cannotHandle(kind, codecMessage(kind, e));
    }
  }

  private static void checkType(JsonObject tree, Kind<?, ?> kind) throws ApiError {
    String given = tree.stringAt("kind").orElse("");
    String version = tree.stringAt("apiVersion").orElse("");
    if (!version.isEmpty() && !version.equals(kind.apiVersion())) {
      String name = given.isEmpty() ? kind.name() : given;
      throw ApiError.badRequest(
          name
              + " in version "
              + Quoted.go(version.substring(version.indexOf('/') + 1))
              + " cannot be handled as a "
              + kind.name()
              + ": no kind "
              + Quoted.go(name)
              + " is registered for version "
              + Quoted.go(version));
    }
    if (!given.isEmpty() && !given.equals(kind.name())) {
      throw ApiError.badRequest(
          given
              + " in version "
              + Quoted.go(kind.version())
              + " cannot be handled as a "
              + kind.name()
              + ": converting (v1alpha1."
              + given
              + ") to (v1alpha1."
              + kind.name()
              + "): unknown conversion");
    }
  }

  private static ApiError cannotHandle(Kind<?, ?> kind, String why) {
    return ApiError.badRequest(
        kind.name()
            + " in version "
            + Quoted.go(kind.version())
            + " cannot be handled as a "
            + kind.name()
            + ": "
            + why);
  }

  private static List<String> unknownMembers(JsonObject tree, Kind<?, ?> kind) {
    List<String> paths = new ArrayList<>();
    for (String member : tree.members().keySet()) {
      boolean known =
          switch (member) {
            case "kind", "apiVersion", "metadata" -> true;
            case "spec", "status" -> !kind.isFlat();
            default -> kind.isFlat();
          };
      if (!known) {
        paths.add(member);
      }
    }
    add(paths, "metadata", ObjectMeta.class, tree);
    if (kind.isFlat()) {
      paths.addAll(
          RecordCodec.unknownMembers(
              kind.specType(), tree.without("kind").without("apiVersion").without("metadata")));
    } else {
      add(paths, "spec", kind.specType(), tree);
      add(paths, "status", kind.statusType(), tree);
    }
    // The namespace of a thing that has none is no mistake worth a word.
    return paths.stream()
        .filter(p -> !p.equals("metadata.namespace"))
        .map(p -> "unknown field " + Quoted.go(p))
        .toList();
  }

  private static void add(List<String> paths, String member, Class<?> type, JsonObject tree) {
    tree.get(member)
        .ifPresent(value ->
            RecordCodec.unknownMembers(type, value).forEach(p -> paths.add(member + "." + p)));
  }

  private static String codecMessage(Kind<?, ?> kind, CodecException e) {
    String path = e.path();
    String head = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    String rest = path.contains(".") ? path.substring(path.indexOf('.') + 1) : "";
    GoNames.Field field = field(kind, path, head, rest);
    if (e.found().startsWith("\"")) {
      return path + ": found " + e.found() + ", wanted " + e.wanted();
    }
    return "json: cannot unmarshal "
        + goWord(e.found())
        + " into Go struct field "
        + field.owner()
        + "."
        + path.replaceAll("\\[\\d+\\]", "")
        + " of type "
        + field.type();
  }

  private static GoNames.Field field(Kind<?, ?> kind, String path, String head, String rest) {
    if (head.equals("metadata")) {
      return GoNames.at(ObjectMeta.class, "ObjectMeta", rest);
    }
    if (kind.isFlat()) {
      return GoNames.at(kind.specType(), kind.name(), path);
    }
    return head.equals("status")
        ? GoNames.at(kind.statusType(), kind.name() + "Status", rest)
        : GoNames.at(kind.specType(), kind.name() + "Spec", rest);
  }

  private static String goWord(String found) {
    return found.equals("boolean") ? "bool" : found;
  }

  private static String goWord(Json value) {
    return value instanceof JsonNumber ? "number" : goWord(value.typeName());
  }
}
