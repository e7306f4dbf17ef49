package dev.camber.host.ignore;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lexical path rules of Go's {@code path/filepath} on Unix, which dockerignore is defined by. */
final class GoPath {
  private GoPath() {}

  /** {@code filepath.Clean}: no empty, {@code .} or inner {@code ..} elements; never empty. */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> kept = new ArrayDeque<>();
    for (String element : path.split("/", -1)) {
      switch (element) {
        case "", "." -> {}
        case ".." -> {
          if (!kept.isEmpty() && !kept.getLast().equals("..")) {
            kept.removeLast();
          } else if (!rooted) {
            kept.addLast("..");
          }
        }
        default -> kept.addLast(element);
      }
    }
    String joined = String.join("/", kept);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /** {@code strings.TrimSpace}: Unicode white space at both ends. */
  static String trimSpace(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return switch (c) {
      case '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          ' ',
          0x85,
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000 ->
          true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
