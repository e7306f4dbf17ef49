package dev.camber.kubernetes.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Splits a stream into lines of UTF-8 and keeps what comes after the last line end. One thread. */
final class LineReader {
  private final InputStream in;
  private byte[] pending = new byte[8192];
  private int count;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** What takes the lines. */
  @FunctionalInterface
  interface Lines {
    void line(String text) throws IOException;
  }

  /** Hands over every line until the end of the stream. */
  void forEach(Lines lines) throws IOException {
    while (true) {
      if (count == pending.length) {
        pending = Arrays.copyOf(pending, pending.length * 2);
      }
      int n = in.read(pending, count, pending.length - count);
      if (n < 0) {
        return;
      }
      int scanFrom = count;
      count += n;
      int start = 0;
      for (int i = scanFrom; i < count; i++) {
        if (pending[i] == '\n') {
          lines.line(new String(pending, start, i - start, StandardCharsets.UTF_8));
          start = i + 1;
        }
      }
      System.arraycopy(pending, start, pending, 0, count - start);
      count -= start;
    }
  }

  /** What was not ended by a line end. */
  String rest() {
    return new String(pending, 0, count, StandardCharsets.UTF_8);
  }
}
