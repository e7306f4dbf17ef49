package dev.camber.tiltfile.value;

import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkBuiltin;
import dev.camber.starlark.StarlarkBytes;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkFloat;
import dev.camber.starlark.StarlarkFunction;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNamespace;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkRange;
import dev.camber.starlark.StarlarkSet;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkStruct;
import dev.camber.starlark.StarlarkTuple;
import dev.camber.starlark.Value;

/**
 * The names of the reference's types that show in some messages. Source: spec Tiltfile, section
 * 13.4.
 */
public final class GoType {
  private GoType() {}

  /** A value that says its name itself. */
  public interface Named {
    String goType();
  }

  /** The name for a value. */
  public static String of(Value value) {
    return switch (value) {
      case Named named -> named.goType();
      case StarlarkNone none -> "starlark.NoneType";
      case StarlarkBool bool -> "starlark.Bool";
      case StarlarkInt integer -> "starlark.Int";
      case StarlarkFloat floating -> "starlark.Float";
      case StarlarkString string -> "starlark.String";
      case StarlarkBytes bytes -> "starlark.Bytes";
      case StarlarkTuple tuple -> "starlark.Tuple";
      case StarlarkList list -> "*starlark.List";
      case StarlarkDict dict -> "*starlark.Dict";
      case StarlarkSet set -> "*starlark.Set";
      case StarlarkFunction function -> "*starlark.Function";
      case StarlarkBuiltin builtin -> "*starlark.Builtin";
      case StarlarkNamespace module -> "*starlarkstruct.Module";
      case StarlarkRange range -> "starlark.rangeValue";
      case StarlarkStruct struct ->
          switch (struct.constructor()) {
            case "link" -> "links.Link";
            case "Probe" -> "probe.Probe";
            case "ExecAction" -> "probe.ExecAction";
            case "HTTPGetAction" -> "probe.HTTPGetAction";
            case "TCPSocketAction" -> "probe.TCPSocketAction";
            default -> "*starlarkstruct.Struct";
          };
      default -> value.type();
    };
  }
}
