package dev.camber.starlark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value with fields or methods: {@code x.name}. */
public interface HasAttrs extends Value {

  /**
   * The attribute, or null if there is none of this name; the caller then reports {@code T has no
   * .name field or method} with a suggestion taken from {@link #attrNames()}.
   *
   * @throws EvalException if reading fails, or to report a missing attribute in other words (then
   *     {@code hasattr} sees it as missing if the exception is a {@link NoSuchAttrException})
   */
  @Nullable Value attr(String name);

  /** All names, in the order {@code dir} lists them (it sorts). */
  List<String> attrNames();
}
