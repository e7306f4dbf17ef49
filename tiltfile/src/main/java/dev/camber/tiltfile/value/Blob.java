package dev.camber.tiltfile.value;

import dev.camber.starlark.EvalException;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.HasEquality;
import dev.camber.starlark.Printer;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with the place it came from. Immutable. Source: spec Tiltfile, section 6.1.
 *
 * @param content the text as a Starlark string, so that bytes that are no UTF-8 survive
 * @param source shown in messages, e.g. {@code file: /abs/x.yaml}
 */
public record Blob(StarlarkString content, String source)
    implements HasAttrs, HasEquality, GoType.Named {

  public static Blob of(String text, String source) {
    return new Blob(StarlarkString.of(text), source);
  }

  public String text() {
    return content.text();
  }

  @Override
  public String type() {
    return "blob";
  }

  @Override
  public String goType() {
    return "io.Blob";
  }

  @Override
  public void repr(Printer out) {
    out.str(content);
  }

  @Override
  public boolean truth() {
    return content.truth();
  }

  @Override
  public int hash() {
    throw new EvalException("unhashable type: blob");
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    return equals(other);
  }

  @Override
  public @Nullable Value attr(String name) {
    return null;
  }

  @Override
  public List<String> attrNames() {
    return List.of();
  }

  @Override
  public String toString() {
    return text();
  }
}
