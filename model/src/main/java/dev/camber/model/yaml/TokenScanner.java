package dev.camber.model.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text to tokens, after the YAML 1.1 reference scanner: indentation becomes block tokens, and a key
 * is recognised when its colon is seen, so its tokens wait in a queue until then. Single-threaded.
 */
final class TokenScanner {
  /** Deeper nesting than this is refused; it guards the stack. */
  static final int MAX_DEPTH = 10_000;

  /** A key must end within this many characters. */
  private static final int MAX_SIMPLE_KEY = 1024;

  private static final String NOT_FIRST_IN_PLAIN = "-?:,[]{}#&*!|>'\"%@`";

  /** Where a key may have begun: its token's number, and its place. */
  private static final class SimpleKey {
    boolean possible;
    boolean required;
    long token;
    int position;
    int line;
    int column;
  }

  private final Characters in;
  private final TagScanner tags;
  private final ScalarScanner scalars;

  /**
   * Tokens that are read beyond the next one before it is given out; go-yaml 3 looks for comments.
   */
  private final int lookahead;

  private final List<Token> queue = new ArrayList<>();
  private int head;
  private long taken;
  private boolean ended;

  private final Deque<Integer> indents = new ArrayDeque<>();
  private int indent = -1;

  /** One entry for the block context and one for each open flow collection. */
  private final List<SimpleKey> simpleKeys = new ArrayList<>();

  /**
   * Which entry of {@link #simpleKeys} was made for which token. Closing a flow collection also
   * forgets the token that opened it if nothing was inside: {@code []} and {@code {}} are no keys.
   */
  private final Map<Long, Integer> keysByToken = new HashMap<>();

  private boolean simpleKeyAllowed = true;

  TokenScanner(String text, YamlSchema schema) {
    in = new Characters(text);
    tags = new TagScanner(in);
    scalars = new ScalarScanner(in);
    lookahead = schema == YamlSchema.COMPOSE ? 2 : 0;
    simpleKeys.add(new SimpleKey());
  }

  /** The next token, which stays. */
  Token peek() {
    // Even at the end it is asked whether the next token could be a key: that may be an error.
    while (needsMore() && !ended) {
      fetch();
    }
    return queue.get(head);
  }

  /** Takes the next token. */
  Token take() {
    Token token = peek();
    head++;
    taken++;
    if (head > 1000) {
      queue.subList(0, head).clear();
      head = 0;
    }
    return token;
  }

  private boolean needsMore() {
    if (queue.size() - head <= lookahead) {
      return true;
    }
    Integer key = keysByToken.get(taken);
    return key != null && key < simpleKeys.size() && stillPossible(simpleKeys.get(key));
  }

  private boolean flow() {
    return simpleKeys.size() > 1;
  }

  private SyntaxError error(String problem, int contextLine) {
    return new SyntaxError(SyntaxError.Stage.SCANNER, problem, in.line(), contextLine);
  }

  private void fetch() {
    skipToToken();
    unrollIndent(in.column());
    char c = in.peek();
    if (c == 0) {
      streamEnd();
    } else if (in.column() == 0 && c == '%') {
      directive();
    } else if (in.atDocumentIndicator()) {
      documentIndicator(c == '-' ? Token.Kind.DOCUMENT_START : Token.Kind.DOCUMENT_END);
    } else {
      switch (c) {
        case '[' -> flowStart(Token.Kind.FLOW_SEQUENCE_START);
        case '{' -> flowStart(Token.Kind.FLOW_MAPPING_START);
        case ']' -> flowEnd(Token.Kind.FLOW_SEQUENCE_END);
        case '}' -> flowEnd(Token.Kind.FLOW_MAPPING_END);
        case ',' -> flowEntry();
        case '*' -> anchor(Token.Kind.ALIAS);
        case '&' -> anchor(Token.Kind.ANCHOR);
        case '!' -> tag();
        case '\'', '"' -> quoted();
        default -> indicatorOrPlain(c);
      }
    }
  }

  private void indicatorOrPlain(char c) {
    boolean alone = Characters.isBlankOrEnd(in.peek(1));
    if (c == '-' && alone) {
      blockEntry();
    } else if (c == '?' && (flow() || alone)) {
      key();
    } else if (c == ':' && (flow() || alone)) {
      value();
    } else if ((c == '|' || c == '>') && !flow()) {
      block();
    } else if (startsPlain(c, alone)) {
      plain();
    } else {
      throw error("found character that cannot start any token", in.line());
    }
  }

  private boolean startsPlain(char c, boolean alone) {
    return !Characters.isBlankOrEnd(c) && NOT_FIRST_IN_PLAIN.indexOf(c) < 0
        || c == '-' && !Characters.isBlank(in.peek(1))
        || !flow() && (c == '?' || c == ':') && !alone;
  }

  /** Blanks, comments and line breaks; a tab counts only where it cannot be indentation. */
  private void skipToToken() {
    while (true) {
      while (in.peek() == ' ' || in.peek() == '\t' && (flow() || !simpleKeyAllowed)) {
        in.skip();
      }
      if (in.peek() == '#') {
        while (!Characters.isBreakOrEnd(in.peek())) {
          in.skip();
        }
      }
      if (!Characters.isBreak(in.peek())) {
        return;
      }
      in.skipLine();
      if (!flow()) {
        simpleKeyAllowed = true;
      }
    }
  }

  private SimpleKey currentKey() {
    return simpleKeys.getLast();
  }

  private boolean stillPossible(SimpleKey key) {
    if (!key.possible) {
      return false;
    }
    if (key.line < in.line() || key.position + MAX_SIMPLE_KEY < in.position()) {
      if (key.required) {
        throw error("could not find expected ':'", key.line);
      }
      key.possible = false;
      return false;
    }
    return true;
  }

