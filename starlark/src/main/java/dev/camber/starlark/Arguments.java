package dev.camber.starlark;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one call. A builtin reads them through {@link #unpacker()} (parameters by
 * position or keyword) or {@link #positional(int, int)} (by position only); both give the messages
 * of spec §2.2.
 */
public final class Arguments {
  static final String[] NO_NAMES = {};
  static final Value[] NO_VALUES = {};

  private final String function;
  final Value[] positional;
  final String[] names;
  final Value[] named;

  Arguments(String function, Value[] positional, String[] names, Value[] named) {
    this.function = function;
    this.positional = positional;
    this.names = names;
    this.named = named;
  }

  /** Arguments made by a host, for a function of the given name. */
  public static Arguments of(
      String function, List<? extends Value> positional, Map<String, ? extends Value> named) {
    return new Arguments(
        function,
        positional.toArray(NO_VALUES),
        named.keySet().toArray(NO_NAMES),
        named.values().toArray(NO_VALUES));
  }

  /** The name of the called function, as messages show it. */
  public String function() {
    return function;
  }

  /** The positional arguments, unmodifiable. */
  public List<Value> positional() {
    return Collections.unmodifiableList(Arrays.asList(positional));
  }

  /** The keyword arguments in the order given, unmodifiable; the last of equal names wins. */
  public Map<String, Value> named() {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], named[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Starts to read parameters that may be given by position or by keyword. */
  public Unpacker unpacker() {
    return new Unpacker(this);
  }

  /**
   * Checks that no keyword is given and that the number of arguments lies within the bounds.
   *
   * @return this
   */
  public Arguments positional(int min, int max) {
    if (names.length > 0) {
      throw new EvalException(function + ": unexpected keyword arguments");
    }
    int n = positional.length;
    if (n < min) {
      throw new EvalException(
          function + ": got " + n + " arguments, want " + (min < max ? "at least " : "") + min);
    }
    if (n > max) {
      throw new EvalException(
          function + ": got " + n + " arguments, want " + (min < max ? "at most " : "") + max);
    }
    return this;
  }

  /** The number of positional arguments. */
  public int count() {
    return positional.length;
  }

  /** A positional argument as it is. */
  public Value at(int index) {
    return positional[index];
  }

  /**
   * A positional argument, converted.
   *
   * @throws EvalException {@code f: for parameter N: why} if it does not convert
   */
  public <T> T at(int index, Converter<T> converter) {
    try {
      return converter.convert(positional[index]);
    } catch (EvalException e) {
      throw new EvalException(
          function + ": for parameter " + (index + 1) + ": " + e.getMessage(), e);
    }
  }

  /** A positional argument, converted, or the default if it is not given. */
  public <T> T at(int index, Converter<T> converter, T defaultValue) {
    return index < positional.length ? at(index, converter) : defaultValue;
  }
}
