package dev.camber.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of API objects and labels made from what people wrote. Source: spec CLI and API, section
 * 8.3.
 */
public final class ObjectNames {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final int SUFFIX = 9;

  /** Bytes that one char of Java takes in UTF-8. */
  private static final int MOST_BYTES = 3;

  private static final Pattern NOT_IN_LABELS = Pattern.compile("[^-A-Za-z0-9_.]");

  private ObjectNames() {}

  /**
   * {@code text} as a name: illegal characters become {@code _}; what is longer than 253 bytes is
   * cut and ends in a hash of the whole.
   */
  public static String sanitize(String text) {
    if (text.equals(".") || text.equals("..")) {
      return text.replace('.', '_');
    }
    return cut(text.replace('/', '_').replace('%', '_'), text, MAX_NAME);
  }

  /** {@code text} as a label's value: as {@link #sanitize}, with a label's letters and length. */
  public static String sanitizeLabel(String text) {
    return cut(NOT_IN_LABELS.matcher(text).replaceAll("_"), text, MAX_LABEL);
  }

  private static String cut(String sanitized, String original, int max) {
    if (sanitized.length() * MOST_BYTES <= max) {
      return sanitized;
    }
    byte[] bytes = sanitized.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= max) {
      return sanitized;
    }
    int end = max - SUFFIX;
    // A character must not be cut in two: step back to where one starts.
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "-" + fnv32a(original);
  }

  /** FNV-1a, 32 bits, as eight hex digits. */
  static String fnv32a(String text) {
    int hash = 0x811c9dc5;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= b & 0xff;
      hash *= 0x01000193;
    }
    return String.format("%08x", hash);
  }
}
