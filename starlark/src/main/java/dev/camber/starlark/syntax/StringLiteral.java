package dev.camber.starlark.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Decodes the escapes of string and bytes literals (spec §1.3). */
final class StringLiteral {
  private final String body;
  private final boolean bytes;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int position;

  private StringLiteral(String body, boolean bytes) {
    this.body = body;
    this.bytes = bytes;
  }

  /**
   * The value of a literal's text between its quotes: String, or byte[] for a bytes literal.
   *
   * @throws SyntaxAbort without a meaningful offset
   */
  static Object decode(String body, boolean raw, boolean bytes) {
    if (!bytes && body.indexOf('\r') < 0 && (raw || body.indexOf('\\') < 0)) {
      return body;
    }
    var literal = new StringLiteral(body, bytes);
    literal.run(raw);
    byte[] value = literal.out.toByteArray();
    return bytes ? value : new String(value, StandardCharsets.UTF_8);
  }

  private static SyntaxAbort error(String message) {
    return new SyntaxAbort(0, message);
  }

  private void write(int codePoint) {
    if (codePoint < 0x80) {
      out.write(codePoint);
    } else {
      out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void run(boolean raw) {
    while (position < body.length()) {
      int c = body.codePointAt(position);
      if (c == '\r') {
        position += body.startsWith("\r\n", position) ? 2 : 1;
        out.write('\n');
      } else if (c == '\\' && !raw) {
        escape();
      } else {
        position += Character.charCount(c);
        write(c);
      }
    }
  }

  private void escape() {
    if (position + 1 == body.length()) {
      throw error("truncated escape sequence \\");
    }
    int c = body.codePointAt(position + 1);
    int simple = "abfnrtv\\'\"".indexOf(c);
    if (simple >= 0) {
      out.write("\u0007\b\f\n\r\t\u000b\\'\"".charAt(simple));
      position += 2;
    } else if (c == '\n' || c == '\r') {
      position += body.startsWith("\r\n", position + 1) ? 3 : 2;
    } else if (c >= '0' && c <= '7') {
      octal();
    } else if (c == 'x') {
      hex();
    } else if (c == 'u' || c == 'U') {
      unicode(c == 'u' ? 6 : 10);
    } else {
      // Parity: of a character beyond ASCII the reference shows the first byte.
      int first = Character.toString(c).getBytes(StandardCharsets.UTF_8)[0] & 0xFF;
      throw error("invalid escape sequence \\" + (char) first);
    }
  }

  private void octal() {
    position++;
    int n = 0;
    for (int i = 0; i < 3 && position < body.length(); i++) {
      int digit = body.charAt(position) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      n = n * 8 + digit;
      position++;
    }
    if (!bytes && n > 127) {
      throw error(
          String.format(
              "non-ASCII octal escape \\%o (use \\u%04X for the UTF-8 encoding of U+%04X)",
              n, n, n));
    }
    if (n >= 256) {
      throw error(String.format("invalid escape sequence \\%03o", n));
    }
    out.write(n);
  }

  private void hex() {
    int n = digits(4);
    if (!bytes && n > 127) {
      throw error(
          String.format(
              "non-ASCII hex escape %s (use \\u%04X for the UTF-8 encoding of U+%04X)",
              body.substring(position, position + 4), n, n));
    }
    out.write(n);
    position += 4;
  }

  private void unicode(int width) {
    int n = digits(width);
    if (n < 0 || n > Character.MAX_CODE_POINT) {
      throw error(
          String.format(
              "code point out of range: %s (max \\U%08x)",
              body.substring(position, position + width), n));
    }
    if (n >= 0xD800 && n < 0xE000) {
      throw error(String.format("invalid Unicode code point U+%04X", n));
    }
    write(n);
    position += width;
  }

  /** The number in an escape of a given width; its widths count bytes, of which digits have one. */
  private int digits(int width) {
    byte[] rest = body.substring(position).getBytes(StandardCharsets.UTF_8);
    if (rest.length < width) {
      throw error("truncated escape sequence " + body.substring(position));
    }
    long n = 0;
    for (int i = 2; i < width; i++) {
      int digit = rest[i] < 0 ? -1 : Character.digit(rest[i], 16);
      if (digit < 0) {
        throw error(
            "invalid escape sequence " + new String(rest, 0, width, StandardCharsets.UTF_8));
      }
      n = n << 4 | digit;
    }
    return (int) n;
  }
}
