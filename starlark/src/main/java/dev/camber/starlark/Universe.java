package dev.camber.starlark;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that every file has (spec §1.4). */
public final class Universe {
  private static final Map<String, Value> NAMES = new HashMap<>();

  static {
    NAMES.put("None", StarlarkNone.NONE);
    NAMES.put("True", StarlarkBool.TRUE);
    NAMES.put("False", StarlarkBool.FALSE);
    add("print", Universe::print);
    add("fail", Universe::fail);
    ConversionBuiltins.all().forEach(Universe::add);
    SequenceBuiltins.all().forEach(Universe::add);
    AttributeBuiltins.all().forEach(Universe::add);
  }

  private Universe() {}

  private static void add(String name, BuiltinFunction body) {
    NAMES.put(name, StarlarkBuiltin.of(name, body));
  }

  /** Whether the language itself has the name. */
  public static boolean contains(String name) {
    return NAMES.containsKey(name);
  }

  /** All names and their values. */
  public static Map<String, Value> names() {
    return Map.copyOf(NAMES);
  }

  static Value get(String name) {
    @Nullable Value v = NAMES.get(name);
    if (v == null) {
      throw new IllegalArgumentException("no universal name: " + name);
    }
    return v;
  }

  private static Printer joined(Arguments arguments, Printer out) {
    Unpacker u =
        new Arguments(arguments.function(), Arguments.NO_VALUES, arguments.names, arguments.named)
            .unpacker();
    var separator = u.optional("sep", Converter.STARLARK_STRING, StarlarkString.of(" "));
    u.finish();
    for (int i = 0; i < arguments.count(); i++) {
      out.bytes(i > 0 ? separator.get().bytes : "");
      Value v = arguments.at(i);
      if (v instanceof StarlarkBytes b) {
        out.bytes(b.bytes);
      } else {
        out.str(v);
      }
    }
    return out;
  }

  private static Value print(StarlarkThread thread, Arguments arguments) {
    thread.printHandler().print(thread, joined(arguments, new Printer()).toString());
    return StarlarkNone.NONE;
  }

  private static Value fail(StarlarkThread thread, Arguments arguments) {
    throw new EvalException(joined(arguments, new Printer().text("fail: ")).toString());
  }
}
