package dev.camber.image.proto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one message, field by field: {@code while (reader.next()) switch (reader.field()) …}.
 * Fields that are not asked for are skipped. Not thread-safe.
 */
public final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] message;
  private final int end;
  private int at;
  private int field;
  private int wireType;
  private long number;
  private int from;
  private int to;

  public ProtoReader(byte[] message) {
    this(message, 0, message.length);
  }

  private ProtoReader(byte[] message, int from, int to) {
    this.message = message;
    this.at = from;
    this.end = to;
  }

  /** Moves to the next field; false at the end. */
  public boolean next() throws ProtoException {
    if (at >= end) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> number = fixed(8);
      case FIXED32 -> number = fixed(4);
      case BYTES -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw new ProtoException("field " + field + " reaches past the end of the message");
        }
        from = at;
        to = at + (int) length;
        at = to;
      }
      default -> throw new ProtoException("unknown wire type " + wireType);
    }
    return true;
  }

  /** Number of the current field. */
  public int field() {
    return field;
  }

  /** The current field as an integer; 0 if it is none. */
  public long number() {
    return wireType == BYTES ? 0 : number;
  }

  public boolean bool() {
    return number() != 0;
  }

  /** The current field as text. */
  public String text() {
    return wireType == BYTES ? new String(message, from, to - from, StandardCharsets.UTF_8) : "";
  }

  public byte[] bytes() {
    return wireType == BYTES ? Arrays.copyOfRange(message, from, to) : new byte[0];
  }

  /** The current field as a message of its own. */
  public ProtoReader nested() {
    return wireType == BYTES ? new ProtoReader(message, from, to) : new ProtoReader(new byte[0]);
  }

  private long varint() throws ProtoException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw new ProtoException("the message ends inside a number");
      }
      byte b = message[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new ProtoException("a number has more than 64 bits");
  }

  private long fixed(int size) throws ProtoException {
    if (end - at < size) {
      throw new ProtoException("the message ends inside a number");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) (message[at++] & 0xff) << (8 * i);
    }
    return value;
  }
}
