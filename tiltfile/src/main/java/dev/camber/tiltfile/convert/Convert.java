package dev.camber.tiltfile.convert;

import dev.camber.model.text.GoDuration;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkTuple;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.value.Blob;
import dev.camber.tiltfile.value.GitRepo;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The converters of spec Tiltfile, section 2.3, under the names used there. */
public final class Convert {
  private Convert() {}

  /** {@code strlike}: a string or Blob. */
  public static final Converter<String> STRLIKE = Convert::strlike;

  /** {@code str|list}: strings, a single one or many; None is none. */
  public static final Converter<List<String>> STRING_OR_LIST =
      value -> {
        if (value instanceof StarlarkNone) {
          return List.of();
        }
        Optional<String> single = textOf(value);
        if (single.isPresent()) {
          return List.of(single.get());
        }
        return strings(
            value,
            "value should be a string or List or Tuple of strings, but is of type ",
            "list should contain only strings");
      };

  /** {@code list[str]}: a list or tuple of strings; None is none. */
  public static final Converter<List<String>> STRING_LIST =
      value -> {
        if (value instanceof StarlarkNone) {
          return List.of();
        }
        return strings(
            value,
            "value should be a List or Tuple of strings, but is of type ",
            "value should contain only strings");
      };

  /** {@code strmap}: string to string, in the order of the keys; None is none. */
  public static final Converter<Map<String, String>> STRING_MAP = Convert::stringMap;

  /** {@code optbool}: a bool, or None for "not given". */
  public static final Converter<Optional<Boolean>> OPTIONAL_BOOL =
      value ->
          switch (value) {
            case StarlarkNone none -> Optional.empty();
            case StarlarkBool bool -> Optional.of(bool.truth());
            default ->
                throw new EvalException("expected starlark.Bool or None, got " + GoType.of(value));
          };

  /** {@code optstr}: a string, or None for "not given". */
  public static final Converter<Optional<StarlarkString>> OPTIONAL_STRING =
      value ->
          switch (value) {
            case StarlarkNone none -> Optional.empty();
            case StarlarkString string -> Optional.of(string);
            default ->
                throw new EvalException(
                    "expected starlark.String or None, got " + GoType.of(value));
          };

  /** {@code dur}: a Go duration. */
  public static final Converter<Duration> DURATION =
      value -> {
        if (!(value instanceof StarlarkString string)) {
          throw new EvalException("Expected string. Got: " + value.type());
        }
        try {
          return GoDuration.parse(string.text());
        } catch (GoDuration.Invalid e) {
          throw new EvalException(String.valueOf(e.getMessage()));
        }
      };

  /** {@code trigger}: one of the two trigger modes. */
  public static final Converter<TriggerModeValue> TRIGGER_MODE =
      Converter.typed(TriggerModeValue.class, "TriggerMode");

  /** {@code int32}: an int of 32 bits. */
  public static final Converter<Integer> INT32 =
      value -> {
        if (!(value instanceof StarlarkInt i)) {
          throw Converter.wrongType(value, "int");
        }
        java.util.OptionalLong n = i.toLong();
        if (n.isEmpty() || n.getAsLong() != (int) n.getAsLong()) {
          throw new EvalException("value out of range for int32: " + i);
        }
        return (int) n.getAsLong();
      };

  /** {@code seq}: anything of a length that can be walked; its elements. */
  public static final Converter<List<Value>> SEQUENCE =
      value -> {
        if (value instanceof Sequence sequence) {
          return Starlark.elements(sequence);
        }
        throw Converter.wrongType(value, "starlark.Sequence");
      };

  /** {@code seq[str]} elements; real strings only, with the words of the reference. */
  public static List<String> stringElements(List<Value> values) {
    List<String> out = new ArrayList<>();
    for (Value value : values) {
      if (!(value instanceof StarlarkString string)) {
        throw new EvalException(
            "'" + Starlark.str(value) + "' is a " + GoType.of(value) + ", not a string");
      }
      out.add(string.text());
    }
    return out;
  }

