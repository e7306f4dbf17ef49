package dev.camber.image.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body in chunks; closing it writes the last one and leaves the stream below open. */
final class ChunkedOutput extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final OutputStream out;
  private final byte[] buffer = new byte[32 * 1024];
  private int filled;

  ChunkedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == buffer.length) {
      writeChunk();
    }
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == buffer.length) {
        writeChunk();
      }
      int step = Math.min(left, buffer.length - filled);
      System.arraycopy(bytes, at, buffer, filled, step);
      filled += step;
      at += step;
      left -= step;
    }
  }

  private void writeChunk() throws IOException {
    if (filled == 0) {
      return; // an empty chunk would end the body
    }
    out.write(Integer.toHexString(filled).getBytes(StandardCharsets.US_ASCII));
    out.write(LINE_END);
    out.write(buffer, 0, filled);
    out.write(LINE_END);
    filled = 0;
  }

  @Override
  public void flush() throws IOException {
    writeChunk();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    writeChunk();
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
