package dev.camber.starlark;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builtins about types and attributes: {@code dir getattr hasattr type}. */
final class AttributeBuiltins {
  private AttributeBuiltins() {}

  static Map<String, BuiltinFunction> all() {
    return Map.of(
        "dir", AttributeBuiltins::dir,
        "getattr", AttributeBuiltins::getattr,
        "hasattr", AttributeBuiltins::hasattr,
        "type", (t, a) -> StarlarkString.of(ConversionBuiltins.only(a, "exactly 1").type()));
  }

  private static Value dir(StarlarkThread t, Arguments a) {
    Value x = ConversionBuiltins.only(a, "1");
    List<String> names = x instanceof HasAttrs h ? h.attrNames() : List.of();
    return StarlarkList.of(
        names.stream().map(StarlarkString::of).sorted(StarlarkString::order).toList());
  }

  private static Value getattr(StarlarkThread t, Arguments a) {
    a.positional(2, 3);
    Value x = a.at(0);
    String name = a.at(1, Converter.STRING);
    @Nullable Value otherwise = a.count() > 2 ? a.at(2) : null;
    if (x instanceof HasAttrs h) {
      try {
        Value v = h.attr(name);
        if (v != null) {
          return v;
        }
      } catch (EvalException e) {
        if (otherwise == null) {
          throw new EvalException("getattr: " + e.getMessage(), e);
        }
      }
    }
    if (otherwise != null) {
      return otherwise;
    }
    throw new EvalException("getattr: " + x.type() + " has no ." + name + " field or method");
  }

  private static Value hasattr(StarlarkThread t, Arguments a) {
    a.positional(2, 2);
    String name = a.at(1, Converter.STRING);
    if (!(a.at(0) instanceof HasAttrs h)) {
      return StarlarkBool.FALSE;
    }
    try {
      return StarlarkBool.of(h.attr(name) != null);
    } catch (EvalException e) {
      // It may be there and only fail to be computed.
      return StarlarkBool.of(h.attrNames().contains(name));
    }
  }
}
