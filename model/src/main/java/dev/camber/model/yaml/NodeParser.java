package dev.camber.model.yaml;

import dev.camber.model.yaml.Token.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens to the node of the first document; what follows that document is not looked at, as in the
 * Kubernetes tools. One method for each production. Single-threaded.
 */
final class NodeParser {
  /** Nodes nest no deeper than this: beyond it the stack of a thread could end. */
  static final int MAX_NESTING = 300;

  private static final Set<Kind> NO_CONTENT =
      EnumSet.of(
          Kind.VERSION_DIRECTIVE,
          Kind.TAG_DIRECTIVE,
          Kind.DOCUMENT_START,
          Kind.DOCUMENT_END,
          Kind.STREAM_END);

  private final TokenScanner tokens;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Map<String, String> tagHandles = new HashMap<>();
  private int depth;

  NodeParser(String text, YamlSchema schema) {
    tokens = new TokenScanner(text, schema);
  }

  /** {@code document ::= directive* DOCUMENT-START? block_node?}; empty if there is none. */
  Optional<Node> document() {
    Token first = tokens.peek();
    if (first.kind() == Kind.STREAM_END) {
      return Optional.empty();
    }
    boolean explicit = NO_CONTENT.contains(first.kind()) && first.kind() != Kind.DOCUMENT_END;
    directives();
    Node root;
    if (explicit) {
      Token start = tokens.peek();
      if (start.kind() != Kind.DOCUMENT_START) {
        throw error("did not find expected <document start>", start, 0);
      }
      tokens.take();
      Token content = tokens.peek();
      root = NO_CONTENT.contains(content.kind()) ? empty(content.line()) : node(true, false);
    } else {
      root = node(true, false);
    }
    // The reference looks at one token beyond the document, and an error there counts.
    tokens.peek();
    return Optional.of(root);
  }

  private void directives() {
    boolean version = false;
    Token token = tokens.peek();
    while (token.kind() == Kind.VERSION_DIRECTIVE || token.kind() == Kind.TAG_DIRECTIVE) {
      if (token.kind() == Kind.VERSION_DIRECTIVE) {
        if (version) {
          throw error("found duplicate %YAML directive", token, 0);
        }
        if (!token.value().equals("1.1")) {
          throw error("found incompatible YAML document", token, 0);
        }
        version = true;
      } else if (tagHandles.putIfAbsent(token.value(), token.suffix()) != null) {
        throw error("found duplicate %TAG directive", token, 0);
      }
      tokens.take();
      token = tokens.peek();
    }
    tagHandles.putIfAbsent("!", "!");
    tagHandles.putIfAbsent("!!", Tags.PREFIX);
  }

  private static SyntaxError error(String problem, Token token, int contextLine) {
    return new SyntaxError(SyntaxError.Stage.PARSER, problem, token.line(), contextLine);
  }

  private static Node.Scalar empty(int line) {
    return new Node.Scalar("", "", true, line);
  }

  /**
   * {@code node ::= ALIAS | properties? content}, {@code properties ::= ANCHOR? TAG?} in any order.
   */
  private Node node(boolean block, boolean indentless) {
    Token first = tokens.peek();
    if (first.kind() == Kind.ALIAS) {
      // The alias is looked up before anything after it is scanned.
      Node target = anchors.get(first.value());
      if (target == null) {
        throw SyntaxError.withoutPlace("unknown anchor '" + first.value() + "' referenced");
      }
      tokens.take();
      return new Node.Alias(first.value(), target, first.line());
    }
    String anchor = "";
    Token tagToken = null;
    if (first.kind() == Kind.ANCHOR) {
      anchor = tokens.take().value();
      if (tokens.peek().kind() == Kind.TAG) {
        tagToken = tokens.take();
      }
    } else if (first.kind() == Kind.TAG) {
      tagToken = tokens.take();
      if (tokens.peek().kind() == Kind.ANCHOR) {
        anchor = tokens.take().value();
      }
    }
    Token token = tokens.peek();
    String tag = tagToken == null ? "" : tag(tagToken, first.line());
    return content(token, first.line(), anchor, tag, block, indentless);
  }

