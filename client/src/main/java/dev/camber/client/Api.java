package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Calls to the API server, with kubectl's words for what goes wrong. */
final class Api {
  static final String ROOT = "/apis/tilt.dev/v1alpha1";

  private final Http http;
  private final PrintStream warnings;
  private final List<Type> types = new ArrayList<>();

  private Api(Http http, PrintStream warnings) {
    this.http = http;
    this.warnings = warnings;
  }

  /** A kind as discovery names it. */
  record Type(
      String plural, String singular, String kind, List<String> shortNames, boolean hasStatus) {
    /** {@code uiresource.tilt.dev}. */
    String qualified() {
      return singular + ".tilt.dev";
    }

    String path() {
      return ROOT + "/" + plural;
    }

    String path(String name) {
      return path() + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  static Api of(Session session) throws Refused, IOException {
    return new Api(session.api(), session.surroundings().err());
  }

  Http http() {
    return http;
  }

  /** The kind that a person's word means. */
  Type type(String word) throws Refused, IOException {
    String lower = word.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    String name = dot < 0 ? lower : lower.substring(0, dot);
    Optional<Type> found =
        types().stream()
            .filter(t ->
                t.plural().equals(name)
                    || t.singular().equals(name)
                    || t.shortNames().contains(name))
            .findFirst();
    boolean ourGroup = dot < 0 || lower.substring(dot + 1).endsWith("tilt.dev");
    if (found.isEmpty() || !ourGroup) {
      throw Refused.plain("error: the server doesn't have a resource type \"" + word + "\"");
    }
    return found.get();
  }

  /** All kinds, in the order of discovery. */
  List<Type> types() throws Refused, IOException {
    if (types.isEmpty()) {
      JsonObject list = call("GET", ROOT, "", "", Map.of());
      List<String> withStatus = new ArrayList<>();
      List<JsonObject> entries = new ArrayList<>();
      for (Json entry : list.at("resources").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        String name = entry.stringAt("name").orElse("");
        if (name.endsWith("/status")) {
          withStatus.add(name.substring(0, name.indexOf('/')));
        } else if (!name.contains("/")) {
          entry.asObject().ifPresent(entries::add);
        }
      }
      for (JsonObject entry : entries) {
        String plural = entry.stringAt("name").orElse("");
        List<String> shorts = new ArrayList<>();
        for (Json s : entry.at("shortNames").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
          s.asString().ifPresent(shorts::add);
        }
        String kind = entry.stringAt("kind").orElse("");
        types.add(
            new Type(
                plural,
                entry
                    .stringAt("singularName")
                    .filter(s -> !s.isEmpty())
                    .orElse(kind.toLowerCase(Locale.ROOT)),
                kind,
                List.copyOf(shorts),
                withStatus.contains(plural)));
      }
    }
    return types;
  }

  /** How a refusal of the server is worded. */
  enum Words {
    /** As kubectl words it. */
    KUBECTL,
    /** Just the server's message. */
    BARE
  }

  /** A call that answers with one JSON object. */
  JsonObject call(
      String method, String path, String contentType, String body, Map<String, String> headers)
      throws Refused, IOException {
    return call(method, path, contentType, body, headers, Words.KUBECTL);
  }

  JsonObject call(
      String method,
      String path,
      String contentType,
      String body,
      Map<String, String> headers,
      Words words)
      throws Refused, IOException {
    Http.Answer sent;
    try {
      sent = http.send(method, path, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    } catch (IOException e) {
      throw Refused.error(
          "the session does not answer: "
              + String.valueOf(e.getMessage())
              + ". It may have been killed; start it again with `up`");
    }
    try (Http.Answer answer = sent) {
      ServerWords.warnings(answer.headers()).forEach(w -> warnings.println("Warning: " + w));
      String text = answer.text();
      Json value;
      try {
        value = Json.parse(text);
      } catch (JsonSyntaxException e) {
        throw Refused.plain(
            "Error from server: the answer to "
                + method
                + " "
                + path
                + " is not JSON: "
                + text.strip());
      }
      JsonObject object = value.asObject().orElse(JsonObject.EMPTY);
      if (answer.status() >= 400) {
        if (words == Words.BARE) {
          throw Refused.plain(object.stringAt("message").orElse("HTTP status " + answer.status()));
        }
        throw refusedBy(object, answer.status());
      }
      return object;
    }
  }

  static Refused refusedBy(JsonObject status, int code) {
    return ServerWords.refusal(status, code);
  }

  /** The kind of an object of a file. */
  Type typeOf(JsonObject object, String source) throws Refused, IOException {
    String version = object.stringAt("apiVersion").orElse("");
    String kind = object.stringAt("kind").orElse("");
    if (version.equals("tilt.dev/v1alpha1")) {
      for (Type type : types()) {
        if (type.kind().equals(kind)) {
          return type;
        }
      }
    }
    throw Refused.plain(
        "error: resource mapping not found for name: \""
            + object.stringAt("metadata", "name").orElse("")
            + "\" namespace: \""
            + object.stringAt("metadata", "namespace").orElse("")
            + "\" from \""
            + source
            + "\": no matches for kind \""
            + kind
            + "\" in version \""
            + version
            + "\"\nensure CRDs are installed first");
  }

  JsonObject get(Type type, String name) throws Refused, IOException {
    return call("GET", type.path(name), "", "", Map.of());
  }

  /** The object, or nothing if there is none of that name. */
  Optional<JsonObject> find(Type type, String name) throws Refused, IOException {
    try {
      return Optional.of(get(type, name));
    } catch (Refused e) {
      if (e.reason().equals("NotFound")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The objects of a type that a query selects. */
  List<JsonObject> list(Type type, String query) throws Refused, IOException {
    JsonObject list = call("GET", type.path() + query, "", "", Map.of());
    List<JsonObject> out = new ArrayList<>();
    list.at("items")
        .flatMap(Json::asArray)
        .orElse(JsonArray.EMPTY)
        .forEach(item -> item.asObject().ifPresent(out::add));
    return out;
  }

  /** A call with a body of JSON. */
  JsonObject write(String method, String path, String contentType, Json body)
      throws Refused, IOException {
    return call(method, path, contentType, body.compact(), Map.of());
  }
}
