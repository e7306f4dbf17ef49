package dev.camber.model.text;

import java.util.regex.Pattern;

/** A line without what only a terminal understands; stateless. */
public final class PlainText {
  private static final char ESCAPE = '\u001b';
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-9;:?]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\^_])");

  private PlainText() {}

  /** The text without colours and other commands to a terminal. */
  public static String of(String text) {
    return text.indexOf(ESCAPE) < 0 ? text : ESCAPES.matcher(text).replaceAll("");
  }
}
