package dev.camber.tiltfile.data;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.Quoted;
import dev.camber.model.yaml.GoNumbers;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkFloat;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.value.GoType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trees to Starlark values and back. Source: spec Tiltfile, section 5.6. */
public final class StarlarkData {
  private StarlarkData() {}

  /** How numbers of a tree become values. */
  public enum Numbers {
    /** With a point a float, else an int of 64 bits. */
    BY_LITERAL,
    /** Whole ones within 64 bits ints, whatever they look like; the rest floats. */
    BY_VALUE,
    /** Floats all of them. */
    FLOATS
  }

  /**
   * The value of a tree.
   *
   * @throws EvalException Go's reason alone, if a number does not fit
   */
  public static Value toStarlark(Json json, Numbers numbers) {
    return switch (json) {
      case JsonNull n -> StarlarkNone.NONE;
      case JsonBool b -> StarlarkBool.of(b.value());
      case JsonString s -> StarlarkString.of(s.value());
      case JsonNumber n -> number(n.literal(), numbers);
      case JsonArray a -> {
        List<Value> items = new ArrayList<>();
        a.items().forEach(item -> items.add(toStarlark(item, numbers)));
        yield StarlarkList.of(items);
      }
      case JsonObject o -> {
        StarlarkDict dict = StarlarkDict.empty();
        o.members().forEach((key, member) -> dict.put(key, toStarlark(member, numbers)));
        yield dict;
      }
    };
  }

  private static Value number(String literal, Numbers numbers) {
    if (numbers == Numbers.BY_VALUE) {
      java.util.OptionalLong whole = new JsonNumber(literal).asLong();
      return whole.isPresent()
          ? StarlarkInt.of(whole.getAsLong())
          : StarlarkFloat.of(Double.parseDouble(literal));
    }
    if (numbers == Numbers.FLOATS || literal.indexOf('.') >= 0) {
      double value = Double.parseDouble(literal);
      if (Double.isInfinite(value)) {
        throw new EvalException(
            "strconv.ParseFloat: parsing " + Quoted.go(literal) + ": value out of range");
      }
      return StarlarkFloat.of(value);
    }
    if (literal.indexOf('e') >= 0 || literal.indexOf('E') >= 0) {
      throw new EvalException(
          "strconv.ParseInt: parsing " + Quoted.go(literal) + ": invalid syntax");
    }
    BigInteger value = new BigInteger(literal);
    if (value.bitLength() > 63) {
      throw new EvalException(
          "strconv.ParseInt: parsing " + Quoted.go(literal) + ": value out of range");
    }
    return StarlarkInt.of(value.longValueExact());
  }

  /** The tree of a value; the members of objects are in the order of their names. */
  public static Json toJson(Value value) {
    return switch (value) {
      case StarlarkNone n -> Json.ofNull();
      case StarlarkBool b -> Json.of(b.truth());
      case StarlarkString s -> new JsonString(s.text());
      case StarlarkInt i -> Json.of(i.toBigInteger().longValue());
      case StarlarkFloat f -> {
        double d = f.toDouble();
        if (Double.isNaN(d) || Double.isInfinite(d)) {
          throw new Unsupported(
              "json: unsupported value: " + (Double.isNaN(d) ? "NaN" : d > 0 ? "+Inf" : "-Inf"));
        }
        yield new JsonNumber(GoNumbers.json(d));
      }
      case StarlarkList l -> {
        List<Json> items = new ArrayList<>();
        Starlark.elements(l).forEach(item -> items.add(toJson(item)));
        yield new JsonArray(items);
      }
      case StarlarkDict d -> {
        Map<String, Json> members = new TreeMap<>();
        d.forEach((k, v) -> members.put(key(k), toJson(v)));
        yield new JsonObject(members);
      }
      default ->
          throw new EvalException(
              "unable to convert from starlark value, unsupported type " + GoType.of(value));
    };
  }

  /** A value of a fine type that no text can stand for. */
  public static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
      super(message, null, false, false);
    }
  }

  private static String key(Value key) {
    if (key instanceof StarlarkString string) {
      return string.text();
    }
    String type =
        switch (key) {
          case StarlarkNone n -> "<nil>";
          case StarlarkBool b -> "bool";
          case StarlarkInt i -> "int64";
          case StarlarkFloat f -> "float64";
          default ->
              throw new EvalException(
                  "unable to convert from starlark value, unsupported type " + GoType.of(key));
        };
    throw new EvalException(
        "only string keys are supported in maps. found key '"
            + Starlark.str(key)
            + "' of type "
            + type);
  }
}
