package dev.camber.tiltfile.value;

import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.HasEquality;
import dev.camber.starlark.NoSuchAttrException;
import dev.camber.starlark.Printer;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkStruct;
import dev.camber.starlark.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that looks like a struct of its own kind and carries what it was made from. Immutable.
 */
public abstract class BrandedStruct implements HasAttrs, HasEquality, GoType.Named {
  private final StarlarkStruct fields;
  private final String type;
  private final String goType;

  BrandedStruct(StarlarkStruct fields, String type, String goType) {
    this.fields = fields;
    this.type = type;
    this.goType = goType;
  }

  @Override
  public final String type() {
    return type;
  }

  @Override
  public final String goType() {
    return goType;
  }

  @Override
  public final void repr(Printer out) {
    fields.repr(out);
  }

  @Override
  public final int hash() {
    return fields.hash();
  }

  @Override
  public final void freeze() {
    fields.freeze();
  }

  @Override
  public final boolean equalTo(Value other, int depth) {
    return other instanceof BrandedStruct b && Starlark.equal(fields, b.fields, depth);
  }

  @Override
  public final @Nullable Value attr(String name) {
    if (!fields.attrNames().contains(name)) {
      throw new NoSuchAttrException(
          Starlark.quote(fields.constructor()) + " struct has no ." + name + " attribute");
    }
    return fields.attr(name);
  }

  @Override
  public final List<String> attrNames() {
    return fields.attrNames();
  }
}
