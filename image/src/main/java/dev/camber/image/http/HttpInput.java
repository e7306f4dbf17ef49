package dev.camber.image.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The receiving side of one exchange: lines of the head, then the body by its framing. */
final class HttpInput {
  private static final int MAX_LINE = 64 * 1024;

  private HttpInput() {}

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException(
            bytes.size() == 0
                ? "the connection was closed before an answer came"
                : "the connection was closed inside the head of the answer");
      }
      if (b == '\n') {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      bytes.write(b);
      if (bytes.size() > MAX_LINE) {
        throw new IOException("a header line is longer than " + MAX_LINE + " bytes");
      }
    }
  }

  /** A body of {@code length} bytes. */
  static InputStream fixed(InputStream in, long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int wanted) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(bytes, from, (int) Math.min(left, wanted));
        if (count < 0) {
          throw new EOFException("the connection was closed with " + left + " bytes missing");
        }
        left -= count;
        return count;
      }
    };
  }

  /** A body in chunks, trailers skipped. */
  static InputStream chunked(InputStream in) {
    return new InputStream() {
      private long left;
      private boolean first = true;
      private boolean done;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int wanted) throws IOException {
        if (left == 0 && !done) {
          nextChunk();
        }
        if (done) {
          return -1;
        }
        int count = in.read(bytes, from, (int) Math.min(left, wanted));
        if (count < 0) {
          throw new EOFException("the connection was closed inside a chunk");
        }
        left -= count;
        return count;
      }

      private void nextChunk() throws IOException {
        if (!first) {
          line(in);
        }
        first = false;
        String size = line(in);
        int semicolon = size.indexOf(';');
        try {
          left = Long.parseLong((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
        } catch (NumberFormatException e) {
          throw new IOException("not the size of a chunk: \"" + size + "\"", e);
        }
        if (left == 0) {
          done = true;
          while (!line(in).isEmpty()) {
            // a trailer; the engine sends none that we need
          }
        }
      }
    };
  }
}
