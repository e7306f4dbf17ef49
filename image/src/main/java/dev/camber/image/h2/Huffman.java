package dev.camber.image.h2;

import java.io.ByteArrayOutputStream;

/**
 * The Huffman code of header compression. It is canonical, so the lengths of its codes say all of
 * it. Source: RFC 7541, appendix B.
 */
final class Huffman {
  private static final int END = 256;
  private static final int LONGEST = 30;

  /** Length of the code of each byte, and of the end mark, in bits. */
  private static final int[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23,
    23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20,
    22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22,
    22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26,
    27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
    25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
  };

  /** First code of each length, and where its symbols begin in {@link #SYMBOLS}. */
  private static final int[] FIRST_CODE = new int[LONGEST + 2];

  private static final int[] FIRST_SYMBOL = new int[LONGEST + 2];
  private static final int[] SYMBOLS = new int[LENGTHS.length];

  static {
    int code = 0;
    int symbols = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      FIRST_CODE[length] = code;
      FIRST_SYMBOL[length] = symbols;
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          SYMBOLS[symbols++] = symbol;
          code++;
        }
      }
    }
    FIRST_SYMBOL[LONGEST + 1] = symbols;
  }

  private Huffman() {}

  static byte[] decode(byte[] coded) throws Http2Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream(coded.length * 2);
    int code = 0;
    int length = 0;
    for (byte b : coded) {
      for (int bit = 7; bit >= 0; bit--) {
        code = (code << 1) | ((b >> bit) & 1);
        length++;
        if (length > LONGEST) {
          throw new Http2Exception("a header holds an unknown Huffman code");
        }
        int count = FIRST_SYMBOL[length + 1] - FIRST_SYMBOL[length];
        int offset = code - FIRST_CODE[length];
        if (count > 0 && offset >= 0 && offset < count) {
          int symbol = SYMBOLS[FIRST_SYMBOL[length] + offset];
          if (symbol == END) {
            throw new Http2Exception("a header holds the Huffman end mark");
          }
          out.write(symbol);
          code = 0;
          length = 0;
        }
      }
    }
    // What is left over is padding: the first bits of the end mark, all ones, fewer than eight.
    if (length > 7 || code != (1 << length) - 1) {
      throw new Http2Exception("a header's Huffman code ends in the middle");
    }
    return out.toByteArray();
  }
}
