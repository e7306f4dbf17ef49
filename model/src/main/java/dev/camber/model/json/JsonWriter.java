package dev.camber.model.json;

import java.util.Iterator;
import java.util.Map;

/** Prints trees as Go's encoder prints them; stateless. */
public final class JsonWriter {
  private JsonWriter() {}

  /** No white space, {@code <}, {@code >}, {@code &} as they are. */
  public static String compact(Json value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "", "", false);
    return out.toString();
  }

  /** Like {@link #compact} with the characters escaped that Go's default encoder escapes. */
  public static String compactHtmlSafe(Json value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "", "", true);
    return out.toString();
  }

  /** One member or item a line, empty containers as <code>{}</code> and {@code []}. */
  public static String pretty(Json value, String indent) {
    StringBuilder out = new StringBuilder();
    write(out, value, "\n", indent, false);
    return out.toString();
  }

  /**
   * Like {@link #pretty} with {@code <}, {@code >}, {@code &}, U+2028 and U+2029 escaped, as Go's
   * default encoder does.
   */
  public static String prettyHtmlSafe(Json value, String indent) {
    StringBuilder out = new StringBuilder();
    write(out, value, "\n", indent, true);
    return out.toString();
  }

  private static void write(
      StringBuilder out, Json value, String newline, String step, boolean html) {
    switch (value) {
      case JsonNull n -> out.append("null");
      case JsonBool b -> out.append(b.value());
      case JsonNumber n -> out.append(n.literal());
      case JsonString s -> quote(out, s.value(), html);
      case JsonArray a -> array(out, a, newline, step, html);
      case JsonObject o -> object(out, o, newline, step, html);
    }
  }

  private static void array(
      StringBuilder out, JsonArray a, String newline, String step, boolean html) {
    if (a.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = newline.isEmpty() ? "" : newline + step;
    out.append('[');
    Iterator<Json> items = a.iterator();
    while (items.hasNext()) {
      out.append(inner);
      write(out, items.next(), inner, step, html);
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(newline).append(']');
  }

  private static void object(
      StringBuilder out, JsonObject o, String newline, String step, boolean html) {
    if (o.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = newline.isEmpty() ? "" : newline + step;
    out.append('{');
    Iterator<Map.Entry<String, Json>> members = o.members().entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<String, Json> member = members.next();
      out.append(inner);
      quote(out, member.getKey(), html);
      out.append(newline.isEmpty() ? ":" : ": ");
      write(out, member.getValue(), inner, step, html);
      if (members.hasNext()) {
        out.append(',');
      }
    }
    out.append(newline).append('}');
  }

  private static void quote(StringBuilder out, String text, boolean html) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '<', '>', '&' -> {
          if (html) {
            unicode(out, c);
          } else {
            out.append(c);
          }
        }
        // Go escapes these two in every mode: they end lines in JavaScript.
        case '\u2028', '\u2029' -> unicode(out, c);
        default -> {
          if (c < 0x20) {
            unicode(out, c);
          } else if (Character.isSurrogate(c) && !paired(text, i)) {
            out.append("\\ufffd");
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void unicode(StringBuilder out, char c) {
    out.append(String.format("\\u%04x", (int) c));
  }
}
