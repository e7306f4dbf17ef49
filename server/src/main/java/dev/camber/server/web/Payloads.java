package dev.camber.server.web;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.yaml.GoJsonScanner;
import dev.camber.server.http.BodyRefused;
import dev.camber.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the small JSON bodies of the page's calls, with the messages that callers know. */
final class Payloads {
  private static final int LIMIT = 1 << 20;
  private static final String PARSING = "error parsing JSON payload: ";
  private static final int NEAR = 10;
  private static final int FAR = 50;

  private Payloads() {}

  /** A body that is not what it should be; the message goes to the caller, with status 400. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Bad(String message) {
      this(400, message);
    }

    Bad(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The body as an object. */
  static JsonObject object(Request request, String type) throws Bad {
    Json value = json(text(request));
    return value.asObject().orElseThrow(() -> wrongType(value, type));
  }

  /** The body as a list. */
  static JsonArray array(Request request, String type) throws Bad {
    Json value = json(text(request));
    return value.asArray().orElseThrow(() -> wrongType(value, type));
  }

  /** The body as a list of texts. */
  static List<String> strings(Request request) throws Bad {
    String text = text(request);
    Json value = json(text);
    List<String> out = new ArrayList<>();
    for (Json item : value.asArray().orElseThrow(() -> notList(text))) {
      out.add(
          item.asString()
              .orElseThrow(() ->
                  new Bad(PARSING + "found " + item.typeName() + ", wanted a list of texts")));
    }
    return out;
  }

  private static Bad notList(String text) {
    int head = GoJsonScanner.skipSpace(text, 0) + 1;
    return new Bad(
        PARSING
            + "[]string: decode slice: expect [ or n, but found "
            + text.charAt(head - 1)
            + ", error found in #"
            + Math.min(head, NEAR)
            + " byte of ...|"
            + around(text, head, NEAR)
            + "|..., bigger context ...|"
            + around(text, head, FAR)
            + "|...");
  }

  private static String around(String text, int at, int width) {
    return text.substring(Math.max(0, at - width), Math.min(text.length(), at + width));
  }

  private static Bad wrongType(Json value, String type) {
    return new Bad(
        PARSING + "json: cannot unmarshal " + value.typeName() + " into Go value of type " + type);
  }

  private static Json json(String text) throws Bad {
    try {
      GoJsonScanner.endOfValue(text, GoJsonScanner.skipSpace(text, 0));
      return Json.parse(text);
    } catch (GoJsonScanner.SyntaxException e) {
      throw new Bad(
          PARSING
              + (text.isBlank()
                  ? "EOF"
                  : e.atEnd() ? "unexpected EOF" : String.valueOf(e.getMessage())));
    } catch (JsonSyntaxException e) {
      throw new Bad(PARSING + e.getMessage());
    }
  }

  private static String text(Request request) throws Bad {
    try {
      return new String(request.body().read(LIMIT), StandardCharsets.UTF_8);
    } catch (BodyRefused e) {
      throw e.isTooLarge()
          ? new Bad(413, "request body too large: the limit is " + LIMIT + " bytes")
          : new Bad("the body did not come: " + e.getMessage());
    }
  }
}
