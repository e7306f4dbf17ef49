package dev.camber.starlark;

import java.math.BigInteger;

/**
 * Turns an argument into what a builtin works with. The constants are the conversions of
 * starlark-go; a host adds its own.
 *
 * @param <T> what the builtin works with; never null
 */
@FunctionalInterface
public interface Converter<T> {

  /**
   * Converts.
   *
   * @throws EvalException the reason alone ({@code got int, want string}); the function's and
   *     parameter's names are put before it
   */
  T convert(Value value);

  /** Any value. */
  Converter<Value> ANY = value -> value;

  /** A string, as Java text. */
  Converter<String> STRING =
      value -> {
        if (value instanceof StarlarkString s) {
          return s.text();
        }
        throw wrongType(value, "string");
      };

  /** A string as it is. */
  Converter<StarlarkString> STARLARK_STRING = typed(StarlarkString.class, "string");

  /** A bool. */
  Converter<Boolean> BOOL =
      value -> {
        if (value instanceof StarlarkBool b) {
          return b.truth();
        }
        throw wrongType(value, "bool");
      };

  /** An int of 64 bits. */
  Converter<Long> INT64 =
      value -> {
        if (value instanceof StarlarkInt i) {
          return i.toLong()
              .orElseThrow(
                  () -> EvalException.of("%s out of range (want value in signed 64-bit range)", i));
        }
        throw wrongType(value, "int");
      };

  /** An int of 32 bits, as indices are. */
  Converter<Integer> INT32 = Starlark::toInt32;

  /** An int of any size. */
  Converter<BigInteger> INT =
      value -> {
        if (value instanceof StarlarkInt i) {
          return i.toBigInteger();
        }
        throw wrongType(value, "int");
      };

  /** A float; no int is taken. */
  Converter<Double> FLOAT =
      value -> {
        if (value instanceof StarlarkFloat f) {
          return f.toDouble();
        }
        throw wrongType(value, "float");
      };

  /** A list. */
  Converter<StarlarkList> LIST = typed(StarlarkList.class, "list");

  /** A dict. */
  Converter<StarlarkDict> DICT = typed(StarlarkDict.class, "dict");

  /** Something to call. */
  Converter<StarlarkCallable> CALLABLE = typed(StarlarkCallable.class, "callable");

  /** Something to walk through. */
  Converter<StarlarkIterable> ITERABLE = typed(StarlarkIterable.class, "iterable");

  /** Something to walk through whose length is known; strings are not. */
  Converter<Sequence> SEQUENCE = typed(Sequence.class, "starlark.Sequence");

  /** Values of one Java type, any other is {@code got T, want name}. */
  static <T extends Value> Converter<T> typed(Class<T> type, String name) {
    return value -> {
      if (type.isInstance(value)) {
        return type.cast(value);
      }
      throw wrongType(value, name);
    };
  }

  /** The error {@code got T, want name}. */
  static EvalException wrongType(Value value, String wanted) {
    return new EvalException("got " + value.type() + ", want " + wanted);
  }
}
