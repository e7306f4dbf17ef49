package dev.camber.starlark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of bytes: {@code b"…"}. */
public final class StarlarkBytes implements HasOrder, HasAttrs, Indexable.Sliceable {

  /** One byte per char. */
  final String bytes;

  private StarlarkBytes(String bytes) {
    this.bytes = bytes;
  }

  /** The value of a Java byte array. */
  public static StarlarkBytes of(byte[] bytes) {
    return new StarlarkBytes(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  static StarlarkBytes ofBytes(String bytes) {
    return new StarlarkBytes(bytes);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public int size() {
    return bytes.length();
  }

  @Override
  public Value at(int index) {
    return ofBytes(bytes.substring(index, index + 1));
  }

  @Override
  public Value slice(int start, int end, int step) {
    return ofBytes(StarlarkString.sliceBytes(bytes, start, end, step));
  }

  @Override
  public String type() {
    return "bytes";
  }

  @Override
  public void repr(Printer out) {
    Quote.bytes(out.builder(), bytes);
  }

  @Override
  public boolean truth() {
    return !bytes.isEmpty();
  }

  @Override
  public int hash() {
    return bytes.hashCode() ^ 0x62797465;
  }

  @Override
  public int order(Value other) {
    return bytes.compareTo(((StarlarkBytes) other).bytes);
  }

  @Override
  public @Nullable Value attr(String name) {
    return BytesMethods.TABLE.bind(this, name);
  }

  @Override
  public List<String> attrNames() {
    return BytesMethods.TABLE.names();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StarlarkBytes s && s.bytes.equals(bytes);
  }

  @Override
  public int hashCode() {
    return hash();
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
