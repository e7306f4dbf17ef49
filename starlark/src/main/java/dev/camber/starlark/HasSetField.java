package dev.camber.starlark;

/** A value whose fields can be assigned: {@code x.name = y}. */
public interface HasSetField extends HasAttrs {

  /**
   * Assigns the field.
   *
   * @throws EvalException if the field does not exist or cannot take the value
   */
  void setField(String name, Value value);
}
