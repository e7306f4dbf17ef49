package dev.camber.tiltfile.convert;

import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters {@code ignore} and {@code only}. Source: spec Tiltfile, section 5.1. */
public final class IgnorePatterns {
  private IgnorePatterns() {}

  /** The patterns of a parameter. */
  public static List<String> of(String parameter, Optional<Value> given) {
    List<String> patterns = new ArrayList<>();
    for (Value value : Convert.oneOrMany(given.orElse(null))) {
      if (!(value instanceof StarlarkString string)) {
        throw new EvalException(
            parameter + " must be a string or a sequence of strings; found a " + GoType.of(value));
      }
      String pattern = string.text();
      if (pattern.indexOf('\n') >= 0) {
        throw new EvalException(
            parameter + " cannot contain newlines; found " + parameter + ": " + Quoted.go(pattern));
      }
      patterns.add(pattern);
    }
    return patterns;
  }

  /** The paths of {@code only}, which may hold no wildcard. */
  public static List<String> only(Optional<Value> given) {
    List<String> paths = of("only", given);
    for (String path : paths) {
      if (path.indexOf('*') >= 0) {
        throw new EvalException(
            "'only' does not support '*' file globs. Must be a real path: " + path);
      }
    }
    return paths;
  }
}
