package dev.camber.model.json;

/** A truth value. */
public enum JsonBool implements Json {
  FALSE,
  TRUE;

  /** The truth value itself. */
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public String typeName() {
    return "boolean";
  }
}
