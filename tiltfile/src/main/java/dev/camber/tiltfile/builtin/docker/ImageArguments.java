package dev.camber.tiltfile.builtin.docker;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters that builtins for images share. Source: spec Tiltfile, sections 2.3 and 5.1. */
public final class ImageArguments {
  private ImageArguments() {}

  /** The converter {@code images}: references; None is none. */
  public static final Converter<List<ImageReference>> IMAGES =
      value -> {
        List<ImageReference> out = new ArrayList<>();
        for (String text : Convert.STRING_LIST.convert(value)) {
          try {
            out.add(ImageReference.parse(text));
          } catch (InvalidReferenceException e) {
            throw new EvalException("must be a valid image reference: " + e.getMessage());
          }
        }
        return out;
      };

  /** The reference that names a build. */
  static ImageReference reference(String text) {
    try {
      return ImageReference.parse(text);
    } catch (InvalidReferenceException e) {
      throw new EvalException(
          "Argument 1 (ref): can't parse "
              + dev.camber.model.text.Quoted.go(text)
              + ": "
              + e.getMessage());
    }
  }

  /** An {@code entrypoint}; an empty one is none. */
  static Optional<List<String>> entrypoint(Optional<Value> given) {
    List<String> argv = Commands.argv(given);
    return argv.isEmpty() ? Optional.empty() : Optional.of(argv);
  }

  /** {@code container_args}; an empty list is not the same as none. */
  static Optional<List<String>> containerArgs(Optional<Value> given) {
    if (given.isEmpty() || given.get() instanceof StarlarkNone) {
      return Optional.empty();
    }
    if (!(given.get() instanceof Sequence sequence)) {
      throw Converter.wrongType(given.get(), "starlark.Sequence");
    }
    try {
      return Optional.of(Convert.stringElements(Starlark.elements(sequence)));
    } catch (EvalException e) {
      throw new EvalException("Argument 'container_args': " + e.getMessage());
    }
  }

  /** A text given as string or Blob. */
  static String contents(Value value) {
    return Convert.textOf(value)
        .orElseThrow(
            () -> new EvalException("Argument (dockerfile_contents): must be string or blob."));
  }

  /** Whether a value is a plain string. */
  static boolean isString(Value value) {
    return value instanceof StarlarkString;
  }
}
