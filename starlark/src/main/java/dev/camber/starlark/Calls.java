package dev.camber.starlark;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of calls. */
final class Calls {
  private Calls() {}

  /** Calls a builtin from a Starlark frame, which notes it for the call stack. */
  static Value callBuiltin(Frame f, StarlarkCallable callee, Arguments arguments) {
    StarlarkCallable outer = f.builtin;
    f.builtin = callee;
    try {
      return callee.call(f.thread, arguments);
    } catch (EvalException e) {
      f.thread.record(e);
      throw e;
    } finally {
      f.builtin = outer;
    }
  }

  static Value call(Frame f, Value callee, Value[] positional, String[] names, Value[] named) {
    if (callee instanceof StarlarkFunction function) {
      return function.call(f.thread, new Arguments(function.name(), positional, names, named));
    }
    if (callee instanceof StarlarkBuiltin builtin) {
      f.thread.tick();
      return callBuiltin(f, builtin, new Arguments(builtin.name(), positional, names, named));
    }
    if (callee instanceof StarlarkCallable callable) {
      f.thread.tick();
      return callBuiltin(f, callable, new Arguments(callable.name(), positional, names, named));
    }
    throw new EvalException("invalid call of non-function (" + callee.type() + ")");
  }

  /** {@code f(a, b)}: positional arguments only. */
  static final class Positional extends Expr {
    private final Expr function;
    private final Expr[] arguments;
    private final int offset;

    Positional(Expr function, Expr[] arguments, int offset) {
      this.function = function;
      this.arguments = arguments;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value callee = function.eval(f);
      if (callee instanceof StarlarkFunction s && s.code.takes(arguments.length)) {
        @Nullable Value[] locals = new Value[s.code.localCount];
        for (int i = 0; i < arguments.length; i++) {
          locals[i] = arguments[i].eval(f);
        }
        f.offset = offset;
        return s.run(f.thread, locals);
      }
      Value[] values = Displays.evalAll(arguments, f);
      f.offset = offset;
      return call(f, callee, values, Arguments.NO_NAMES, Arguments.NO_VALUES);
    }
  }

  /** {@code x.name(a, b)}: a method of a value of the language is not made into a value first. */
  static final class Method extends Expr {
    private final Expr object;
    private final String name;
    private final int dotOffset;
    private final Expr[] arguments;
    private final int offset;
    private final MethodTable.@Nullable Method<StarlarkString> ofString;
    private final MethodTable.@Nullable Method<StarlarkList> ofList;
    private final MethodTable.@Nullable Method<StarlarkDict> ofDict;
    private final MethodTable.@Nullable Method<StarlarkSet> ofSet;

    Method(Expr object, String name, int dotOffset, Expr[] arguments, int offset) {
      this.object = object;
      this.name = name;
      this.dotOffset = dotOffset;
      this.arguments = arguments;
      this.offset = offset;
      this.ofString = StringMethods.TABLE.get(name);
      this.ofList = ListMethods.TABLE.get(name);
      this.ofDict = DictMethods.TABLE.get(name);
      this.ofSet = SetMethods.TABLE.get(name);
    }

    @Override
    Value eval(Frame f) {
      Value x = object.eval(f);
      if (x instanceof StarlarkList list && ofList != null) {
        return invoke(f, ofList, list);
      }
      if (x instanceof StarlarkString string && ofString != null) {
        return invoke(f, ofString, string);
      }
      if (x instanceof StarlarkDict dict && ofDict != null) {
        return invoke(f, ofDict, dict);
      }
      if (x instanceof StarlarkSet set && ofSet != null) {
        return invoke(f, ofSet, set);
      }
      f.offset = dotOffset;
      Value callee = Access.attr(x, name);
      Value[] values = Displays.evalAll(arguments, f);
      f.offset = offset;
      return call(f, callee, values, Arguments.NO_NAMES, Arguments.NO_VALUES);
    }

    private <R extends Value> Value invoke(Frame f, MethodTable.Method<R> method, R receiver) {
      Value[] values = Displays.evalAll(arguments, f);
      f.offset = offset;
      f.thread.tick();
      try {
        return method.call(
            f.thread,
            receiver,
            new Arguments(name, values, Arguments.NO_NAMES, Arguments.NO_VALUES));
      } catch (EvalException e) {
        if (!e.hasCallStack()) {
          // Only now does it matter that a builtin was running.
          StarlarkCallable outer = f.builtin;
          f.builtin = StarlarkBuiltin.method(name, receiver, (t, a) -> StarlarkNone.NONE);
          f.thread.record(e);
          f.builtin = outer;
        }
        throw e;
      }
    }
  }

  /** A call with keywords, {@code *args} or {@code **kwargs}. */
  static final class General extends Expr {
    private final Expr function;
    private final Expr[] positional;
    private final String[] names;
    private final Expr[] named;
    private final @Nullable Expr star;
    private final @Nullable Expr starStar;
    private final int offset;

    General(
        Expr function,
        Expr[] positional,
        String[] names,
        Expr[] named,
        @Nullable Expr star,
        @Nullable Expr starStar,
        int offset) {
      this.function = function;
      this.positional = positional;
      this.names = names;
      this.named = named;
      this.star = star;
      this.starStar = starStar;
      this.offset = offset;
    }

    @Override
    Value eval(Frame f) {
      Value callee = function.eval(f);
      Value[] values = Displays.evalAll(positional, f);
      Value[] namedValues = Displays.evalAll(named, f);
      Value rest = star == null ? null : star.eval(f);
      Value keywords = starStar == null ? null : starStar.eval(f);
      f.offset = offset;
      String[] allNames = names;
      if (keywords != null) {
        List<StarlarkTuple> items = items(keywords);
        allNames = java.util.Arrays.copyOf(names, names.length + items.size());
        namedValues = java.util.Arrays.copyOf(namedValues, names.length + items.size());
        for (int i = 0; i < items.size(); i++) {
          Value[] item = items.get(i).elements;
          allNames[names.length + i] = ((StarlarkString) item[0]).text();
          namedValues[names.length + i] = item[1];
        }
      }
      if (rest != null) {
        values = append(f, values, rest);
      }
      return call(f, callee, values, allNames, namedValues);
    }

    private static List<StarlarkTuple> items(Value keywords) {
      if (!(keywords instanceof Mapping.Walkable mapping)) {
        throw new EvalException("argument after ** must be a mapping, not " + keywords.type());
      }
      List<StarlarkTuple> items = mapping.items();
      for (StarlarkTuple item : items) {
        if (!(item.elements[0] instanceof StarlarkString)) {
          throw new EvalException("keywords must be strings, not " + item.elements[0].type());
        }
      }
      return items;
    }

    private static Value[] append(Frame f, Value[] values, Value rest) {
      if (!(rest instanceof StarlarkIterable iterable)) {
        throw new EvalException("argument after * must be iterable, not " + rest.type());
      }
      List<Value> all = new ArrayList<>(java.util.Arrays.asList(values));
      all.addAll(Starlark.elements(f.thread, iterable));
      return all.toArray(Arguments.NO_VALUES);
    }
  }
}