  private void saveSimpleKey() {
    if (!simpleKeyAllowed) {
      return;
    }
    boolean required = !flow() && indent == in.column();
    removeSimpleKey();
    SimpleKey key = currentKey();
    key.possible = true;
    key.required = required;
    key.token = nextToken();
    key.position = in.position();
    key.line = in.line();
    key.column = in.column();
    keysByToken.put(key.token, simpleKeys.size() - 1);
  }

  private long nextToken() {
    return taken + queue.size() - head;
  }

  private void removeSimpleKey() {
    SimpleKey key = currentKey();
    if (key.possible && key.required) {
      throw error("could not find expected ':'", key.line);
    }
    if (key.possible) {
      key.possible = false;
      keysByToken.remove(key.token);
    }
  }

  /** Puts a token before one that is still queued, or last if that one has been given out. */
  private void insert(long tokenNumber, Token token) {
    int at = (int) (tokenNumber - taken);
    if (at < 0) {
      queue.add(token);
    } else {
      queue.add(head + at, token);
    }
  }

  private void rollIndent(int column, long tokenNumber, Token.Kind kind, int line) {
    if (flow() || indent >= column) {
      return;
    }
    indents.push(indent);
    indent = column;
    if (indents.size() > MAX_DEPTH) {
      throw error("exceeded max depth of " + MAX_DEPTH, currentKey().line);
    }
    insert(tokenNumber, Token.of(kind, line, column));
  }

  private void unrollIndent(int column) {
    if (flow()) {
      return;
    }
    while (indent > column) {
      add(Token.Kind.BLOCK_END);
      indent = indents.pop();
    }
  }

  private void add(Token.Kind kind) {
    queue.add(Token.of(kind, in.line(), in.column()));
  }

  private void addIndicator(Token.Kind kind) {
    add(kind);
    in.skip();
  }

  private void streamEnd() {
    in.forceNewLine();
    unrollIndent(-1);
    removeSimpleKey();
    simpleKeyAllowed = false;
    add(Token.Kind.STREAM_END);
    ended = true;
  }

  private void directive() {
    unrollIndent(-1);
    removeSimpleKey();
    simpleKeyAllowed = false;
    queue.add(tags.directive());
  }

  private void documentIndicator(Token.Kind kind) {
    unrollIndent(-1);
    removeSimpleKey();
    simpleKeyAllowed = false;
    add(kind);
    in.skip(3);
  }

  private void flowStart(Token.Kind kind) {
    saveSimpleKey();
    SimpleKey inside = new SimpleKey();
    inside.token = nextToken();
    simpleKeys.add(inside);
    if (simpleKeys.size() > MAX_DEPTH + 1) {
      throw error("exceeded max depth of " + MAX_DEPTH, in.line());
    }
    simpleKeyAllowed = true;
    addIndicator(kind);
  }

  private void flowEnd(Token.Kind kind) {
    removeSimpleKey();
    if (flow()) {
      keysByToken.remove(simpleKeys.removeLast().token);
    }
    simpleKeyAllowed = false;
    addIndicator(kind);
  }

  private void flowEntry() {
    removeSimpleKey();
    simpleKeyAllowed = true;
    addIndicator(Token.Kind.FLOW_ENTRY);
  }

  private void blockEntry() {
    if (!flow()) {
      if (!simpleKeyAllowed) {
        throw error("block sequence entries are not allowed in this context", in.line());
      }
      rollIndent(in.column(), -1, Token.Kind.BLOCK_SEQUENCE_START, in.line());
    }
    removeSimpleKey();
    simpleKeyAllowed = true;
    addIndicator(Token.Kind.BLOCK_ENTRY);
  }

  private void key() {
    if (!flow()) {
      if (!simpleKeyAllowed) {
        throw error("mapping keys are not allowed in this context", in.line());
      }
      rollIndent(in.column(), -1, Token.Kind.BLOCK_MAPPING_START, in.line());
    }
    removeSimpleKey();
    simpleKeyAllowed = !flow();
    addIndicator(Token.Kind.KEY);
  }

  private void value() {
    SimpleKey key = currentKey();
    if (stillPossible(key)) {
      insert(key.token, Token.of(Token.Kind.KEY, key.line, key.column));
      rollIndent(key.column, key.token, Token.Kind.BLOCK_MAPPING_START, key.line);
      key.possible = false;
      keysByToken.remove(key.token);
      simpleKeyAllowed = false;
    } else {
      if (!flow()) {
        if (!simpleKeyAllowed) {
          throw error("mapping values are not allowed in this context", in.line());
        }
        rollIndent(in.column(), -1, Token.Kind.BLOCK_MAPPING_START, in.line());
      }
      simpleKeyAllowed = !flow();
    }
    addIndicator(Token.Kind.VALUE);
  }

  private void anchor(Token.Kind kind) {
    saveSimpleKey();
    simpleKeyAllowed = false;
    queue.add(tags.anchor(kind));
  }

  private void tag() {
    saveSimpleKey();
    simpleKeyAllowed = false;
    queue.add(tags.tag());
  }

  private void block() {
    removeSimpleKey();
    simpleKeyAllowed = true;
    queue.add(scalars.block(indent));
  }

  private void quoted() {
    saveSimpleKey();
    simpleKeyAllowed = false;
    queue.add(scalars.quoted());
  }

  private void plain() {
    saveSimpleKey();
    simpleKeyAllowed = false;
    queue.add(scalars.plain(indent, flow()));
    if (scalars.endedLine()) {
      simpleKeyAllowed = true;
    }
  }
}
