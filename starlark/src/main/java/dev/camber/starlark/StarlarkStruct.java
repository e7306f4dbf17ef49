package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of named fields, as {@code struct(**kwargs)} makes it. A host brands its own
 * kinds by another constructor name, which is printed in place of {@code struct}; structs of
 * different constructors are unequal. The type is always {@code struct}.
 */
public final class StarlarkStruct implements HasAttrs, HasBinary, HasEquality {
  private static final String DEFAULT = "struct";

  private final String constructor;
  private final TreeMap<String, Value> fields;

  private StarlarkStruct(String constructor, TreeMap<String, Value> fields) {
    this.constructor = constructor;
    this.fields = fields;
  }

  /** A struct of the default kind. */
  public static StarlarkStruct of(Map<String, ? extends Value> fields) {
    return of(DEFAULT, fields);
  }

  /** A struct of a kind of its own. */
  public static StarlarkStruct of(String constructor, Map<String, ? extends Value> fields) {
    return new StarlarkStruct(constructor, new TreeMap<>(fields));
  }

  /** The name of its kind. */
  public String constructor() {
    return constructor;
  }

  @Override
  public @Nullable Value attr(String name) {
    Value value = fields.get(name);
    if (value == null) {
      String kind = constructor.equals(DEFAULT) ? "" : Starlark.quote(constructor) + " ";
      throw new NoSuchAttrException(kind + "struct has no ." + name + " attribute");
    }
    return value;
  }

  @Override
  public List<String> attrNames() {
    return List.copyOf(fields.keySet());
  }

  @Override
  public @Nullable Value binary(Operator op, Value other, boolean thisIsLeft) {
    if (op != Operator.PLUS || !(other instanceof StarlarkStruct o)) {
      return null;
    }
    StarlarkStruct left = thisIsLeft ? this : o;
    StarlarkStruct right = thisIsLeft ? o : this;
    if (!constructor.equals(o.constructor)) {
      throw new EvalException(
          "cannot add structs of different constructors: "
              + Starlark.quote(left.constructor)
              + " + "
              + Starlark.quote(right.constructor));
    }
    var merged = new TreeMap<>(left.fields);
    merged.putAll(right.fields);
    return new StarlarkStruct(constructor, merged);
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    if (!(other instanceof StarlarkStruct o)
        || !constructor.equals(o.constructor)
        || !fields.keySet().equals(o.fields.keySet())) {
      return false;
    }
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      Value theirs = o.fields.get(field.getKey());
      if (theirs == null || !Starlark.equal(field.getValue(), theirs, depth - 1)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hash() {
    int h = 17;
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      h = 31 * (31 * h + field.getKey().hashCode()) + field.getValue().hash();
    }
    return h;
  }

  @Override
  public void freeze() {
    fields.values().forEach(Value::freeze);
  }

  @Override
  public String type() {
    return "struct";
  }

  @Override
  public void repr(Printer out) {
    out.text(constructor).text("(");
    String separator = "";
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      out.text(separator).text(field.getKey()).text(" = ").repr(field.getValue());
      separator = ", ";
    }
    out.text(")");
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
