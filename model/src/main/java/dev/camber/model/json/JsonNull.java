package dev.camber.model.json;

/** The null value. */
public enum JsonNull implements Json {
  NULL;

  @Override
  public String typeName() {
    return "null";
  }
}