  private String tag(Token token, int contextLine) {
    if (token.value().isEmpty()) {
      return token.suffix();
    }
    String prefix = tagHandles.get(token.value());
    if (prefix == null || prefix.isEmpty() && token.suffix().isEmpty()) {
      throw error("found undefined tag handle", token, contextLine);
    }
    return prefix + token.suffix();
  }

  private Node content(
      Token token, int line, String anchor, String tag, boolean block, boolean indentless) {
    Kind kind = token.kind();
    if (kind == Kind.SCALAR) {
      tokens.take();
      boolean implicit = tag.isEmpty() ? token.plain() : tag.equals("!");
      return anchored(anchor, new Node.Scalar(tag, token.value(), implicit, line));
    }
    if (indentless && kind == Kind.BLOCK_ENTRY) {
      Node.Sequence list = new Node.Sequence(tag, line);
      return nested(anchored(anchor, list), () -> indentlessSequence(list.items()));
    }
    if (kind == Kind.FLOW_SEQUENCE_START || block && kind == Kind.BLOCK_SEQUENCE_START) {
      Node.Sequence list = new Node.Sequence(tag, line);
      return nested(
          anchored(anchor, list),
          kind == Kind.FLOW_SEQUENCE_START
              ? () -> flowSequence(list.items())
              : () -> blockSequence(list.items()));
    }
    if (kind == Kind.FLOW_MAPPING_START || block && kind == Kind.BLOCK_MAPPING_START) {
      Node.Mapping map = new Node.Mapping(tag, line);
      return nested(
          anchored(anchor, map),
          kind == Kind.FLOW_MAPPING_START
              ? () -> flowMapping(map.entries())
              : () -> blockMapping(map.entries()));
    }
    if (!anchor.isEmpty() || !tag.isEmpty()) {
      return anchored(anchor, new Node.Scalar(tag, "", tag.isEmpty(), line));
    }
    throw error("did not find expected node content", token, line);
  }

