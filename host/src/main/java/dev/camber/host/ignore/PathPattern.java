package dev.camber.host.ignore;

import java.util.ArrayList;
import java.util.List;

/**
 * One cleaned pattern, without {@code !}. Paths are given as a text and the index at which the part
 * relative to the pattern's base begins; the empty rest is the base itself. Immutable.
 *
 * <p>A pattern is a small automaton that is run over the path once, so that no pattern is slow on
 * any path; the commonest shapes (a plain path, a plain or wild name at any depth) skip it.
 */
final class PathPattern {
  static final PathPattern NOTHING = new PathPattern(Shape.NOTHING, List.of(), "", false);

  private final Shape shape;
  private final Glyph[] glyphs;

  /** For {@link Shape#PLAIN}: the path. */
  private final String plain;

  /** Whether the pattern ended in {@code /**}: it matches below what the glyphs match. */
  private final boolean below;

  private enum Shape {
    NOTHING,
    /** {@code .}: the base and all below it. */
    BASE,
    /** {@code **}: all below the base. */
    ALL,
    /** No wild cards. */
    PLAIN,
    /** {@code **}{@code /name}, the name possibly wild. */
    NAME_ANYWHERE,
    /** Anything else. */
    GENERAL
  }

  private PathPattern(Shape shape, List<Glyph> glyphs, String plain, boolean below) {
    this.shape = shape;
    this.glyphs = glyphs.toArray(Glyph[]::new);
    this.plain = plain;
    this.below = below;
  }

  /**
   * @param pattern cleaned, relative, not leading out of its base
   * @param written what the person wrote, for the error
   */
  static PathPattern compile(String pattern, String written) throws InvalidPatternException {
    PatternSyntax.check(pattern, written);
    if (pattern.equals(".")) {
      return new PathPattern(Shape.BASE, List.of(), "", false);
    }
    String head = pattern;
    boolean below = false;
    while (head.endsWith("/**") && !head.endsWith("\\/**")) {
      head = head.substring(0, head.length() - 3);
      below = true;
    }
    if (head.equals("**")) {
      return new PathPattern(Shape.ALL, List.of(), "", false);
    }
    List<Glyph> glyphs = PatternSyntax.glyphs(head, !below);
    if (glyphs.getLast().kind() == Glyph.Kind.EVERYTHING) {
      // "a**" and "a**/**" are the same.
      below = false;
    }
    if (glyphs.stream().allMatch(Glyph::isLiteral)) {
      StringBuilder plain = new StringBuilder();
      glyphs.forEach(glyph -> plain.appendCodePoint(glyph.literal()));
      return new PathPattern(Shape.PLAIN, List.of(), plain.toString(), below);
    }
    if (glyphs.getFirst().kind() == Glyph.Kind.DIRS) {
      // DIRS is two glyphs, the way in and the loop.
      List<Glyph> name = glyphs.subList(2, glyphs.size());
      if (name.stream().allMatch(Glyph::staysInName)) {
        return new PathPattern(Shape.NAME_ANYWHERE, name, "", below);
      }
    }
    return new PathPattern(Shape.GENERAL, glyphs, "", below);
  }

  /** Whether the pattern matches the path or one of its parents. */
  boolean matches(String path, int at) {
    return matches(path, at, below);
  }

  /** Whether it matches everything that lies below the path. */
  boolean matchesAllBelow(String path, int at) {
    return shape == Shape.ALL || matches(path, at, false);
  }

  /** Whether it might match something that lies below the path. */
  boolean mayMatchBelow(String path, int at) {
    return switch (shape) {
      case NOTHING -> false;
      case BASE, ALL, NAME_ANYWHERE -> true;
      case PLAIN ->
          at >= path.length()
              || matches(path, at, false)
              || (plain.startsWith(path.substring(at)) && plain.charAt(path.length() - at) == '/');
      case GENERAL -> at >= path.length() || runs(path + "/", at, false, true);
    };
  }

  /**
   * @param proper whether a proper parent must match
   */
  private boolean matches(String path, int at, boolean proper) {
    if (shape == Shape.BASE) {
      return true;
    }
    if (at >= path.length()) {
      return false;
    }
    return switch (shape) {
      case NOTHING -> false;
      case BASE, ALL -> true;
      case PLAIN -> {
        int end = at + plain.length();
        yield path.startsWith(plain, at)
            && (end < path.length() ? path.charAt(end) == '/' : !proper);
      }
      case NAME_ANYWHERE -> nameMatches(path, at, proper);
      case GENERAL -> runs(path, at, proper, false);
    };
  }

  private boolean nameMatches(String path, int at, boolean proper) {
    int start = at;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (proper && slash < 0) {
        return false;
      }
      if (nameMatches(path, start, end)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  /** One name against glyphs without slashes; a star gives back one character at a time. */
  private boolean nameMatches(String path, int start, int end) {
    int g = 0;
    int i = start;
    int starGlyph = -1;
    int starAt = 0;
    while (i < end) {
      int c = path.codePointAt(i);
      if (g < glyphs.length && glyphs[g].kind() == Glyph.Kind.STAR) {
        starGlyph = g++;
        starAt = i;
      } else if (g < glyphs.length && glyphs[g].accepts(c)) {
        g++;
        i += Character.charCount(c);
      } else if (starGlyph >= 0) {
        starAt += Character.charCount(path.codePointAt(starAt));
        i = starAt;
        g = starGlyph + 1;
      } else {
        return false;
      }
    }
    while (g < glyphs.length && glyphs[g].kind() == Glyph.Kind.STAR) {
      g++;
    }
    return g == glyphs.length;
  }

  /**
   * Runs the automaton: {@code live[k]} means that glyph {@code k} comes next.
   *
   * @param survive asks whether any state is left at the end instead of whether one accepts
   */
  private boolean runs(String path, int at, boolean proper, boolean survive) {
    boolean[] live = new boolean[glyphs.length + 1];
    boolean[] next = new boolean[glyphs.length + 1];
    enter(live, 0);
    int i = at;
    while (i < path.length()) {
      int c = path.codePointAt(i);
      if (c == '/' && live[glyphs.length]) {
        return true;
      }
      boolean any = false;
      java.util.Arrays.fill(next, false);
      for (int g = 0; g < glyphs.length; g++) {
        if (live[g] && glyphs[g].accepts(c)) {
          if (glyphs[g].loops()) {
            enter(next, g);
          }
          if (glyphs[g].leavesOn(c)) {
            enter(next, g + 1);
          }
          any = true;
        }
      }
      if (!any) {
        return false;
      }
      boolean[] swap = live;
      live = next;
      next = swap;
      i += Character.charCount(c);
    }
    return survive || (live[glyphs.length] && !proper);
  }

  /** Marks a glyph and those that can follow without a character. */
  private void enter(boolean[] states, int glyph) {
    int g = glyph;
    states[g] = true;
    while (g < glyphs.length && glyphs[g].skips() > 0) {
      int over = g + glyphs[g].skips();
      if (glyphs[g].kind() == Glyph.Kind.DIRS) {
        states[g + 1] = true;
      }
      g = over;
      states[g] = true;
    }
  }

  @Override
  public String toString() {
    return shape
        + (shape == Shape.PLAIN ? " " + plain : "")
        + new ArrayList<>(List.of(glyphs))
        + (below ? "/**" : "");
  }
}
