package dev.camber.starlark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splitting and replacing in byte strings, as Go's {@code strings} package does it. */
final class Splitting {
  private Splitting() {}

  private static Value list(List<String> parts) {
    StarlarkList list = StarlarkList.empty();
    for (String part : parts) {
      list.add(StarlarkString.ofBytes(part));
    }
    return list;
  }

  static Value split(String s, Arguments a, boolean fromRight) {
    a.positional(0, 2);
    Value separator = a.count() > 0 ? a.at(0) : StarlarkNone.NONE;
    long max = a.at(1, Converter.INT64, -1L);
    if (max < 0) {
      max = Long.MAX_VALUE;
    }
    if (separator == StarlarkNone.NONE) {
      return list(fromRight ? fieldsFromRight(s, max) : fields(s, max));
    }
    if (!(separator instanceof StarlarkString sep)) {
      throw new EvalException("split: got " + separator.type() + " for separator, want string");
    }
    if (sep.bytes.isEmpty()) {
      throw new EvalException("split: empty separator");
    }
    return list(fromRight ? partsFromRight(s, sep.bytes, max) : parts(s, sep.bytes, max));
  }

  private static List<String> parts(String s, String separator, long max) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (parts.size() < max) {
      int i = s.indexOf(separator, start);
      if (i < 0) {
        break;
      }
      parts.add(s.substring(start, i));
      start = i + separator.length();
    }
    parts.add(s.substring(start));
    return parts;
  }

  /** Splits from the left and joins again what is too much at the front. */
  private static List<String> partsFromRight(String s, String separator, long max) {
    List<String> parts = parts(s, separator, Long.MAX_VALUE);
    long excess = parts.size() - max;
    if (excess <= 1) {
      return parts;
    }
    List<String> result = new ArrayList<>();
    result.add(String.join(separator, parts.subList(0, (int) excess)));
    result.addAll(parts.subList((int) excess, parts.size()));
    return result;
  }

  private static List<String> fields(String s, long max) {
    List<String> fields = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < s.length(); ) {
      long step = Utf8.decodeAt(s, i);
      if (Runes.isSpace((int) (step >> 8))) {
        if (start >= 0) {
          if (fields.size() == max) {
            break;
          }
          fields.add(s.substring(start, i));
          start = -1;
        }
      } else if (start < 0) {
        start = i;
      }
      i += (int) (step & 0xFF);
    }
    if (start >= 0) {
      fields.add(s.substring(start));
    }
    return fields;
  }

  private static List<String> fieldsFromRight(String s, long max) {
    List<String> fields = new ArrayList<>();
    int end = -1;
    for (int i = s.length(); i > 0; ) {
      int start = Runes.startOfLast(s, i);
      if (Runes.isSpace(Utf8.codePointAt(s, start))) {
        if (end >= 0) {
          if (fields.size() == max) {
            break;
          }
          fields.add(s.substring(i, end));
          end = -1;
        }
      } else if (end < 0) {
        end = i;
      }
      i = start;
    }
    if (end >= 0) {
      fields.add(s.substring(0, end));
    }
    Collections.reverse(fields);
    return fields;
  }

  static Value lines(String s, Arguments a) {
    boolean keepEnds = a.positional(0, 1).at(0, Converter.BOOL, false);
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < s.length()) {
      int i = s.indexOf('\n', start);
      int end = i < 0 ? s.length() : i;
      lines.add(s.substring(start, i >= 0 && keepEnds ? end + 1 : end));
      start = end + 1;
    }
    return list(lines);
  }

  /** Replaces the first occurrences; nothing occurs before every character and at the end. */
  static String replace(String s, String old, String by, long limit) {
    var out = new StringBuilder();
    int start = 0;
    long done = 0;
    if (old.isEmpty()) {
      while (done < limit && start <= s.length()) {
        out.append(by);
        done++;
        if (start == s.length()) {
          start++;
          break;
        }
        int width = Utf8.widthAt(s, start);
        out.append(s, start, start + width);
        start += width;
        Limits.checkBytes(out.length());
      }
    } else {
      for (int i = s.indexOf(old); i >= 0 && done < limit; i = s.indexOf(old, start)) {
        out.append(s, start, i).append(by);
        start = i + old.length();
        done++;
        Limits.checkBytes(out.length());
      }
    }
    return start < s.length() ? out.append(s, start, s.length()).toString() : out.toString();
  }
}
