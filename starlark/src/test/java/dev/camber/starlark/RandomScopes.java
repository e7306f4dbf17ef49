package dev.camber.starlark;

import java.util.Random;

/**
 * Writes random programs about names: nested functions, closures, comprehensions, shadowing, names
 * used too early or never declared, odd parameter lists and calls. The same seed gives the same
 * program.
 */
final class RandomScopes {
  private static final String[] NAMES = {"a", "b", "c", "f", "g", "len", "value", "vaule", "str"};
  private static final String[] PARAMETERS = {
    "",
    "a",
    "a, b",
    "b = 1",
    "a, b = 2",
    "*args",
    "a, *args",
    "**kwargs",
    "a, **kwargs",
    "*, c",
    "a, *, c = 3",
    "a, b = 1, *args, c, **kwargs",
    "len",
    "a = b",
    "a, a",
    "b = 1, a",
    "**k, a",
    "*",
    "*a, *b",
    "a, **a"
  };
  private static final String[] ARGUMENTS = {
    "",
    "1",
    "1, 2",
    "1, 2, 3",
    "a = 1",
    "1, b = 2",
    "b = 2, a = 1",
    "*[1, 2]",
    "**{\"a\": 1}",
    "c = 3",
    "1, c = 4",
    "1, *[2], **{\"c\": 5}",
    "1, a = 2",
    "a = 1, *[2]",
    "1, **{\"b\": 2, \"b2\": 3}",
    "z = 1",
    "a = 1, a = 2",
    "*[], 1",
    "**{}, a = 1",
    "value, vaule"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private boolean inFunction;

  private RandomScopes(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 3);
  }

  /** The program's text. */
  static String of(long seed) {
    var program = new RandomScopes(seed);
    for (int i = 0; i < 5; i++) {
      if (program.below(12) != 0) {
        program.line("", NAMES[i] + " = " + program.expr(0));
      }
    }
    int n = 3 + program.below(10);
    for (int i = 0; i < n; i++) {
      program.statement(0);
    }
    return program.out.toString();
  }

  private int below(int n) {
    return random.nextInt(n);
  }

  /** Rarely one of the odd choices at the end of a list. */
  private String one(String[] choices) {
    int odd = choices.length * 3 / 10;
    return choices[below(60) == 0 ? below(choices.length) : below(choices.length - odd)];
  }

  private String name() {
    return NAMES[below(below(40) == 0 ? NAMES.length : 5)];
  }

  private void statement(int depth) {
    String margin = "    ".repeat(depth);
    int kind = below(depth > 3 ? 6 : 12);
    switch (kind) {
      case 0, 1, 2 -> line(margin, name() + " = " + expr(2));
      case 3 -> line(margin, name() + " += " + expr(1));
      case 4 -> line(margin, "print(attempt(lambda: " + expr(2) + "))");
      case 5 -> {
        String other = below(30) == 0 ? "break" : below(30) == 0 ? "continue" : "pass";
        line(margin, inFunction && below(2) == 0 ? "return " + expr(2) : other);
      }
      case 6 -> block(margin, depth, "for " + targets() + " in " + iterable());
      case 7 -> {
        block(margin, depth, "if " + expr(1));
        if (below(2) == 0) {
          block(margin, depth, "else");
        }
      }
      default -> {
        boolean outer = inFunction;
        inFunction = true;
        block(margin, depth, "def " + name() + "(" + one(PARAMETERS) + ")");
        inFunction = outer;
        if (below(2) == 0) {
          line(margin, "print(attempt(lambda: " + name() + "(" + one(ARGUMENTS) + ")))");
        }
      }
    }
  }

  private void line(String margin, String text) {
    out.append(margin).append(text).append('\n');
  }

  private void block(String margin, int depth, String head) {
    line(margin, head + ":");
    for (int i = below(3); i >= 0; i--) {
      statement(depth + 1);
    }
  }

  private String targets() {
    return switch (below(6)) {
      case 0 -> name() + ", " + name();
      case 1 -> "(" + name() + ", [" + name() + "])";
      default -> name();
    };
  }

  private String iterable() {
    return one(
        new String[] {
          "[1, 2]",
          "range(2)",
          "[(1, 2)]",
          "[(1, [2])]",
          "[]",
          "{\"k\": 1}",
          "\"ab\".elems()",
          "a",
          "b",
          "5"
        });
  }

  private String expr(int depth) {
    if (depth == 0) {
      return below(2) == 0
          ? name()
          : one(new String[] {"1", "[]", "\"s\"", "None", "(1, 2)", "{}"});
    }
    return switch (below(9)) {
      case 0, 1 -> name();
      case 2 -> name() + "(" + one(ARGUMENTS) + ")";
      case 3 -> "[" + expr(depth - 1) + " for " + targets() + " in " + iterable() + "]";
      case 4 -> "(lambda " + one(PARAMETERS) + ": " + expr(depth - 1) + ")(" + one(ARGUMENTS) + ")";
      case 5 -> "lambda: " + expr(depth - 1);
      case 6 -> "[" + expr(depth - 1) + ", " + expr(depth - 1) + "]";
      case 7 ->
          "{"
              + expr(depth - 1)
              + ": "
              + name()
              + " for "
              + name()
              + " in "
              + iterable()
              + " if "
              + expr(depth - 1)
              + "}";
      default -> expr(depth - 1);
    };
  }
}
