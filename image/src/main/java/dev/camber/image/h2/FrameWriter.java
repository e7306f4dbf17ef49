package dev.camber.image.h2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Writes frames, one thread at a time. */
final class FrameWriter {
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();

  FrameWriter(OutputStream out) {
    this.out = out;
  }

  void write(int type, int flags, int stream, byte[] payload, int from, int length)
      throws IOException {
    byte[] frame = new byte[9 + length];
    frame[0] = (byte) (length >> 16);
    frame[1] = (byte) (length >> 8);
    frame[2] = (byte) length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    putInt(frame, 5, stream);
    System.arraycopy(payload, from, frame, 9, length);
    lock.lock();
    try {
      out.write(frame);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  void write(int type, int flags, int stream, byte[] payload) throws IOException {
    write(type, flags, stream, payload, 0, payload.length);
  }

  /** Headers uncompressed: there are few of them, and so nothing has to be kept in step. */
  void headers(int stream, List<Header> headers, boolean endStream) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Header header : headers) {
      block.write(0);
      string(block, header.name());
      string(block, header.value());
    }
    int flags = Frame.END_HEADERS | (endStream ? Frame.END_STREAM : 0);
    write(Frame.HEADERS, flags, stream, block.toByteArray());
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      int left = length - 127;
      while (left >= 128) {
        block.write((left & 0x7f) | 0x80);
        left >>>= 7;
      }
      block.write(left);
    }
    block.writeBytes(bytes);
  }

  void windowUpdate(int stream, int bytes) throws IOException {
    byte[] payload = new byte[4];
    putInt(payload, 0, bytes);
    write(Frame.WINDOW_UPDATE, 0, stream, payload);
  }

  void reset(int stream, int code) throws IOException {
    byte[] payload = new byte[4];
    putInt(payload, 0, code);
    write(Frame.RST_STREAM, 0, stream, payload);
  }

  static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  static int getInt(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }
}
