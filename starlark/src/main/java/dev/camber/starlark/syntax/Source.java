package dev.camber.starlark.syntax;

import java.util.Arrays;

/**
 * The text of a file and the places in it. Offsets count the chars of {@link #text()}; the one
 * table of lines here turns them into positions, so that syntax nodes hold plain offsets.
 */
public final class Source {
  private final String file;
  private final String text;
  private final int[] lineStarts;

  private Source(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /**
   * @param file the file's name, as it appears in positions
   * @param utf8 the content; every byte that is no UTF-8 becomes one U+FFFD
   */
  public static Source of(String file, byte[] utf8) {
    return new Source(file, decode(utf8));
  }

  /** A file whose text is at hand. */
  public static Source of(String file, String text) {
    return new Source(file, text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[Math.max(16, text.length() / 32)];
    int n = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        if (n == starts.length) {
          starts = Arrays.copyOf(starts, n * 2);
        }
        starts[n++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, n);
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The number of lines; a final newline begins one more. */
  public int lineCount() {
    return lineStarts.length;
  }

  /**
   * The offset at which a line starts.
   *
   * @param line 1-based
   */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** The 1-based line of an offset. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The position of an offset. */
  public Position position(int offset) {
    int line = line(offset);
    int start = lineStarts[line - 1];
    int end = Math.min(offset, text.length());
    return new Position(file, line, text.codePointCount(start, end) + 1 + (offset - end));
  }

  private static String decode(byte[] b) {
    boolean ascii = true;
    for (byte x : b) {
      ascii &= x >= 0;
    }
    if (ascii) {
      return new String(b, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    var out = new StringBuilder(b.length);
    for (int i = 0; i < b.length; ) {
      int width = width(b, i);
      if (width == 0) {
        out.append('\uFFFD');
        i++;
        continue;
      }
      int c = width == 1 ? b[i] : b[i] & 0xFF >> width + 1;
      for (int k = 1; k < width; k++) {
        c = c << 6 | b[i + k] & 0x3F;
      }
      out.appendCodePoint(c);
      i += width;
    }
    return out.toString();
  }

  /** The number of bytes of the valid sequence at an index, 0 if there is none. */
  private static int width(byte[] b, int i) {
    int b0 = b[i] & 0xFF;
    if (b0 < 0x80) {
      return 1;
    }
    int width = b0 < 0xC2 || b0 > 0xF4 ? 0 : b0 < 0xE0 ? 2 : b0 < 0xF0 ? 3 : 4;
    if (width == 0 || i + width > b.length) {
      return 0;
    }
    for (int k = 1; k < width; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int b1 = b[i + 1] & 0xFF;
    boolean overlongOrSurrogateOrTooLarge =
        b0 == 0xE0 && b1 < 0xA0
            || b0 == 0xED && b1 > 0x9F
            || b0 == 0xF0 && b1 < 0x90
            || b0 == 0xF4 && b1 > 0x8F;
    return overlongOrSurrogateOrTooLarge ? 0 : width;
  }
}
