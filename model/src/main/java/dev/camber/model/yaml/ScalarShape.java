package dev.camber.model.yaml;

/**
 * What a text contains, as far as it decides how it may be written.
 *
 * @param multiline contains a line break
 * @param plain may stand without quotes in block context
 * @param singleQuoted may stand in single quotes
 * @param block may stand as a literal block
 */
record ScalarShape(boolean multiline, boolean plain, boolean singleQuoted, boolean block) {

  private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

  /**
   * @param tabsInBlocks whether a tab is allowed in a literal block, as go-yaml 3 has it
   */
  static ScalarShape of(String text, boolean tabsInBlocks) {
    if (text.isEmpty()) {
      return new ScalarShape(false, true, true, false);
    }
    boolean special = false;
    boolean tab = false;
    boolean breaks = false;
    boolean breakThenSpace = false;
    boolean spaceThenBreak = false;
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t' && tabsInBlocks) {
        tab = true;
      } else if (!printable(c)) {
        special = true;
      }
      if (c == ' ') {
        breakThenSpace |= Characters.isBreak(before);
      } else if (Characters.isBreak(c)) {
        breaks = true;
        spaceThenBreak |= before == ' ';
      }
      before = c;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    boolean edges =
        first == ' ' || last == ' ' || Characters.isBreak(first) || Characters.isBreak(last);
    boolean broken = spaceThenBreak || special;
    return new ScalarShape(
        breaks,
        !(edges || breakThenSpace || broken || tab || breaks || indicators(text)),
        !(breakThenSpace || broken || tab),
        !(last == ' ' || broken));
  }

  /** Whether a character could be taken for syntax where it stands. */
  private static boolean indicators(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    char first = text.charAt(0);
    if (NEVER_FIRST.indexOf(first) >= 0) {
      return true;
    }
    if ((first == '?' || first == ':' || first == '-') && blankAfter(text, 0)) {
      return true;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && blankAfter(text, i)
          || c == '#' && Characters.isBlankOrEnd(text.charAt(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean blankAfter(String text, int at) {
    return at + 1 >= text.length() || Characters.isBlank(text.charAt(at + 1));
  }

  /** go-yaml escapes what lies outside the Basic Multilingual Plane, hence surrogates too. */
  static boolean printable(char c) {
    return c == '\n'
        || c >= 0x20 && c <= 0x7e
        || c >= 0xa0 && c < 0xd800
        || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
  }
}
