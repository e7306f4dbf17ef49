package dev.camber.tiltfile.builtin.os;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.HasEquality;
import dev.camber.starlark.Mapping;
import dev.camber.starlark.Printer;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBuiltin;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkIterable;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkTuple;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.ProcessEnvironment;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code os.environ}: a live view of the process environment. Source: spec Tiltfile, section 6.9.
 */
final class EnvironValue
    implements Sequence, Mapping.Settable, Mapping.Walkable, HasAttrs, HasEquality, GoType.Named {
  private static final List<String> METHODS =
      List.of("clear", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values");

  private final ProcessEnvironment environment;

  EnvironValue(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public String type() {
    return "environ";
  }

  @Override
  public String goType() {
    return "os.Environ";
  }

  private StarlarkDict snapshot() {
    StarlarkDict dict = StarlarkDict.empty();
    environment.asMap().forEach((k, v) -> dict.put(k, StarlarkString.of(v)));
    return dict;
  }

  @Override
  public void repr(Printer out) {
    out.repr(snapshot());
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    return this == other;
  }

  @Override
  public @Nullable Value get(Value key) {
    return key instanceof StarlarkString name
        ? environment.get(name.text()).map(StarlarkString::of).orElse(null)
        : null;
  }

  @Override
  public void setKey(Value key, Value value) {
    if (!(key instanceof StarlarkString name)) {
      throw new EvalException("putenv() key must be a string, not " + key.type());
    }
    if (!(value instanceof StarlarkString text)) {
      throw new EvalException("putenv() value must be a string, not " + value.type());
    }
    put(environment, name.text(), text.text());
  }

  /** Sets a variable as the operating system allows it. */
  static void put(ProcessEnvironment environment, String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
      throw new EvalException("setenv: invalid argument");
    }
    environment.put(name, value);
  }

  @Override
  public int size() {
    return environment.asMap().size();
  }

  @Override
  public Cursor iterate() {
    Iterator<String> names = environment.asMap().keySet().iterator();
    return () -> names.hasNext() ? StarlarkString.of(names.next()) : null;
  }

  @Override
  public List<StarlarkTuple> items() {
    List<StarlarkTuple> items = new ArrayList<>();
    environment
        .asMap()
        .forEach((k, v) -> items.add(StarlarkTuple.of(StarlarkString.of(k), StarlarkString.of(v))));
    return items;
  }

  @Override
  public List<String> attrNames() {
    return METHODS;
  }

  @Override
  public @Nullable Value attr(String name) {
    if (!METHODS.contains(name)) {
      return null;
    }
    return StarlarkBuiltin.method(
        name,
        this,
        (thread, arguments) -> {
          try {
            return call(name, arguments);
          } catch (EvalException e) {
            String prefix = name + ": ";
            throw e.getMessage().startsWith(prefix)
                ? e
                : new EvalException(prefix + e.getMessage());
          }
        });
  }

  private Value call(String method, Arguments arguments) {
    Map<String, String> now = environment.asMap();
    return switch (method) {
      case "clear" -> {
        arguments.positional(0, 0);
        environment.clear();
        yield StarlarkNone.NONE;
      }
      case "get" -> {
        arguments.positional(1, 2);
        Value found = get(arguments.at(0));
        yield found != null ? found : arguments.at(1, Converter.ANY, StarlarkNone.NONE);
      }
      case "items" -> {
        arguments.positional(0, 0);
        yield StarlarkList.of(items());
      }
      case "keys" -> {
        arguments.positional(0, 0);
        yield StarlarkList.of(now.keySet().stream().map(StarlarkString::of).toList());
      }
      case "values" -> {
        arguments.positional(0, 0);
        yield StarlarkList.of(now.values().stream().map(StarlarkString::of).toList());
      }
      case "pop" -> {
        arguments.positional(1, 2);
        Value found = get(arguments.at(0));
        if (found != null) {
          environment.remove(((StarlarkString) arguments.at(0)).text());
          yield found;
        }
        if (arguments.count() == 2) {
          yield arguments.at(1);
        }
        throw new EvalException("missing key");
      }
      case "popitem" -> {
        arguments.positional(0, 0);
        Optional<Map.Entry<String, String>> first = now.entrySet().stream().findFirst();
        if (first.isEmpty()) {
          throw new EvalException("empty environ");
        }
        environment.remove(first.get().getKey());
        yield StarlarkTuple.of(
            StarlarkString.of(first.get().getKey()), StarlarkString.of(first.get().getValue()));
      }
      case "setdefault" -> {
        arguments.positional(1, 2);
        Value found = get(arguments.at(0));
        if (found != null) {
          yield found;
        }
        Value value = arguments.at(1, Converter.ANY, StarlarkNone.NONE);
        setKey(arguments.at(0), value);
        yield value;
      }
      default -> {
        update(arguments);
        yield StarlarkNone.NONE;
      }
    };
  }

  private void update(Arguments arguments) {
    if (arguments.count() > 1) {
      throw new EvalException("got " + arguments.count() + " arguments, want at most 1");
    }
    if (arguments.count() == 1) {
      Value pairs = arguments.at(0);
      if (pairs instanceof Mapping.Walkable mapping) {
        for (StarlarkTuple item : mapping.items()) {
          List<Value> pair = Starlark.elements(item);
          setKey(pair.get(0), pair.get(1));
        }
      } else if (pairs instanceof StarlarkIterable iterable) {
        int i = 0;
        for (Value element : Starlark.elements(iterable)) {
          if (!(element instanceof StarlarkIterable pair)) {
            throw new EvalException(
                "dictionary update sequence element #"
                    + i
                    + " is not iterable ("
                    + element.type()
                    + ")");
          }
          List<Value> both = Starlark.elements(pair);
          if (both.size() != 2) {
            throw new EvalException(
                "dictionary update sequence element #"
                    + i
                    + " has length "
                    + both.size()
                    + "; want 2");
          }
          setKey(both.get(0), both.get(1));
          i++;
        }
      } else {
        throw new EvalException("got " + pairs.type() + ", want iterable");
      }
    }
    arguments.named().forEach((k, v) -> setKey(StarlarkString.of(k), v));
  }
}
