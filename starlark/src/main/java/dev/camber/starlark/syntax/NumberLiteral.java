package dev.camber.starlark.syntax;

import java.math.BigInteger;

/** Scans one int or float literal. */
final class NumberLiteral {
  private final String text;
  private final int start;
  private int position;

  NumberLiteral(String text, int start) {
    this.text = text;
    this.start = start;
    this.position = start;
  }

  /** Offset behind the literal. */
  int end() {
    return position;
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static SyntaxAbort error(int offset, String message) {
    return new SyntaxAbort(offset, message);
  }

  /** Long, BigInteger or Double. */
  Object scan() {
    int c = peek();
    if (c == '0') {
      position++;
      int x = peek() | 0x20;
      if (x == 'x') {
        return prefixed(16, start, "invalid hex literal");
      }
      if (x == 'o') {
        return prefixed(8, position + 1, "invalid octal literal");
      }
      if (x == 'b') {
        return prefixed(2, position + 1, "invalid binary literal");
      }
    }
    int digitsStart = position;
    digits();
    boolean isFloat = false;
    if (peek() == '.') {
      isFloat = true;
      position++;
      digits();
    }
    if ((peek() | 0x20) == 'e') {
      isFloat = true;
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
        if (!Scanner.isDigit(peek())) {
          throw error(position, "invalid float literal");
        }
      }
      digits();
    }
    if (isFloat) {
      return toDouble();
    }
    String digits = text.substring(start, position);
    if (c == '0' && digits.length() > 1) {
      leadingZero(digits, text.substring(digitsStart, position));
    }
    return Scanner.integer(new BigInteger(digits));
  }

  private void digits() {
    while (Scanner.isDigit(peek())) {
      position++;
    }
  }

  /** {@code 00} is zero; {@code 0755} is refused, and so is {@code 09}, in other words. */
  private void leadingZero(String digits, String rest) {
    boolean octal = rest.chars().allMatch(d -> d <= '7');
    boolean zeros = rest.chars().allMatch(d -> d == '0');
    if (octal && !zeros) {
      throw error(position, "obsolete form of octal literal; use 0o" + digits.substring(1));
    }
    if (!zeros) {
      throw error(start, "invalid int literal");
    }
  }

  private Object prefixed(int radix, int errorOffset, String message) {
    position++;
    int from = position;
    while (peek() < 0x80 && Character.digit(peek(), radix) >= 0) {
      position++;
    }
    if (position == from) {
      throw error(errorOffset, message);
    }
    BigInteger number = new BigInteger(text.substring(from, position), radix);
    // Parity: octal and binary literals end at 63 bits, hexadecimal and decimal ones do not.
    if (radix != 16 && number.bitLength() > 63) {
      throw error(start, "invalid int literal");
    }
    return Scanner.integer(number);
  }

  private Object toDouble() {
    String literal = text.substring(start, position);
    char last = literal.charAt(literal.length() - 1);
    double number = last == 'e' || last == 'E' ? Double.NaN : Double.parseDouble(literal);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw error(position, "invalid float literal");
    }
    return number;
  }
}
