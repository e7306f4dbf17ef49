package dev.camber.starlark;

import java.util.List;
import java.util.Random;

/** Breaks texts in small ways. The same seed and corpus give the same text. */
final class Mutator {
  private static final String[] SNIPPETS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    "==",
    "\n",
    "\n    ",
    "\t",
    "\"",
    "'''",
    "\\",
    "#",
    "*",
    "**",
    "lambda x: ",
    "def f(x):\n    ",
    "for x in y:\n    ",
    "if x:\n  ",
    "else:",
    "return ",
    "load(\"a\", \"b\")",
    "not ",
    "in ",
    "1 << 500",
    "0x",
    "1e",
    "\u0000",
    "\ufeff",
    "é",
    "\r",
    "x[0]",
    "break",
    "pass",
    "print(",
    "[x for x in ",
    " if ",
    "b\"\\xff\"",
    "r'",
    "\"\\u12\"",
    "%",
    "+= ",
    "!"
  };

  private final Random random;
  private final List<String> corpus;

  Mutator(long seed, List<String> corpus) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 7);
    this.corpus = corpus;
  }

  /** A text of the corpus with one to six changes. */
  String text() {
    var text = new StringBuilder(pick());
    for (int i = random.nextInt(6); i >= 0; i--) {
      change(text);
    }
    return text.toString();
  }

  private String pick() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private void change(StringBuilder text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(20));
    switch (random.nextInt(7)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to));
      case 2 -> text.insert(from, SNIPPETS[random.nextInt(SNIPPETS.length)]);
      case 3 -> text.replace(from, to, SNIPPETS[random.nextInt(SNIPPETS.length)]);
      case 4 -> {
        if (from < text.length()) {
          text.setCharAt(from, (char) random.nextInt(128));
        }
      }
      case 5 -> {
        String other = pick();
        int start = random.nextInt(other.length() + 1);
        text.insert(from, other, start, Math.min(other.length(), start + random.nextInt(60)));
      }
      default -> {
        int line = text.lastIndexOf("\n", from) + 1;
        int end = text.indexOf("\n", from);
        String whole = text.substring(line, end < 0 ? text.length() : end + 1);
        text.insert(line, whole);
      }
    }
  }
}