  private Node anchored(String anchor, Node node) {
    if (!anchor.isEmpty()) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private Node nested(Node node, Runnable production) {
    if (++depth > MAX_NESTING) {
      throw SyntaxError.withoutPlace("exceeded max depth of " + MAX_NESTING);
    }
    production.run();
    depth--;
    return node;
  }

  /** {@code block_sequence ::= BLOCK-SEQUENCE-START (BLOCK-ENTRY block_node?)* BLOCK-END}. */
  private void blockSequence(List<Node> items) {
    int start = tokens.take().line();
    while (tokens.peek().kind() == Kind.BLOCK_ENTRY) {
      int line = tokens.take().endLine();
      Kind next = tokens.peek().kind();
      items.add(
          next == Kind.BLOCK_ENTRY || next == Kind.BLOCK_END ? empty(line) : node(true, false));
    }
    Token end = tokens.peek();
    if (end.kind() != Kind.BLOCK_END) {
      throw error("did not find expected '-' indicator", end, start);
    }
    tokens.take();
  }

  /** {@code indentless_sequence ::= (BLOCK-ENTRY block_node?)+}. */
  private void indentlessSequence(List<Node> items) {
    while (tokens.peek().kind() == Kind.BLOCK_ENTRY) {
      int line = tokens.take().endLine();
      Kind next = tokens.peek().kind();
      boolean none = next == Kind.BLOCK_ENTRY || endsBlockEntry(next);
      items.add(none ? empty(line) : node(true, false));
    }
  }

  private static boolean endsBlockEntry(Kind kind) {
    return kind == Kind.KEY || kind == Kind.VALUE || kind == Kind.BLOCK_END;
  }

  /**
   * {@code block_mapping ::= BLOCK-MAPPING-START ((KEY node?)? (VALUE node?)?)* BLOCK-END}, where a
   * node may be an indentless sequence.
   */
  private void blockMapping(List<Node> entries) {
    int start = tokens.take().line();
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Kind.BLOCK_END) {
        tokens.take();
        return;
      }
      if (token.kind() != Kind.KEY) {
        throw error("did not find expected key", token, start);
      }
      tokens.take();
      entries.add(blockEntryNode(token.endLine()));
      Token value = tokens.peek();
      if (value.kind() == Kind.VALUE) {
        tokens.take();
        entries.add(blockEntryNode(value.endLine()));
      } else {
        entries.add(empty(value.line()));
      }
    }
  }

  private Node blockEntryNode(int line) {
    return endsBlockEntry(tokens.peek().kind()) ? empty(line) : node(true, true);
  }

  /** {@code flow_sequence ::= '[' (entry (',' entry)* ','?)? ']'}. */
  private void flowSequence(List<Node> items) {
    int start = tokens.take().line();
    boolean first = true;
    while (tokens.peek().kind() != Kind.FLOW_SEQUENCE_END) {
      if (!first) {
        Token comma = tokens.peek();
        if (comma.kind() != Kind.FLOW_ENTRY) {
          throw error("did not find expected ',' or ']'", comma, start);
        }
        tokens.take();
      }
      first = false;
      Kind kind = tokens.peek().kind();
      if (kind == Kind.KEY) {
        items.add(pair());
      } else if (kind != Kind.FLOW_SEQUENCE_END) {
        items.add(node(false, false));
      }
    }
    tokens.take();
  }

  /** {@code pair ::= KEY flow_node? (VALUE flow_node?)?}: a mapping of one entry. */
  private Node pair() {
    Token key = tokens.take();
    Node.Mapping map = new Node.Mapping("", key.line());
    Kind next = tokens.peek().kind();
    if (next == Kind.VALUE || next == Kind.FLOW_ENTRY || next == Kind.FLOW_SEQUENCE_END) {
      // As in the reference, the token that shows the key to be empty is lost: "[? : x]" reads as
      // a key without a value.
      map.entries().add(empty(tokens.take().endLine()));
    } else {
      map.entries().add(node(false, false));
    }
    map.entries().add(flowValue(Kind.FLOW_SEQUENCE_END));
    return map;
  }

  private Node flowValue(Kind end) {
    Token token = tokens.peek();
    if (token.kind() == Kind.VALUE) {
      tokens.take();
      token = tokens.peek();
      if (token.kind() != Kind.FLOW_ENTRY && token.kind() != end) {
        return node(false, false);
      }
    }
    return empty(token.line());
  }

  /** {@code flow_mapping ::= '{' (entry (',' entry)* ','?)? '}'}. */
  private void flowMapping(List<Node> entries) {
    int start = tokens.take().line();
    boolean first = true;
    while (tokens.peek().kind() != Kind.FLOW_MAPPING_END) {
      if (!first) {
        Token comma = tokens.peek();
        if (comma.kind() != Kind.FLOW_ENTRY) {
          throw error("did not find expected ',' or '}'", comma, start);
        }
        tokens.take();
      }
      first = false;
      Kind kind = tokens.peek().kind();
      if (kind == Kind.KEY) {
        tokens.take();
        Token next = tokens.peek();
        boolean none =
            next.kind() == Kind.VALUE
                || next.kind() == Kind.FLOW_ENTRY
                || next.kind() == Kind.FLOW_MAPPING_END;
        entries.add(none ? empty(next.line()) : node(false, false));
        entries.add(flowValue(Kind.FLOW_MAPPING_END));
      } else if (kind != Kind.FLOW_MAPPING_END) {
        entries.add(node(false, false));
        entries.add(empty(tokens.peek().line()));
      }
    }
    tokens.take();
  }
}
