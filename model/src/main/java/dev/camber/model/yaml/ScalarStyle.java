package dev.camber.model.yaml;

/** The ways to write a scalar. */
enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL;

  /** This style, or the nearest one that the text allows. */
  ScalarStyle allowed(String text, ScalarShape shape, boolean key) {
    ScalarStyle style = key && shape.multiline() ? DOUBLE_QUOTED : this;
    if (style == PLAIN && (!shape.plain() || text.isEmpty() && key)) {
      style = SINGLE_QUOTED;
    }
    if (style == SINGLE_QUOTED && !shape.singleQuoted()) {
      style = DOUBLE_QUOTED;
    }
    if (style == LITERAL && (!shape.block() || key)) {
      style = DOUBLE_QUOTED;
    }
    return style;
  }
}