  /** {@code one-or-many}: the elements of a sequence, a single value, or nothing for None. */
  public static List<Value> oneOrMany(@Nullable Value value) {
    return switch (value) {
      case null -> List.of();
      case StarlarkNone none -> List.of();
      case Sequence sequence -> Starlark.elements(sequence);
      default -> List.of(value);
    };
  }

  /** The text of a string or Blob. */
  public static Optional<String> textOf(Value value) {
    return switch (value) {
      case StarlarkString string -> Optional.of(string.text());
      case Blob blob -> Optional.of(blob.text());
      default -> Optional.empty();
    };
  }

  private static String strlike(Value value) {
    return textOf(value)
        .orElseThrow(() ->
            new EvalException(
                "Value should be convertible to string, but is type " + value.type()));
  }

  /** The elements of a list or tuple; anything else is not one. */
  static Optional<List<Value>> listOrTuple(Value value) {
    return switch (value) {
      case StarlarkList list -> Optional.of(Starlark.elements(list));
      case StarlarkTuple tuple -> Optional.of(Starlark.elements(tuple));
      default -> Optional.empty();
    };
  }

  private static List<String> strings(Value value, String notAList, String notAString) {
    List<Value> elements =
        listOrTuple(value).orElseThrow(() -> new EvalException(notAList + value.type()));
    List<String> out = new ArrayList<>();
    for (Value element : elements) {
      out.add(
          textOf(element)
              .orElseThrow(() ->
                  new EvalException(
                      notAString
                          + ", but element "
                          + Starlark.quote(Starlark.repr(element))
                          + " was of type "
                          + element.type())));
    }
    return out;
  }

  private static Map<String, String> stringMap(Value value) {
    if (value instanceof StarlarkNone) {
      return Map.of();
    }
    if (!(value instanceof StarlarkDict dict)) {
      throw new EvalException("expected dict, got " + GoType.of(value));
    }
    Map<String, String> out = new TreeMap<>();
    dict.forEach((k, v) -> {
      String key =
          textOf(k)
              .orElseThrow(() ->
                  new EvalException(
                      "key is not a string: " + GoType.of(k) + " (" + Starlark.repr(k) + ")"));
      String text =
          textOf(v)
              .orElseThrow(() ->
                  new EvalException(
                      "value is not a string: " + GoType.of(v) + " (" + Starlark.repr(v) + ")"));
      out.put(key, text);
    });
    return out;
  }

  /** {@code path}, relative to {@code directory}. */
  public static Converter<String> path(String directory) {
    return value -> onePath(directory, value);
  }

  private static String onePath(String directory, Value value) {
    return switch (value) {
      case StarlarkString string -> GoPath.resolve(directory, string.text());
      case GitRepo repo -> repo.root();
      default ->
          throw new EvalException("expected path | string. Actual type: " + GoType.of(value));
    };
  }

  /** {@code paths}, relative to {@code directory}; None is none. */
  public static Converter<List<String>> paths(String directory) {
    return value -> {
      if (value instanceof StarlarkNone) {
        return List.of();
      }
      if (value instanceof StarlarkString || value instanceof Blob) {
        return List.of(onePath(directory, value));
      }
      List<Value> elements =
          listOrTuple(value)
              .orElseThrow(() ->
                  new EvalException(
                      "value should be a string or List or Tuple of strings, but is of type "
                          + value.type()));
      List<String> out = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        try {
          out.add(onePath(directory, elements.get(i)));
        } catch (EvalException e) {
          throw new EvalException("unpacking list item at index " + i + ": " + e.getMessage());
        }
      }
      return out;
    };
  }

  /** {@code name}: a legal name of an API object; may be empty. */
  public static final Converter<String> NAME =
      value -> {
        String name = strlike(value);
        String problem = nameProblem(name);
        if (!problem.isEmpty()) {
          throw new EvalException("invalid value " + Starlark.quote(name) + ": " + problem);
        }
        return name;
      };

  /** What is wrong with a name of an API object; empty if nothing is. */
  public static String nameProblem(String name) {
    if (name.equals(".") || name.equals("..")) {
      return "may not be '" + name + "'";
    }
    if (name.indexOf('/') >= 0) {
      return "may not contain '/'";
    }
    return name.indexOf('%') >= 0 ? "may not contain '%'" : "";
  }
}
