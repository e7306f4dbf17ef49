package dev.camber.image.h2;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * One HTTP/2 frame. Source: RFC 9113, section 4.
 *
 * @param stream 0 for the connection as a whole
 */
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY = 0x20;

  /** The size that every side must take; we neither offer nor use more. */
  static final int MAX_PAYLOAD = 16 * 1024;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The next frame, or empty if the other side has hung up between frames. */
  static Optional<Frame> read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    int length = (first << 16) | (in.readUnsignedByte() << 8) | in.readUnsignedByte();
    if (length > MAX_PAYLOAD) {
      throw new Http2Exception("a frame of " + length + " bytes is larger than agreed");
    }
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & 0x7fffffff;
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the connection was closed inside a frame");
    }
    return Optional.of(new Frame(type, flags, stream, payload));
  }

  /** The payload without padding and priority, which only say how to send it. */
  byte[] content() throws Http2Exception {
    int from = 0;
    int to = payload.length;
    if (has(PADDED)) {
      if (payload.length < 1) {
        throw new Http2Exception("a padded frame has no padding");
      }
      to -= payload[0] & 0xff;
      from = 1;
    }
    if (type == HEADERS && has(PRIORITY)) {
      from += 5;
    }
    if (from > to) {
      throw new Http2Exception("a frame has more padding than content");
    }
    return java.util.Arrays.copyOfRange(payload, from, to);
  }
}
