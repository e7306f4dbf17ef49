package dev.camber.starlark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string: a sequence of bytes, by convention UTF-8. Lengths and indices count bytes. For ASCII
 * the bytes and the Java text are one object, so conversion costs nothing.
 */
public final class StarlarkString implements HasOrder, HasAttrs, Indexable.Sliceable {

  /** The empty string. */
  public static final StarlarkString EMPTY = new StarlarkString("");

  private static final StarlarkString[] SINGLE = new StarlarkString[256];

  static {
    for (int i = 0; i < SINGLE.length; i++) {
      SINGLE[i] = new StarlarkString(String.valueOf((char) i));
    }
  }

  /** One byte per char. */
  final String bytes;

  private @Nullable String text;

  private StarlarkString(String bytes) {
    this.bytes = bytes;
  }

  /** The string of a Java text. */
  public static StarlarkString of(String text) {
    return ofBytes(Utf8.encode(text));
  }

  /** The string of raw bytes. */
  public static StarlarkString ofBytes(byte[] utf8) {
    return ofBytes(new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  /** The string of a byte string, see {@link Utf8}. */
  static StarlarkString ofBytes(String bytes) {
    return switch (bytes.length()) {
      case 0 -> EMPTY;
      case 1 -> SINGLE[bytes.charAt(0)];
      default -> new StarlarkString(bytes);
    };
  }

  /** The string of one byte. */
  static StarlarkString ofByte(int b) {
    return SINGLE[b];
  }

  /** The text as a Java string; bytes that are no UTF-8 become U+FFFD. */
  public String text() {
    String t = text;
    if (t == null) {
      t = Utf8.decode(bytes);
      text = t;
    }
    return t;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /** The number of bytes. */
  @Override
  public int size() {
    return bytes.length();
  }

  @Override
  public Value at(int index) {
    return SINGLE[bytes.charAt(index)];
  }

  @Override
  public Value slice(int start, int end, int step) {
    return ofBytes(sliceBytes(bytes, start, end, step));
  }

  static String sliceBytes(String bytes, int start, int end, int step) {
    if (step == 1) {
      return start < end ? bytes.substring(start, end) : "";
    }
    var out = new StringBuilder();
    for (long i = start; step > 0 ? i < end : i > end; i += step) {
      out.append(bytes.charAt((int) i));
    }
    return out.toString();
  }

  @Override
  public String type() {
    return "string";
  }

  @Override
  public void repr(Printer out) {
    Quote.string(out.builder(), bytes);
  }

  @Override
  public void str(Printer out) {
    out.bytes(bytes);
  }

  @Override
  public boolean truth() {
    return !bytes.isEmpty();
  }

  @Override
  public int hash() {
    return bytes.hashCode();
  }

  @Override
  public int order(Value other) {
    return bytes.compareTo(((StarlarkString) other).bytes);
  }

  @Override
  public @Nullable Value attr(String name) {
    return StringMethods.TABLE.bind(this, name);
  }

  @Override
  public List<String> attrNames() {
    return StringMethods.TABLE.names();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StarlarkString s && s.bytes.equals(bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
