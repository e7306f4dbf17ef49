package dev.camber.starlark;

import dev.camber.starlark.syntax.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments into parameters that may be given by position or by keyword. Declare the
 * parameters in order, then {@link #finish()}, then read them:
 *
 * <pre>{@code
 * var u = arguments.unpacker();
 * var name = u.required("name", Converter.STRING);
 * var quiet = u.optional("quiet", Converter.BOOL, false);
 * u.finish();
 * run(name.get(), quiet.get());
 * }</pre>
 *
 * The order of checks and every message are those of starlark-go's {@code UnpackArgs} (spec §2.2):
 * positional arguments convert first, then keywords as written, then missing ones are reported.
 */
public final class Unpacker {
  private final Arguments arguments;
  private final List<Param<?>> params = new ArrayList<>();
  private boolean finished;

  Unpacker(Arguments arguments) {
    this.arguments = arguments;
  }

  /** A parameter that must be given. Required ones come before optional ones. */
  public <T> Param<T> required(String name, Converter<T> converter) {
    return add(new Param<>(name, converter, Kind.REQUIRED, null));
  }

  /** A parameter that may be omitted; {@code None} is converted like any other value. */
  public <T> Param<T> optional(String name, Converter<T> converter, T defaultValue) {
    return add(new Param<>(name, converter, Kind.OPTIONAL, defaultValue));
  }

  /** A parameter that may be omitted and then has no value: read it by {@link Param#toOptional}. */
  public <T> Param<T> optional(String name, Converter<T> converter) {
    return add(new Param<>(name, converter, Kind.OPTIONAL, null));
  }

  /** A parameter that may be omitted or {@code None}, which means the same. */
  public <T> Param<T> optionalOrNone(String name, Converter<T> converter, T defaultValue) {
    return add(new Param<>(name, converter, Kind.OPTIONAL_OR_NONE, defaultValue));
  }

  /** A parameter that may be omitted or {@code None}, and then has no value. */
  public <T> Param<T> optionalOrNone(String name, Converter<T> converter) {
    return add(new Param<>(name, converter, Kind.OPTIONAL_OR_NONE, null));
  }

  private <T> Param<T> add(Param<T> param) {
    params.add(param);
    return param;
  }

  /**
   * Reads the arguments.
   *
   * @throws EvalException if they do not fit the parameters or one of them does not convert
   */
  public void finish() {
    String f = arguments.function();
    Value[] positional = arguments.positional;
    if (positional.length > params.size()) {
      throw new EvalException(
              f + ": got " + positional.length + " arguments, want at most " + params.size())
          .advising(signature(f));
    }
    for (int i = 0; i < positional.length; i++) {
      params.get(i).set(f, params.get(i).name, positional[i]);
    }
    for (int i = 0; i < arguments.names.length; i++) {
      setNamed(f, arguments.names[i], arguments.named[i]);
    }
    for (Param<?> param : params) {
      if (param.kind != Kind.REQUIRED) {
        break;
      }
      if (!param.defined) {
        throw new EvalException(f + ": missing argument for " + param.name).advising(signature(f));
      }
    }
    finished = true;
  }

  private void setNamed(String f, String name, Value value) {
    String quoted = Starlark.quote(name);
    for (Param<?> param : params) {
      if (param.name.equals(name)) {
        if (param.defined) {
          throw new EvalException(f + ": got multiple values for keyword argument " + quoted);
        }
        param.set(f, quoted, value);
        return;
      }
    }
    // The reference looks for a similar name only among the first half of the parameters (§2.2).
    List<String> similar = new ArrayList<>();
    for (int i = 0; i < params.size(); i += 2) {
      similar.add(params.get(i / 2).name);
    }
    String hint = Spelling.hint("", name, similar);
    throw new EvalException(f + ": unexpected keyword argument " + quoted + hint)
        .advising(hint.isEmpty() ? meant(name) + signature(f) : signature(f));
  }

  /** What a person probably meant, with all parameters considered. */
  private String meant(String name) {
    return Spelling.nearest(name, params.stream().map(p -> p.name).toList())
        .map(found -> "Did you mean " + found + "?\n")
        .orElse("");
  }

  private String signature(String f) {
    List<String> names = new ArrayList<>();
    for (Param<?> param : params) {
      names.add(param.kind == Kind.REQUIRED ? param.name : param.name + "=");
    }
    return "It is " + f + "(" + String.join(", ", names) + ").";
  }

  private enum Kind {
    REQUIRED,
    OPTIONAL,
    OPTIONAL_OR_NONE
  }

  /** One parameter; has a value once {@link Unpacker#finish()} has returned. */
  public final class Param<T> {
    private final String name;
    private final Converter<T> converter;
    private final Kind kind;
    private @Nullable T value;
    private @Nullable Value given;
    private boolean defined;

    private Param(String name, Converter<T> converter, Kind kind, @Nullable T defaultValue) {
      this.name = name;
      this.converter = converter;
      this.kind = kind;
      this.value = defaultValue;
    }

    private void set(String function, String shownName, Value argument) {
      defined = true;
      if (kind == Kind.OPTIONAL_OR_NONE && argument == StarlarkNone.NONE) {
        return;
      }
      given = argument;
      try {
        value = converter.convert(argument);
      } catch (EvalException e) {
        throw new EvalException(
            function + ": for parameter " + shownName + ": " + e.getMessage(), e);
      }
    }

    /**
     * The converted argument or the default.
     *
     * @throws IllegalStateException if it was omitted and has no default, or before {@link
     *     Unpacker#finish()}
     */
    public T get() {
      T v = value;
      if (!finished || v == null) {
        throw new IllegalStateException("parameter " + name + " has no value");
      }
      return v;
    }

    /** The converted argument or the default, if there is either. */
    public Optional<T> toOptional() {
      return Optional.ofNullable(value);
    }

    /** Whether an argument was given ({@code None} counts unless it means "omitted" here). */
    public boolean isGiven() {
      return given != null;
    }

    /** The argument before conversion, if it was given. */
    public Optional<Value> given() {
      return Optional.ofNullable(given);
    }

    /** The parameter's name. */
    public String name() {
      return name;
    }
  }
}
