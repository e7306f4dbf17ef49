package dev.camber.tiltfile.data;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as Go's {@code encoding/json} does, with its messages. One instance reads one text.
 *
 * <pre>
 * value  = object | array | string | number | "true" | "false" | "null" .
 * object = "{" [ string ":" value { "," string ":" value } ] "}" .
 * array  = "[" [ value { "," value } ] "]" .
 * </pre>
 */
public final class GoJson {
  /** Far less than Go's, so that the stack of any thread is enough. */
  private static final int MAX_DEPTH = 1_000;

  private final String text;
  private final String atEnd;
  private int next;
  private int depth;

  private GoJson(String text, String atEnd) {
    this.text = text;
    this.atEnd = atEnd;
  }

  /** Text that is no JSON. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Reads a text that holds exactly one value, with the messages of a decoder on a stream. */
  public static Json decodeOne(String text) throws Invalid {
    GoJson reader = new GoJson(text, "unexpected EOF");
    reader.skipSpace();
    if (reader.next >= text.length()) {
      throw new Invalid("EOF");
    }
    Json value = reader.value();
    reader.skipSpace();
    if (reader.next < text.length()) {
      throw new Invalid("found multiple JSON values");
    }
    return value;
  }

  /** Reads a whole text, with the messages of {@code json.Unmarshal}. */
  public static Json unmarshal(String text) throws Invalid {
    GoJson reader = new GoJson(text, "unexpected end of JSON input");
    reader.skipSpace();
    Json value = reader.value();
    reader.skipSpace();
    if (reader.next < text.length()) {
      throw reader.invalid("after top-level value");
    }
    return value;
  }

  private void skipSpace() {
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
  }

  private char peek() throws Invalid {
    if (next >= text.length()) {
      throw new Invalid(atEnd);
    }
    return text.charAt(next);
  }

  private Invalid invalid(String where) {
    return new Invalid("invalid character " + quoted(text.codePointAt(next)) + " " + where);
  }

  private static String quoted(int c) {
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      default -> {
        String inner = dev.camber.model.text.Quoted.go(Character.toString(c));
        yield "'" + inner.substring(1, inner.length() - 1) + "'";
      }
    };
  }

  private Json value() throws Invalid {
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new JsonString(string());
      case 't' -> literal("true", Json.of(true));
      case 'f' -> literal("false", Json.of(false));
      case 'n' -> literal("null", Json.ofNull());
      default -> {
        if (c == '-' || c >= '0' && c <= '9') {
          yield number();
        }
        throw invalid("looking for beginning of value");
      }
    };
  }

  private void enter() throws Invalid {
    if (++depth > MAX_DEPTH) {
      throw new Invalid("exceeded max depth");
    }
    next++;
    skipSpace();
  }

  private Json object() throws Invalid {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    if (peek() == '}') {
      next++;
      depth--;
      return new JsonObject(members);
    }
    while (true) {
      if (peek() != '"') {
        throw invalid("looking for beginning of object key string");
      }
      String key = string();
      skipSpace();
      if (peek() != ':') {
        throw invalid("after object key");
      }
      next++;
      skipSpace();
      members.put(key, value());
      skipSpace();
      char c = peek();
      if (c == '}') {
        next++;
        depth--;
        return new JsonObject(members);
      }
      if (c != ',') {
        throw invalid("after object key:value pair");
      }
      next++;
      skipSpace();
    }
  }

  private Json array() throws Invalid {
    enter();
    List<Json> items = new ArrayList<>();
    if (peek() == ']') {
      next++;
      depth--;
      return new JsonArray(items);
    }
    while (true) {
      items.add(value());
      skipSpace();
      char c = peek();
      if (c == ']') {
        next++;
        depth--;
        return new JsonArray(items);
      }
      if (c != ',') {
        throw invalid("after array element");
      }
      next++;
      skipSpace();
    }
  }

  private Json literal(String word, Json value) throws Invalid {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      next++;
    }
    return value;
  }

  private boolean digits() {
    int start = next;
    while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
      next++;
    }
    return next > start;
  }

  private Json number() throws Invalid {
    int start = next;
    if (text.charAt(next) == '-') {
      next++;
      char c = peek();
      if (c < '0' || c > '9') {
        throw invalid("in numeric literal");
      }
    }
    if (text.charAt(next) == '0') {
      next++;
    } else {
      digits();
    }
    if (next < text.length() && text.charAt(next) == '.') {
      next++;
      peek();
      if (!digits()) {
        throw invalid("after decimal point in numeric literal");
      }
    }
    if (next < text.length() && (text.charAt(next) == 'e' || text.charAt(next) == 'E')) {
      next++;
      char c = peek();
      if (c == '+' || c == '-') {
        next++;
        peek();
      }
      if (!digits()) {
        throw invalid("in exponent of numeric literal");
      }
    }
    return new JsonNumber(text.substring(start, next));
  }

  private String string() throws Invalid {
    next++;
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      if (c == '"') {
        next++;
        return out.toString();
      }
      if (c < 0x20) {
        throw invalid("in string literal");
      }
      next++;
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
  }

  private void escape(StringBuilder out) throws Invalid {
    char c = peek();
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        next++;
        unicode(out);
        return;
      }
      default -> throw invalid("in string escape code");
    }
    next++;
  }

  private int hex4() throws Invalid {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw invalid("in \\u hexadecimal character escape");
      }
      code = code * 16 + digit;
      next++;
    }
    return code;
  }

  private void unicode(StringBuilder out) throws Invalid {
    int code = hex4();
    if (!Character.isSurrogate((char) code)) {
      out.append((char) code);
      return;
    }
    boolean high = Character.isHighSurrogate((char) code);
    if (high && text.startsWith("\\u", next)) {
      int back = next;
      next += 2;
      int low = hex4();
      if (Character.isLowSurrogate((char) low)) {
        out.append((char) code).append((char) low);
        return;
      }
      next = back;
    }
    out.append('\uFFFD');
  }
}
