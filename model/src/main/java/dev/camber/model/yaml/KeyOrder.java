package dev.camber.model.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which go-yaml prints the keys of a mapping: at the first difference a letter comes
 * after anything that is not one, runs of digits compare as numbers, and the rest by character.
 *
 * <p>It is not transitive ({@code v2 < v10 < v1beta1 < v2}), so {@link List#sort} could throw; the
 * merge sort here always ends, and always with the same result for the same input.
 */
public final class KeyOrder {
  private KeyOrder() {}

  /** The keys in that order. */
  public static List<String> sorted(Iterable<String> keys) {
    List<String> copy = new ArrayList<>();
    keys.forEach(copy::add);
    return sort(copy);
  }

  private static List<String> sort(List<String> keys) {
    if (keys.size() < 2) {
      return keys;
    }
    int middle = keys.size() / 2;
    List<String> left = sort(keys.subList(0, middle));
    List<String> right = sort(keys.subList(middle, keys.size()));
    List<String> merged = new ArrayList<>(keys.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      merged.add(less(right.get(r), left.get(l)) ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }

  static boolean less(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        // Most keys differ in two letters.
        return isAsciiLetter(left) && isAsciiLetter(right) ? left < right : lessByCodePoints(a, b);
      }
    }
    return a.length() < b.length();
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean lessByCodePoints(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] != right[i]) {
        return lessFrom(left, right, i);
      }
    }
    return left.length < right.length;
  }

  private static boolean lessFrom(int[] left, int[] right, int at) {
    boolean leftLetter = Character.isLetter(left[at]);
    boolean rightLetter = Character.isLetter(right[at]);
    if (leftLetter && rightLetter) {
      return left[at] < right[at];
    }
    if (leftLetter || rightLetter) {
      return rightLetter;
    }
    // A zero inside a number counts; a leading one does not.
    long start = (left[at] == '0' || right[at] == '0') && insideNumber(left, at) ? 1 : 0;
    int leftEnd = endOfDigits(left, at);
    int rightEnd = endOfDigits(right, at);
    long leftNumber = number(left, at, leftEnd, start);
    long rightNumber = number(right, at, rightEnd, start);
    if (leftNumber != rightNumber) {
      return leftNumber < rightNumber;
    }
    return leftEnd != rightEnd ? leftEnd < rightEnd : left[at] < right[at];
  }

  private static boolean insideNumber(int[] text, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
      if (text[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int[] text, int from) {
    int end = from;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  /** Wraps around beyond 64 bits, as the reference does. */
  private static long number(int[] text, int from, int to, long start) {
    long value = start;
    for (int i = from; i < to; i++) {
      value = value * 10 + text[i] - '0';
    }
    return value;
  }
}
