package dev.camber.model.json;

import java.util.Objects;

/** A string. */
public record JsonString(String value) implements Json {
  public JsonString {
    Objects.requireNonNull(value);
  }

  @Override
  public String typeName() {
    return "string";
  }
}
