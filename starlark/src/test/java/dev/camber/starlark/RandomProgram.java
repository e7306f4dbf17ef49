package dev.camber.starlark;

import java.util.Random;

/**
 * Writes random programs that are mostly well-formed and mostly fail somewhere. Each line asks
 * {@code attempt} for the result or the error of an expression, so that one failure does not hide
 * the rest. The same seed gives the same program.
 */
final class RandomProgram {
  private static final String[] NAMES = {"a", "b", "c", "d", "f", "g", "x", "y"};
  private static final String[] BINARY = {
    "+", "-", "*", "/", "//", "%", "|", "&", "^", "<<", ">>", "==", "!=", "<", ">", "<=", ">=",
    "in", "not in", "and", "or"
  };
  private static final String[] FUNCTIONS = {
    "abs",
    "any",
    "all",
    "bool",
    "bytes",
    "chr",
    "dict",
    "dir",
    "enumerate",
    "float",
    "getattr",
    "hasattr",
    "hash",
    "int",
    "len",
    "list",
    "max",
    "min",
    "ord",
    "range",
    "repr",
    "reversed",
    "set",
    "sorted",
    "str",
    "tuple",
    "type",
    "zip"
  };
  private static final String[] METHODS = {
    "capitalize",
    "codepoint_ords",
    "codepoints",
    "count",
    "elem_ords",
    "elems",
    "endswith",
    "find",
    "format",
    "index",
    "isalnum",
    "isalpha",
    "isdigit",
    "islower",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "lower",
    "lstrip",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "title",
    "upper",
    "append",
    "clear",
    "extend",
    "insert",
    "pop",
    "remove",
    "get",
    "items",
    "keys",
    "popitem",
    "setdefault",
    "update",
    "values",
    "add",
    "difference",
    "discard",
    "intersection",
    "issubset",
    "issuperset",
    "symmetric_difference",
    "union"
  };
  private static final String[] LITERALS = {
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "10",
    "255",
    "1000",
    "2147483647",
    "-2147483648",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1 << 70",
    "-(1 << 70)",
    "0.0",
    "-0.0",
    "1.0",
    "1.5",
    "-2.5",
    "1e6",
    "1e-5",
    "1e100",
    "0.1",
    "float(\"nan\")",
    "float(\"inf\")",
    "True",
    "False",
    "None",
    "\"\"",
    "\"a\"",
    "\"abc\"",
    "\"a b  c\"",
    "\" x \"",
    "\"a,b,c\"",
    "\"é中😀\"",
    "\"é\"[:1]",
    "\"A1\"",
    "\"%s\"",
    "\"%d %r\"",
    "\"{}\"",
    "\"{0} {x!r}\"",
    "\"12\"",
    "\"0x1f\"",
    "\"1e3\"",
    "\"line\\nline\\r\\n\"",
    "\"Σς\"",
    "\"İı\"",
    "b\"\"",
    "b\"ab\\xff\"",
    "[]",
    "[1, 2, 3]",
    "[3, 1, 2]",
    "[\"a\", \"b\"]",
    "[[1], [2]]",
    "[None]",
    "()",
    "(1,)",
    "(1, \"a\")",
    "(2, 1, 3)",
    "{}",
    "{\"a\": 1}",
    "{1: 2, \"k\": [1]}",
    "{(1, 2): 3}",
    "set()",
    "set([1, 2])",
    "set([2, 3])",
    "range(3)",
    "range(1, 10, 3)",
    "range(5, 0, -2)",
    "len",
    "\"x\".upper",
    "(lambda v: v)",
    "(lambda v: -v)",
    "\"ab\".elems()",
    "\"é\".codepoints()"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  RandomProgram(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  /** The program's text. */
  static String of(long seed) {
    var program = new RandomProgram(seed);
    program.write();
    return program.out.toString();
  }

  private int below(int n) {
    return random.nextInt(n);
  }

  private String one(String[] choices) {
    return choices[below(choices.length)];
  }

  private void write() {
    for (String name : NAMES) {
      out.append(name).append(" = ").append(one(LITERALS)).append('\n');
    }
    int statements = 5 + below(25);
    for (int i = 0; i < statements; i++) {
      statement(0);
    }
  }

  private void statement(int indent) {
    String margin = "    ".repeat(indent);
    switch (below(indent > 2 ? 6 : 12)) {
      case 0, 1, 2, 3 ->
          out.append(margin).append("print(attempt(lambda: ").append(expr(3)).append("))\n");
      case 4 ->
          out.append(margin).append(one(NAMES)).append(" = ").append(one(LITERALS)).append('\n');
      case 5 -> out.append(margin).append("print(").append(one(NAMES)).append(")\n");
      case 6 -> {
        out.append(margin).append("for ").append(one(NAMES)).append(" in range(");
        out.append(below(4)).append("):\n");
        statement(indent + 1);
      }
      case 7 -> {
        out.append(margin).append("if ").append(one(NAMES)).append(":\n");
        statement(indent + 1);
        out.append(margin).append("else:\n");
        statement(indent + 1);
      }
      case 8 -> function(margin, indent);
      case 9 -> {
        out.append(margin).append("def h():\n").append(margin).append("    v = ");
        out.append(one(LITERALS)).append('\n').append(margin).append("    ").append(assignment());
        out.append('\n').append(margin).append("    return v\n");
        out.append(margin).append("print(attempt(h))\n");
      }
      default -> out.append(margin).append("print(attempt(lambda: ").append(expr(5)).append("))\n");
    }
  }

  private String assignment() {
    String op = one(new String[] {"=", "+=", "-=", "*=", "|=", "&=", "//=", "%="});
    return switch (below(4)) {
      case 0 -> "v[" + one(LITERALS) + "] " + op + " " + expr(2);
      case 1 -> "v " + op + " " + expr(2);
      case 2 -> "v, w = " + expr(2);
      default -> "v[0] " + op + " " + expr(2);
    };
  }

  private void function(String margin, int indent) {
    String name = one(NAMES);
    out.append(margin).append("def ").append(name).append('(');
    out.append(
        one(
            new String[] {
              "",
              "p",
              "p, q",
              "p, q = 1",
              "*r",
              "p, *r",
              "p, **k",
              "p = 2, *r, s, t = 3, **k",
              "*, s"
            }));
    out.append("):\n");
    for (int i = below(2); i >= 0; i--) {
      statement(indent + 1);
    }
    out.append(margin).append("    return ").append(expr(2)).append('\n');
  }

  private String args(int depth) {
    var args = new StringBuilder();
    int n = below(4);
    for (int i = 0; i < n; i++) {
      args.append(i > 0 ? ", " : "").append(expr(depth - 1));
    }
    if (below(8) == 0) {
      String name = one(new String[] {"key", "reverse", "sep", "x", "base", "s", "p", "keys"});
      args.append(n > 0 ? ", " : "").append(name).append(" = ").append(expr(depth - 1));
    } else if (below(12) == 0) {
      args.append(n > 0 ? ", " : "").append("*").append(expr(1));
    } else if (below(16) == 0) {
      args.append(n > 0 ? ", " : "").append("**").append(expr(1));
    }
    return args.toString();
  }

  private String expr(int depth) {
    if (depth <= 0) {
      return below(3) == 0 ? one(NAMES) : "(" + one(LITERALS) + ")";
    }
    return switch (below(14)) {
      case 0, 1, 2 -> "(" + expr(depth - 1) + " " + one(BINARY) + " " + expr(depth - 1) + ")";
      case 3, 4 -> one(FUNCTIONS) + "(" + args(depth) + ")";
      case 5, 6, 7 -> "(" + expr(depth - 1) + ")." + one(METHODS) + "(" + args(depth) + ")";
      case 8 -> expr(depth - 1) + "[" + expr(depth - 1) + "]";
      case 9 ->
          expr(depth - 1)
              + "["
              + bound()
              + ":"
              + bound()
              + (below(2) == 0 ? "" : ":" + bound())
              + "]";
      case 10 -> one(new String[] {"-", "+", "~", "not "}) + "(" + expr(depth - 1) + ")";
      case 11 -> "[" + expr(depth - 1) + " for i in " + expr(depth - 1) + "]";
      case 12 -> one(NAMES) + "(" + args(depth) + ")";
      default ->
          switch (below(5)) {
            case 0 -> "[" + expr(depth - 1) + ", " + expr(depth - 1) + "]";
            case 1 -> "(" + expr(depth - 1) + ", " + expr(depth - 1) + ")";
            case 2 -> "{" + expr(depth - 1) + ": " + expr(depth - 1) + "}";
            case 3 -> "(" + expr(depth - 1) + " if " + expr(1) + " else " + expr(depth - 1) + ")";
            default ->
                one(new String[] {"\"%s\"", "\"%r %d\"", "\"%(a)s\"", "\"%x\"", "\"%c\"", "\"%g\""})
                    + " % "
                    + expr(depth - 1);
          };
    };
  }

  private String bound() {
    return switch (below(6)) {
      case 0, 1 -> "";
      case 2 -> Integer.toString(below(9) - 4);
      case 3 -> "None";
      default -> Integer.toString(below(5));
    };
  }
}
