package dev.camber.starlark.syntax;

/** The line of a mistake with a caret under its place, for a terminal. */
public final class Excerpt {
  private Excerpt() {}

  /**
   * Two lines: the source line and a caret under the column. Blanks before the caret keep the tabs
   * of the line, so that both look the same at any tab width.
   *
   * @param position a place in this source; behind the end of the text, the last line is shown
   */
  public static String of(Source source, Position position) {
    int line = Math.clamp(position.line(), 1, source.lineCount());
    String text = source.text();
    int start = source.lineStart(line);
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    String shown = text.substring(start, end);
    var caret = new StringBuilder();
    int column = 1;
    for (int i = 0; i < shown.length() && column < position.column(); column++) {
      int c = shown.codePointAt(i);
      caret.append(c == '\t' ? '\t' : ' ');
      i += Character.charCount(c);
    }
    return shown + "\n" + caret.append('^');
  }
}
