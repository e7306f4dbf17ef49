package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** What {@code s.elems()}, {@code s.codepoints()} and their like return: a view to walk through. */
class StringElements implements StarlarkIterable, HasEquality {

  /** Which view. */
  enum Kind {
    ELEMS("elems", "string.elems"),
    ELEM_ORDS("elem_ords", "string.elems"),
    CODEPOINTS("codepoints", "string.codepoints"),
    CODEPOINT_ORDS("codepoint_ords", "string.codepoints"),
    BYTES("elems", "bytes.elems");

    private final String method;
    private final String type;

    Kind(String method, String type) {
      this.method = method;
      this.type = type;
    }

    String method() {
      return method;
    }
  }

  private final Kind kind;
  private final String bytes;

  private StringElements(Kind kind, String bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  static StringElements of(Kind kind, String bytes) {
    boolean sized = kind == Kind.ELEMS || kind == Kind.ELEM_ORDS;
    return sized ? new Sized(kind, bytes) : new StringElements(kind, bytes);
  }

  /** A view whose length is known: of bytes, not of code points. */
  private static final class Sized extends StringElements implements Sequence, Indexable {
    private final int size;

    Sized(Kind kind, String bytes) {
      super(kind, bytes);
      this.size = bytes.length();
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Value at(int index) {
      return byteAt(index);
    }
  }

  final Value byteAt(int index) {
    return kind == Kind.ELEMS
        ? StarlarkString.ofByte(bytes.charAt(index))
        : StarlarkInt.of(bytes.charAt(index));
  }

  @Override
  public Cursor iterate() {
    return new Cursor() {
      private int position;

      @Override
      public @Nullable Value next() {
        if (position >= bytes.length()) {
          return null;
        }
        if (kind != Kind.CODEPOINTS && kind != Kind.CODEPOINT_ORDS) {
          return byteAt(position++);
        }
        long step = Utf8.decodeAt(bytes, position);
        int c = (int) (step >> 8);
        position += (int) (step & 0xFF);
        if (kind == Kind.CODEPOINT_ORDS) {
          return StarlarkInt.of(c);
        }
        var out = new StringBuilder();
        Utf8.appendEncoded(out, c);
        return StarlarkString.ofBytes(out.toString());
      }
    };
  }

  @Override
  public String type() {
    return kind.type;
  }

  @Override
  public void repr(Printer out) {
    if (kind == Kind.BYTES) {
      Quote.bytes(out.builder(), bytes);
    } else {
      Quote.string(out.builder(), bytes);
    }
    out.bytes("." + kind.method + "()");
  }

  @Override
  public int hash() {
    throw new EvalException("unhashable: " + type());
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    return other instanceof StringElements e && e.kind == kind && e.bytes.equals(bytes);
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
