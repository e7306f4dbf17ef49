package dev.camber.model.yaml;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.nio.charset.StandardCharsets;

/** Prints one document. One instance for each document; single-threaded. */
final class Emitter {
  /** Longer keys (in bytes) get a {@code ?} of their own. */
  private static final int MAX_SIMPLE_KEY = 128;

  /** Where the node stands that is about to be printed. */
  private enum Place {
    ROOT,
    ITEM,
    VALUE
  }

  private final YamlLayout layout;
  private final StringBuilder out = new StringBuilder();
  private int column;
  private int indent = -1;

  /** Whether the last character was white space, or nothing is on this line yet. */
  private boolean whitespace = true;

  /** Whether this line holds only indentation and indicators so far. */
  private boolean indention = true;

  Emitter(YamlLayout layout) {
    this.layout = layout;
  }

  String document(Json root) {
    node(root, Place.ROOT);
    writeIndent();
    return out.toString();
  }

  private void node(Json node, Place place) {
    switch (node) {
      case JsonNull n -> scalar("null", ScalarStyle.PLAIN, place, false);
      case JsonBool b -> scalar(Boolean.toString(b.value()), ScalarStyle.PLAIN, place, false);
      case JsonNumber n -> scalar(layout.number(n), ScalarStyle.PLAIN, place, false);
      case JsonString s -> string(s.value(), place, false);
      case JsonArray a when a.isEmpty() -> indicator("[]", true, false, false);
      case JsonArray a -> sequence(a, place);
      case JsonObject o when o.isEmpty() -> indicator("{}", true, false, false);
      case JsonObject o -> mapping(o, place);
    }
  }

  private int deeper(Place place) {
    if (indent < 0) {
      return 0;
    }
    if (!layout.aligned()) {
      return indent + layout.indent();
    }
    // go-yaml 3: after "- " two columns, else the next multiple of the indentation.
    return place == Place.ITEM
        ? indent + 2
        : layout.indent() * ((indent + layout.indent()) / layout.indent());
  }

  private void sequence(JsonArray items, Place place) {
    int outer = indent;
    boolean sameColumn = !layout.aligned() && place == Place.VALUE && !indention;
    if (!sameColumn || indent < 0) {
      indent = deeper(place);
    }
    for (Json item : items) {
      writeIndent();
      indicator("-", true, false, true);
      node(item, Place.ITEM);
    }
    indent = outer;
  }

  private void mapping(JsonObject object, Place place) {
    int outer = indent;
    indent = deeper(place);
    for (String key : layout.order(object)) {
      writeIndent();
      Json value = object.members().getOrDefault(key, JsonNull.NULL);
      if (isSimpleKey(key)) {
        string(key, Place.VALUE, true);
        indicator(":", false, false, false);
      } else {
        indicator("?", true, false, true);
        string(key, Place.VALUE, false);
        writeIndent();
        indicator(":", true, false, true);
      }
      node(value, Place.VALUE);
    }
    indent = outer;
  }

