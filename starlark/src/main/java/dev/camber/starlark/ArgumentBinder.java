package dev.camber.starlark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the arguments of a call into the parameters of a Starlark function (spec §1.3). */
final class ArgumentBinder {
  private ArgumentBinder() {}

  static void bind(StarlarkFunction function, Arguments arguments, @Nullable Value[] locals) {
    FunctionCode code = function.code;
    Value[] positional = arguments.positional;
    int ordinary = code.parameters.length;
    if (ordinary == 0 && !code.hasVarargs && !code.hasKwargs) {
      int given = positional.length + arguments.names.length;
      if (given > 0) {
        throw error(code, "accepts no arguments (" + given + " given)");
      }
      return;
    }
    int byPosition = ordinary - code.keywordOnly;
    int n = Math.min(positional.length, byPosition);
    if (positional.length > byPosition && !code.hasVarargs) {
      throw tooMany(code, byPosition, positional.length);
    }
    System.arraycopy(positional, 0, locals, 0, n);
    int next = ordinary;
    if (code.hasVarargs) {
      locals[next++] = StarlarkTuple.wrap(Arrays.copyOfRange(positional, n, positional.length));
    }
    StarlarkDict rest = null;
    if (code.hasKwargs) {
      rest = StarlarkDict.empty();
      locals[next] = rest;
    }
    bindNamed(code, arguments, locals, rest);
    bindDefaults(function, n, locals);
  }

  private static EvalException error(FunctionCode code, String message) {
    return new EvalException("function " + code.name() + " " + message);
  }

  private static EvalException tooMany(FunctionCode code, int accepted, int given) {
    return error(
        code,
        "accepts "
            + (code.defaults > code.keywordOnly ? "at most " : "")
            + accepted
            + " positional argument"
            + (accepted == 1 ? "" : "s")
            + " ("
            + given
            + " given)");
  }

  private static void bindNamed(
      FunctionCode code,
      Arguments arguments,
      @Nullable Value[] locals,
      @Nullable StarlarkDict rest) {
    for (int i = 0; i < arguments.names.length; i++) {
      String name = arguments.names[i];
      Value value = arguments.named[i];
      int slot = slotOf(code, name);
      if (slot >= 0) {
        if (locals[slot] != null) {
          throw error(code, "got multiple values for parameter " + Starlark.quote(name));
        }
        locals[slot] = value;
        continue;
      }
      if (rest == null) {
        throw error(code, "got an unexpected keyword argument " + Starlark.quote(name));
      }
      int before = rest.size();
      rest.table.put(StarlarkString.of(name), value);
      if (rest.size() == before) {
        throw error(code, "got multiple values for parameter " + Starlark.quote(name));
      }
    }
  }

  private static int slotOf(FunctionCode code, String name) {
    String[] parameters = code.parameters;
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static void bindDefaults(
      StarlarkFunction function, int positional, @Nullable Value[] locals) {
    FunctionCode code = function.code;
    int ordinary = code.parameters.length;
    int firstDefault = ordinary - function.defaults.length;
    List<String> missing = new ArrayList<>();
    for (int i = Math.min(positional, firstDefault); i < ordinary; i++) {
      if (locals[i] == null) {
        Value value = i < firstDefault ? null : function.defaults[i - firstDefault];
        if (value == null) {
          missing.add(code.parameters[i]);
        } else {
          locals[i] = value;
        }
      }
    }
    if (!missing.isEmpty()) {
      throw error(
          code,
          "missing "
              + missing.size()
              + " argument"
              + (missing.size() > 1 ? "s" : "")
              + " ("
              + String.join(", ", missing)
              + ")");
    }
  }
}
