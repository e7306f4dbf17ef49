package dev.camber.model.flags;

import dev.camber.model.text.GoDuration;
import dev.camber.model.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** What a flag's value may be. The messages are Go's, because scripts and people know them. */
public enum FlagType {
  /** {@code true} or {@code false}; alone it means true. */
  BOOL("bool"),
  /** A whole number of 64 bits. */
  INT("int"),
  /** Any text. */
  STRING("string"),
  /** A Go duration. */
  DURATION("duration"),
  /** Comma-separated, repeatable; quotes protect commas. */
  STRINGS("strings"),
  /** Repeatable, each taken whole. */
  STRING_ARRAY("stringArray"),
  /** How the page is served: a word of a closed list. */
  WEB_MODE("WebMode");

  private static final List<String> WEB_MODES =
      List.of("default", "local", "prod", "embedded", "precompiled");

  private final String word;

  FlagType(String word) {
    this.word = word;
  }

  /** The word in a usage text. */
  public String word() {
    return word;
  }

  /** Whether a second use adds to the first instead of replacing it. */
  public boolean repeats() {
    return this == STRINGS || this == STRING_ARRAY;
  }

  /**
   * Splits and checks one use of the flag.
   *
   * @throws InvalidValue with Go's reason
   */
  List<String> read(String text) throws InvalidValue {
    return switch (this) {
      case STRING, STRING_ARRAY -> List.of(text);
      case STRINGS -> csv(text);
      case WEB_MODE -> {
        if (!WEB_MODES.contains(text)) {
          throw new InvalidValue(
              "Unrecognized web mode: "
                  + text
                  + ". Allowed values: ["
                  + String.join(" ", WEB_MODES)
                  + "]");
        }
        yield List.of(text);
      }
      case BOOL -> List.of(String.valueOf(bool(text)));
      case INT -> List.of(String.valueOf(whole(text)));
      case DURATION -> {
        try {
          GoDuration.parse(text);
        } catch (GoDuration.Invalid e) {
          throw new InvalidValue(String.valueOf(e.getMessage()));
        }
        yield List.of(text);
      }
    };
  }

  private static boolean bool(String text) throws InvalidValue {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new InvalidValue(
              "strconv.ParseBool: parsing " + Quoted.go(text) + ": invalid syntax");
    };
  }

  private static long whole(String text) throws InvalidValue {
    String digits = text;
    boolean negative = false;
    if (digits.startsWith("-") || digits.startsWith("+")) {
      negative = digits.startsWith("-");
      digits = digits.substring(1);
    }
    int radix = 10;
    String lower = digits.toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith("0x")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (lower.startsWith("0b")) {
      radix = 2;
      digits = digits.substring(2);
    } else if (lower.startsWith("0o")) {
      radix = 8;
      digits = digits.substring(2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      radix = 8;
      digits = digits.substring(1);
    }
    String plain = digits.replace("_", "");
    boolean separatorsFit = radix != 10 || plain.equals(digits);
    try {
      if (plain.isEmpty() || plain.startsWith("-") || plain.startsWith("+") || !separatorsFit) {
        throw new NumberFormatException();
      }
      var value = new java.math.BigInteger(plain, radix);
      if (negative) {
        value = value.negate();
      }
      if (value.bitLength() > 63) {
        throw new InvalidValue(
            "strconv.ParseInt: parsing " + Quoted.go(text) + ": value out of range");
      }
      return value.longValue();
    } catch (NumberFormatException e) {
      throw new InvalidValue("strconv.ParseInt: parsing " + Quoted.go(text) + ": invalid syntax");
    }
  }

  private static List<String> csv(String text) throws InvalidValue {
    List<String> out = new ArrayList<>();
    if (text.isEmpty()) {
      return out;
    }
    int i = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (i < text.length() && text.charAt(i) == '"') {
        i = quotedField(text, i + 1, field);
      } else {
        while (i < text.length() && text.charAt(i) != ',') {
          if (text.charAt(i) == '"') {
            throw new InvalidValue(
                "parse error on line 1, column " + (i + 1) + ": bare \" in non-quoted-field");
          }
          field.append(text.charAt(i++));
        }
      }
      out.add(field.toString());
      if (i >= text.length()) {
        return out;
      }
      i++; // the comma
    }
  }

  private static int quotedField(String text, int from, StringBuilder field) throws InvalidValue {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '"') {
        field.append(c);
      } else if (i < text.length() && text.charAt(i) == '"') {
        field.append('"');
        i++;
      } else if (i >= text.length() || text.charAt(i) == ',') {
        return i;
      } else {
        throw new InvalidValue(
            "parse error on line 1, column " + i + ": extraneous or missing \" in quoted-field");
      }
    }
    throw new InvalidValue(
        "parse error on line 1, column "
            + (text.length() + 1)
            + ": extraneous or missing \" in quoted-field");
  }

  /** A value that does not fit; the message is the reason only. */
  static final class InvalidValue extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValue(String message) {
      super(message);
    }
  }
}
