package dev.camber.model.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a file to text, without losing bytes that are no UTF-8: each becomes a lone surrogate
 * U+DC80 to U+DCFF, which the reader refuses with a message. A file in another encoding must not be
 * deployed with question marks in it. Stateless.
 */
public final class YamlText {
  private static final int ESCAPED = 0xdc00;

  private YamlText() {}

  /** The text of a file. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        break;
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPED + (in.get() & 0xff)));
      }
    }
    return out.flip().toString();
  }

  /** Whether {@code text} holds, at {@code at}, a byte that was no UTF-8. */
  static boolean isBadByte(char[] text, int at) {
    return Character.isLowSurrogate(text[at])
        && (at == 0 || !Character.isHighSurrogate(text[at - 1]));
  }

  /** What is wrong with the byte at {@code at}. */
  static String problem(char[] text, int at) {
    int octet = text[at] - ESCAPED;
    int length = octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : 4;
    if (octet < 0xc0 || octet >= 0xf8) {
      return "invalid leading UTF-8 octet";
    }
    return at + length > text.length
        ? "incomplete UTF-8 octet sequence"
        : "invalid trailing UTF-8 octet";
  }
}
