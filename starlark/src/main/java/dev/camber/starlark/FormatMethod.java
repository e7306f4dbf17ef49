package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** {@code s.format(…)} (spec §1.3). Works on byte strings. */
final class FormatMethod {
  private final String format;
  private final Arguments arguments;
  private final Printer out = new Printer();
  private boolean automatic;
  private boolean manual;
  private int next;

  private FormatMethod(String format, Arguments arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  static Value format(String format, Arguments arguments) {
    return new FormatMethod(format, arguments).run();
  }

  private static EvalException error(String message) {
    return new EvalException("format: " + message);
  }

  private Value run() {
    int position = 0;
    while (true) {
      int open = format.indexOf('{', position);
      literal(open < 0 ? format.substring(position) : format.substring(position, open));
      if (open < 0) {
        return out.toStarlark();
      }
      if (format.startsWith("{", open + 1)) {
        out.bytes("{");
        position = open + 2;
        continue;
      }
      int close = format.indexOf('}', open);
      if (close < 0) {
        throw error("unmatched '{' in format");
      }
      field(format.substring(open + 1, close));
      position = close + 1;
    }
  }

  /** Text outside of fields, in which a closing brace is doubled. */
  private void literal(String text) {
    int start = 0;
    for (int i = text.indexOf('}'); i >= 0; i = text.indexOf('}', start)) {
      if (!text.startsWith("}", i + 1)) {
        throw error("single '}' in format");
      }
      out.bytes(text.substring(start, i + 1));
      start = i + 2;
    }
    out.bytes(text.substring(start));
  }

  private void field(String field) {
    String name = field;
    String conversion = "s";
    String spec = "";
    int bang = field.indexOf('!');
    if (bang >= 0) {
      name = field.substring(0, bang);
      conversion = field.substring(bang + 1);
    }
    String tail = bang >= 0 ? conversion : name;
    int colon = tail.indexOf(':');
    if (colon >= 0) {
      spec = tail.substring(colon + 1);
      tail = tail.substring(0, colon);
      if (bang >= 0) {
        conversion = tail;
      } else {
        name = tail;
      }
    }
    Value value = argument(name);
    if (!spec.isEmpty()) {
      throw new EvalException(
          "format spec features not supported in replacement fields: " + Utf8.decode(spec));
    }
    switch (conversion) {
      case "s" -> out.str(value);
      case "r" -> out.repr(value);
      default -> throw error("unknown conversion " + Starlark.quote(Utf8.decode(conversion)));
    }
  }

  private Value argument(String name) {
    if (name.isEmpty()) {
      if (manual) {
        throw error("cannot switch from manual field specification to automatic field numbering");
      }
      automatic = true;
      return positional(next++);
    }
    if (name.chars().allMatch(c -> c >= '0' && c <= '9') && fitsLong(name)) {
      if (automatic) {
        throw error("cannot switch from automatic field numbering to manual field specification");
      }
      manual = true;
      return positional(Long.parseLong(name));
    }
    return named(Utf8.decode(name));
  }

  private static boolean fitsLong(String digits) {
    return new java.math.BigInteger(digits).bitLength() < 64;
  }

  private Value positional(long index) {
    if (index >= arguments.count()) {
      throw error("tuple index out of range");
    }
    return arguments.at((int) index);
  }

  private Value named(String name) {
    @Nullable Value found = null;
    for (int i = 0; i < arguments.names.length && found == null; i++) {
      if (arguments.names[i].equals(name)) {
        found = arguments.named[i];
      }
    }
    if (found != null) {
      return found;
    }
    if (name.contains(".")) {
      throw error("attribute syntax x.y is not supported in replacement fields: " + name);
    }
    if (name.contains("[")) {
      throw error("element syntax a[i] is not supported in replacement fields: " + name);
    }
    if (name.contains("{")) {
      throw error("nested replacement fields not supported");
    }
    throw error("keyword " + name + " not found");
  }
}
