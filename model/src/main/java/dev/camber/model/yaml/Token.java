package dev.camber.model.yaml;

/**
 * A token. {@code line} and {@code column} are where it starts, {@code endLine} where it ends, all
 * counted from 0.
 *
 * @param value the text of a scalar, the name of an anchor, the handle of a tag
 * @param suffix the rest of a tag, the prefix of a tag directive
 * @param plain whether a scalar was written without quotes or block indicator
 */
record Token(
    Kind kind, int line, int column, int endLine, String value, String suffix, boolean plain) {

  enum Kind {
    STREAM_END,
    VERSION_DIRECTIVE,
    TAG_DIRECTIVE,
    DOCUMENT_START,
    DOCUMENT_END,
    BLOCK_SEQUENCE_START,
    BLOCK_MAPPING_START,
    BLOCK_END,
    FLOW_SEQUENCE_START,
    FLOW_SEQUENCE_END,
    FLOW_MAPPING_START,
    FLOW_MAPPING_END,
    BLOCK_ENTRY,
    FLOW_ENTRY,
    KEY,
    VALUE,
    ALIAS,
    ANCHOR,
    TAG,
    SCALAR
  }

  static Token of(Kind kind, int line, int column) {
    return new Token(kind, line, column, line, "", "", false);
  }

  static Token named(Kind kind, int line, int column, String value) {
    return new Token(kind, line, column, line, value, "", false);
  }
}
