package dev.camber.tiltfile.builtin.config;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the settings file as the reference's library does: the first object of the text, whatever
 * follows it, with that library's messages. One instance reads one text.
 */
final class IteratorJson {
  private final byte[] text;
  private static final int MAX_DEPTH = 1_000;

  private int next;
  private int depth;

  private IteratorJson(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Text that is no such object. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** The members of the object; none for null. */
  static Map<String, Json> object(String text) throws Invalid {
    IteratorJson reader = new IteratorJson(text);
    int c = reader.token();
    if (c == 'n') {
      reader.literal("ull", "null");
      return Map.of();
    }
    if (c != '{') {
      throw reader.fail("ReadMapCB", "expect { or n, but found " + (char) c);
    }
    return reader.members("ReadMapCB");
  }

  private Invalid fail(String operation, String message) {
    int peekStart = Math.max(next - 10, 0);
    int peekEnd = Math.min(next + 10, text.length);
    int contextStart = Math.max(next - 50, 0);
    int contextEnd = Math.min(next + 50, text.length);
    return new Invalid(
        operation
            + ": "
            + message
            + ", error found in #"
            + (next - peekStart)
            + " byte of ...|"
            + utf8(peekStart, peekEnd)
            + "|..., bigger context ...|"
            + utf8(contextStart, contextEnd)
            + "|...");
  }

  private String utf8(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.UTF_8);
  }

  /** The next character that is no space, consumed. */
  private int token() throws Invalid {
    while (next < text.length) {
      int c = text[next++] & 0xff;
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return c;
      }
    }
    throw new Invalid("EOF");
  }

  private void literal(String rest, String word) throws Invalid {
    for (int i = 0; i < rest.length(); i++) {
      if (next >= text.length) {
        throw new Invalid("EOF");
      }
      if (text[next++] != rest.charAt(i)) {
        throw fail("skip" + word, "expect " + word);
      }
    }
  }

  private Map<String, Json> members(String operation) throws Invalid {
    Map<String, Json> members = new LinkedHashMap<>();
    int c = token();
    if (c == '}') {
      return members;
    }
    if (c != '"') {
      throw fail(operation, "expect \" after {, but found " + (char) c);
    }
    while (true) {
      String key = string();
      c = token();
      if (c != ':') {
        throw fail(operation, "expect : after object field, but found " + (char) c);
      }
      members.put(key, value());
      c = token();
      if (c == '}') {
        return members;
      }
      if (c != ',') {
        throw fail(operation, "expect , or } after object field, but found " + (char) c);
      }
      c = token();
      if (c != '"') {
        throw fail(operation, "expect \" after }, but found " + (char) c);
      }
    }
  }

  private Json value() throws Invalid {
    if (++depth > MAX_DEPTH) {
      throw new Invalid("exceeded max depth");
    }
    Json value = anyValue();
    depth--;
    return value;
  }

  private Json anyValue() throws Invalid {
    int c = token();
    switch (c) {
      case '{':
        return new JsonObject(members("ReadMapCB"));
      case '[':
        return array();
      case '"':
        return new JsonString(string());
      case 't':
        literal("rue", "true");
        return Json.of(true);
      case 'f':
        literal("alse", "false");
        return Json.of(false);
      case 'n':
        literal("ull", "null");
        return Json.ofNull();
      default:
        next--;
        return number();
    }
  }

  private Json array() throws Invalid {
    List<Json> items = new ArrayList<>();
    if (token() == ']') {
      return new JsonArray(items);
    }
    next--;
    while (true) {
      items.add(value());
      int c = token();
      if (c == ']') {
        return new JsonArray(items);
      }
      if (c != ',') {
        throw fail("decode array", "expect [ or , or ] or n, but found " + (char) c);
      }
    }
  }

  private Json number() throws Invalid {
    int start = next;
    while (next < text.length && "+-0123456789.eE".indexOf(text[next]) >= 0) {
      next++;
    }
    String literal = utf8(start, next);
    try {
      Double.parseDouble(literal);
      return new JsonNumber(literal);
    } catch (NumberFormatException e) {
      throw fail("readNumberAsString", "invalid number");
    }
  }

  private String string() throws Invalid {
    int start = next - 1;
    while (next < text.length && text[next] != '"') {
      next += text[next] == '\\' ? 2 : 1;
    }
    if (next >= text.length) {
      next = text.length;
      throw fail("readStringSlowPath", "unexpected end of input");
    }
    next++;
    try {
      return Json.parse(utf8(start, next)).asString().orElse("");
    } catch (dev.camber.model.json.JsonSyntaxException e) {
      throw fail("readStringSlowPath", "invalid string");
    }
  }
}
