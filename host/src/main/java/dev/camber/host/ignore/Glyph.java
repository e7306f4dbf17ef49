package dev.camber.host.ignore;

/**
 * One element of a compiled pattern. Immutable.
 *
 * @param kind what it stands for
 * @param literal the code point of {@link Kind#LITERAL}, else 0
 * @param ranges pairs of first and last code point of {@link Kind#CLASS}, else empty
 * @param negated whether a class means all but its ranges
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Glyph(Kind kind, int literal, int[] ranges, boolean negated) {
  private static final int[] NONE = {};

  enum Kind {
    LITERAL,
    /** {@code ?} */
    ANY,
    /** {@code [...]}; like Go's, a negated one accepts a slash. */
    CLASS,
    /** {@code *} */
    STAR,
    /** {@code **} at the end, or before plain text at the beginning. */
    EVERYTHING,
    /** {@code **}{@code /}: no directory or several; always followed by {@link #DIRS_LOOP}. */
    DIRS,
    /** Inside of {@link #DIRS}: any characters, left after a slash. */
    DIRS_LOOP
  }

  static Glyph of(int literal) {
    return new Glyph(Kind.LITERAL, literal, NONE, false);
  }

  static Glyph of(Kind kind) {
    return new Glyph(kind, 0, NONE, false);
  }

  static Glyph ofClass(int[] ranges, boolean negated) {
    return new Glyph(Kind.CLASS, 0, ranges, negated);
  }

  boolean isLiteral() {
    return kind == Kind.LITERAL;
  }

  /** Whether it can be matched against one name of a path on its own. */
  boolean staysInName() {
    return switch (kind) {
      case LITERAL -> literal != '/';
      case ANY, STAR -> true;
      case CLASS -> !accepts('/');
      case EVERYTHING, DIRS, DIRS_LOOP -> false;
    };
  }

  boolean accepts(int c) {
    return switch (kind) {
      case LITERAL -> c == literal;
      case ANY, STAR -> c != '/';
      case CLASS -> inRanges(c) != negated;
      case EVERYTHING, DIRS_LOOP -> true;
      case DIRS -> false;
    };
  }

  private boolean inRanges(int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= c && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may accept one more character after one. */
  boolean loops() {
    return kind == Kind.STAR || kind == Kind.EVERYTHING || kind == Kind.DIRS_LOOP;
  }

  /** Whether the next glyph may follow once {@code c} was accepted. */
  boolean leavesOn(int c) {
    return switch (kind) {
      case LITERAL, ANY, CLASS -> true;
      case DIRS_LOOP -> c == '/';
      // These are left without a character, see skips().
      case STAR, EVERYTHING, DIRS -> false;
    };
  }

  /** How many glyphs may be passed over without a character. */
  int skips() {
    return switch (kind) {
      case STAR, EVERYTHING -> 1;
      case DIRS -> 2;
      case LITERAL, ANY, CLASS, DIRS_LOOP -> 0;
    };
  }

  @Override
  public String toString() {
    return kind == Kind.LITERAL ? Character.toString(literal) : kind.toString();
  }
}
