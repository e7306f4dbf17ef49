package dev.camber.model.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Scans what begins with {@code % & * !}: directives, anchors, aliases and tags. */
final class TagScanner {
  private static final String URI_CHARACTERS = ";/?:@&=+$,.!~*'()[]%";
  private static final String AFTER_ANCHOR = "?:,]}%@`";

  private final Characters in;

  TagScanner(Characters in) {
    this.in = in;
  }

  private SyntaxError error(String problem, int contextLine) {
    return new SyntaxError(SyntaxError.Stage.SCANNER, problem, in.line(), contextLine);
  }

  /** {@code directive ::= '%' ('YAML' version | 'TAG' handle prefix) comment? break}. */
  Token directive() {
    int line = in.line();
    int column = in.column();
    in.skip();
    String name = directiveName(line);
    Token token =
        switch (name) {
          case "YAML" -> Token.named(Token.Kind.VERSION_DIRECTIVE, line, column, version(line));
          case "TAG" -> tagDirective(line, column);
          default -> throw error("found unknown directive name", line);
        };
    skipBlanks();
    if (in.peek() == '#') {
      while (!Characters.isBreakOrEnd(in.peek())) {
        in.skip();
      }
    }
    if (!Characters.isBreakOrEnd(in.peek())) {
      throw error("did not find expected comment or line break", line);
    }
    if (Characters.isBreak(in.peek())) {
      in.skipLine();
    }
    return token;
  }

  private String directiveName(int line) {
    StringBuilder name = new StringBuilder();
    while (Characters.isWord(in.peek())) {
      in.read(name);
    }
    if (name.isEmpty()) {
      throw error("could not find expected directive name", line);
    }
    if (!Characters.isBlankOrEnd(in.peek())) {
      throw error("found unexpected non-alphabetical character", line);
    }
    return name.toString();
  }

  private String version(int line) {
    skipBlanks();
    int major = versionNumber(line);
    if (in.peek() != '.') {
      throw error("did not find expected digit or '.' character", line);
    }
    in.skip();
    return major + "." + versionNumber(line);
  }

  private int versionNumber(int line) {
    int value = 0;
    int digits = 0;
    while (Characters.isDigit(in.peek())) {
      if (++digits > 2) {
        throw error("found extremely long version number", line);
      }
      value = value * 10 + in.peek() - '0';
      in.skip();
    }
    if (digits == 0) {
      throw error("did not find expected version number", line);
    }
    return value;
  }

  private Token tagDirective(int line, int column) {
    skipBlanks();
    String handle = handle(true, line);
    if (!Characters.isBlank(in.peek())) {
      throw error("did not find expected whitespace", line);
    }
    skipBlanks();
    String prefix = uri("", line);
    if (!Characters.isBlankOrEnd(in.peek())) {
      throw error("did not find expected whitespace or line break", line);
    }
    return new Token(Token.Kind.TAG_DIRECTIVE, line, column, line, handle, prefix, false);
  }

  private void skipBlanks() {
    while (Characters.isBlank(in.peek())) {
      in.skip();
    }
  }

  /** {@code anchor ::= '&' word+}, {@code alias ::= '*' word+}. */
  Token anchor(Token.Kind kind) {
    int line = in.line();
    int column = in.column();
    in.skip();
    StringBuilder name = new StringBuilder();
    while (Characters.isWord(in.peek())) {
      in.read(name);
    }
    char after = in.peek();
    if (name.isEmpty() || !Characters.isBlankOrEnd(after) && AFTER_ANCHOR.indexOf(after) < 0) {
      throw error("did not find expected alphabetic or numeric character", line);
    }
    return Token.named(kind, line, column, name.toString());
  }

  /** {@code tag ::= '!<' uri '>' | '!' word* '!' uri | '!' uri | '!'}. */
  Token tag() {
    int line = in.line();
    int column = in.column();
    String handle = "";
    String suffix;
    if (in.peek(1) == '<') {
      in.skip(2);
      suffix = uri("", line);
      if (in.peek() != '>') {
        throw error("did not find the expected '>'", line);
      }
      in.skip();
    } else {
      handle = handle(false, line);
      if (handle.length() > 1 && handle.endsWith("!")) {
        suffix = uri("", line);
      } else {
        suffix = uri(handle, line);
        handle = "!";
        if (suffix.isEmpty()) {
          handle = "";
          suffix = "!";
        }
      }
    }
    if (!Characters.isBlankOrEnd(in.peek())) {
      throw error("did not find expected whitespace or line break", line);
    }
    return new Token(Token.Kind.TAG, line, column, line, handle, suffix, false);
  }

  private String handle(boolean directive, int line) {
    if (in.peek() != '!') {
      throw error("did not find expected '!'", line);
    }
    StringBuilder handle = new StringBuilder();
    in.read(handle);
    while (Characters.isWord(in.peek())) {
      in.read(handle);
    }
    if (in.peek() == '!') {
      in.read(handle);
    } else if (directive && handle.length() != 1) {
      throw error("did not find expected '!'", line);
    }
    return handle.toString();
  }

  /** The rest of a tag after {@code head}, whose exclamation mark is not part of it. */
  private String uri(String head, int line) {
    StringBuilder uri = new StringBuilder(head.length() > 1 ? head.substring(1) : "");
    boolean found = !head.isEmpty();
    while (Characters.isWord(in.peek())
        || in.peek() != 0 && URI_CHARACTERS.indexOf(in.peek()) >= 0) {
      if (in.peek() == '%') {
        escapedCharacter(uri, line);
      } else {
        in.read(uri);
      }
      found = true;
    }
    if (!found) {
      throw error("did not find expected tag URI", line);
    }
    return uri.toString();
  }

  private void escapedCharacter(StringBuilder uri, int line) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(4);
    int missing = 1;
    do {
      int high = Character.digit(in.peek(1), 16);
      int low = Character.digit(in.peek(2), 16);
      if (in.peek() != '%' || high < 0 || low < 0) {
        throw error("did not find URI escaped octet", line);
      }
      int octet = high * 16 + low;
      if (octets.size() == 0) {
        missing = sequenceLength(octet);
        if (missing == 0) {
          throw error("found an incorrect leading UTF-8 octet", line);
        }
      } else if ((octet & 0xc0) != 0x80) {
        throw error("found an incorrect trailing UTF-8 octet", line);
      }
      octets.write(octet);
      in.skip(3);
    } while (--missing > 0);
    uri.append(octets.toString(StandardCharsets.UTF_8));
  }

  private static int sequenceLength(int octet) {
    if (octet < 0x80) {
      return 1;
    }
    if ((octet & 0xe0) == 0xc0) {
      return 2;
    }
    if ((octet & 0xf0) == 0xe0) {
      return 3;
    }
    return (octet & 0xf8) == 0xf0 ? 4 : 0;
  }
}