  private static boolean isSimpleKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Characters.isBreak(key.charAt(i))) {
        return false;
      }
    }
    return key.length() <= MAX_SIMPLE_KEY
        && key.getBytes(StandardCharsets.UTF_8).length <= MAX_SIMPLE_KEY;
  }

  private void string(String text, Place place, boolean key) {
    ScalarStyle style =
        text.indexOf('\n') >= 0
            ? ScalarStyle.LITERAL
            : layout.readsAsString(text) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
    scalar(text, style, place, key);
  }

  private void scalar(String text, ScalarStyle wanted, Place place, boolean key) {
    int outer = indent;
    indent = indent < 0 ? layout.indent() : deeper(place);
    ScalarShape shape = ScalarShape.of(text, layout.aligned());
    switch (wanted.allowed(text, shape, key)) {
      case PLAIN -> plain(text, !key);
      case SINGLE_QUOTED -> singleQuoted(text, !key);
      case DOUBLE_QUOTED -> doubleQuoted(text, !key);
      case LITERAL -> literal(text);
    }
    indent = outer;
  }

  private void put(char c) {
    out.append(c);
    column++;
  }

  /** Appends one character, both halves of a pair; returns how many {@code char}s that were. */
  private int put(String text, int at) {
    char c = text.charAt(at);
    put(c);
    if (Character.isHighSurrogate(c) && at + 1 < text.length()) {
      out.append(text.charAt(at + 1));
      return 2;
    }
    return 1;
  }

  private void putBreak() {
    out.append('\n');
    column = 0;
    indention = true;
  }

  private void putBreak(char c) {
    if (c == '\n') {
      putBreak();
    } else {
      out.append(c);
      column = 0;
      indention = true;
    }
  }

  private void writeIndent() {
    int wanted = Math.max(indent, 0);
    if (!indention || column > wanted || column == wanted && !whitespace) {
      putBreak();
    }
    while (column < wanted) {
      put(' ');
    }
    whitespace = true;
    indention |= !layout.aligned();
  }

  private void indicator(String text, boolean needsSpace, boolean isSpace, boolean isIndention) {
    if (needsSpace && !whitespace) {
      put(' ');
    }
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
    whitespace = isSpace;
    indention &= isIndention;
  }

  private boolean spaceAt(String text, int at) {
    return at < text.length() && text.charAt(at) == ' ';
  }

  /** Whether the line is long enough to be broken at the space at {@code at}. */
  private boolean folds(boolean allowed, boolean afterSpace) {
    return allowed && !afterSpace && column > layout.width();
  }

  private void plain(String text, boolean mayFold) {
    if (!whitespace) {
      put(' ');
    }
    boolean spaces = false;
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == ' ') {
        if (folds(mayFold, spaces) && !spaceAt(text, i + 1)) {
          writeIndent();
          i++;
        } else {
          i += put(text, i);
        }
        spaces = true;
      } else {
        i += put(text, i);
        indention = false;
        spaces = false;
      }
    }
    whitespace = false;
    indention = false;
  }

  private void singleQuoted(String text, boolean mayFold) {
    indicator("'", true, false, false);
    boolean spaces = false;
    boolean breaks = false;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (folds(mayFold, spaces) && i > 0 && i < text.length() - 1 && !spaceAt(text, i + 1)) {
          writeIndent();
          i++;
        } else {
          i += put(text, i);
        }
        spaces = true;
      } else if (Characters.isBreak(c)) {
        if (!breaks && c == '\n') {
          putBreak();
        }
        putBreak(c);
        i++;
        breaks = true;
      } else {
        if (breaks) {
          writeIndent();
        }
        if (c == '\'') {
          put('\'');
        }
        i += put(text, i);
        indention = false;
        spaces = false;
        breaks = false;
      }
    }
    indicator("'", false, false, false);
    whitespace = false;
    indention = false;
  }

  private void doubleQuoted(String text, boolean mayFold) {
    // go-yaml asks whether the text, not the character, begins with a byte order mark.
    boolean escapeAll = text.startsWith("\ufeff");
    boolean spaces = false;
    indicator("\"", true, false, false);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (escapeAll
          || !ScalarShape.printable(c)
          || Characters.isBreak(c)
          || c == '"'
          || c == '\\') {
        int code = text.codePointAt(i);
        String escape = Escapes.of(code);
        for (int k = 0; k < escape.length(); k++) {
          put(escape.charAt(k));
        }
        i += Character.charCount(code);
        spaces = false;
      } else if (c == ' ') {
        if (folds(mayFold, spaces) && i > 0 && i < text.length() - 1) {
          writeIndent();
          if (spaceAt(text, i + 1)) {
            put('\\');
          }
          i++;
        } else {
          i += put(text, i);
        }
        spaces = true;
      } else {
        i += put(text, i);
        spaces = false;
      }
    }
    indicator("\"", false, false, false);
    whitespace = false;
    indention = false;
  }

  private void literal(String text) {
    indicator("|", true, false, false);
    char first = text.charAt(0);
    if (first == ' ' || Characters.isBreak(first)) {
      indicator(Integer.toString(layout.indent()), false, false, false);
    }
    int length = text.length();
    if (!Characters.isBreak(text.charAt(length - 1))) {
      indicator("-", false, false, false);
    } else if (length == 1 || Characters.isBreak(text.charAt(length - 2))) {
      indicator("+", false, false, false);
    }
    putBreak();
    whitespace = true;
    boolean breaks = true;
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (Characters.isBreak(c)) {
        putBreak(c);
        i++;
        breaks = true;
      } else {
        if (breaks) {
          writeIndent();
        }
        i += put(text, i);
        indention = false;
        breaks = false;
      }
    }
  }
}
