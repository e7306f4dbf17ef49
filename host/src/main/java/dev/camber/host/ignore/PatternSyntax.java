package dev.camber.host.ignore;

import java.util.ArrayList;
import java.util.List;

/** Reads one pattern: {@code filepath.Match}'s syntax and {@code **}. */
final class PatternSyntax {
  private final String pattern;
  private int at;

  private PatternSyntax(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Refuses what Go's {@code filepath.Match} refuses: an unclosed or empty class, a class element
   * that is a bare {@code -}, a lone backslash at the end.
   */
  static void check(String pattern, String written) throws InvalidPatternException {
    PatternSyntax reader = new PatternSyntax(pattern);
    while (reader.at < pattern.length()) {
      int c = reader.next();
      if ((c == '[' && reader.characterClass() == null)
          || (c == '\\' && reader.at >= pattern.length())) {
        throw new InvalidPatternException("syntax error in pattern", written);
      }
      if (c == '\\') {
        reader.next();
      }
    }
  }

  /**
   * The elements of a pattern that passed {@link #check}.
   *
   * @param whole whether nothing was cut off its end
   */
  static List<Glyph> glyphs(String pattern, boolean whole) {
    PatternSyntax reader = new PatternSyntax(pattern);
    List<Glyph> glyphs = new ArrayList<>();
    boolean plainAfterStart =
        whole
            && pattern
                .substring(Math.min(2, pattern.length()))
                .chars()
                .noneMatch(PatternSyntax::wild);
    while (reader.at < pattern.length()) {
      int c = reader.next();
      switch (c) {
        case '*' -> {
          if (!reader.peekIs('*')) {
            glyphs.add(Glyph.of(Glyph.Kind.STAR));
            continue;
          }
          boolean first = reader.at == 1;
          reader.next();
          boolean slash = reader.peekIs('/');
          if (slash) {
            reader.next();
          }
          // Moby takes "**" before plain text for "ends in this text", slash or no slash.
          if (reader.at >= pattern.length() || (first && !slash && plainAfterStart)) {
            glyphs.add(Glyph.of(Glyph.Kind.EVERYTHING));
          } else {
            glyphs.add(Glyph.of(Glyph.Kind.DIRS));
            glyphs.add(Glyph.of(Glyph.Kind.DIRS_LOOP));
          }
        }
        case '?' -> glyphs.add(Glyph.of(Glyph.Kind.ANY));
        case '[' -> {
          Glyph characterClass = reader.characterClass();
          if (characterClass == null) {
            throw new IllegalStateException("unchecked pattern " + pattern);
          }
          glyphs.add(characterClass);
        }
        case '\\' -> glyphs.add(Glyph.of(reader.next()));
        default -> glyphs.add(Glyph.of(c));
      }
    }
    return glyphs;
  }

  private static boolean wild(int c) {
    return c == '*' || c == '?' || c == '[' || c == ']' || c == '\\';
  }

  /** After {@code [}: ranges up to {@code ]}; null if it is malformed. */
  private @org.jspecify.annotations.Nullable Glyph characterClass() {
    boolean negated = peekIs('^');
    if (negated) {
      next();
    }
    List<Integer> ranges = new ArrayList<>();
    while (ranges.isEmpty() || !peekIs(']')) {
      int low = classCharacter();
      if (low < 0) {
        return null;
      }
      int high = low;
      if (peekIs('-')) {
        next();
        high = classCharacter();
        if (high < 0) {
          return null;
        }
      }
      ranges.add(low);
      ranges.add(high);
    }
    next();
    return Glyph.ofClass(ranges.stream().mapToInt(Integer::intValue).toArray(), negated);
  }

  /** A character of a class; -1 if there is none, or nothing after it. */
  private int classCharacter() {
    if (at >= pattern.length() || peekIs('-') || peekIs(']')) {
      return -1;
    }
    int c = next();
    if (c == '\\') {
      if (at >= pattern.length()) {
        return -1;
      }
      c = next();
    }
    return at >= pattern.length() ? -1 : c;
  }

  private int next() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean peekIs(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }
}
