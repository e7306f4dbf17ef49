package dev.camber.starlark;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function written in Starlark: {@code def} or {@code lambda}. */
public final class StarlarkFunction implements StarlarkCallable {
  final FunctionCode code;
  private final Globals globals;

  /** From the first optional parameter on; null for a keyword-only one without default. */
  final @Nullable Value[] defaults;

  private final Frame.Cell[] free;
  private boolean frozen;

  StarlarkFunction(
      FunctionCode code, Globals globals, @Nullable Value[] defaults, Frame.Cell[] free) {
    this.code = code;
    this.globals = globals;
    this.defaults = defaults;
    this.free = free;
  }

  @Override
  public String name() {
    return code.name();
  }

  /** The file that defines it. */
  public String file() {
    return globals.file;
  }

  /** The names of its parameters, {@code *args} and {@code **kwargs} excluded. */
  public List<String> parameters() {
    return Collections.unmodifiableList(Arrays.asList(code.parameters));
  }

  /** How many parameters it has; {@code *args} and {@code **kwargs} are one each. */
  public int parameterCount() {
    return code.parameters.length + (code.hasVarargs ? 1 : 0) + (code.hasKwargs ? 1 : 0);
  }

  /** Where its {@code def} or {@code lambda} stands. */
  public dev.camber.starlark.syntax.Position position() {
    return code.position(code.start);
  }

  @Override
  public Value call(StarlarkThread thread, Arguments arguments) {
    @Nullable Value[] locals = new Value[code.localCount];
    Frame caller = thread.top;
    var frame = new Frame(thread, caller, code, locals, free, globals);
    frame.offset = code.firstOffset;
    try {
      thread.push(frame);
      thread.tick();
      ArgumentBinder.bind(this, arguments, locals);
      return code.run(frame);
    } catch (EvalException e) {
      thread.record(e);
      throw e;
    } finally {
      thread.pop(caller);
    }
  }

  /** Runs with the arguments in place already. */
  Value run(StarlarkThread thread, @Nullable Value[] locals) {
    Frame caller = thread.top;
    var frame = new Frame(thread, caller, code, locals, free, globals);
    frame.offset = code.firstOffset;
    try {
      thread.push(frame);
      thread.tick();
      return code.run(frame);
    } catch (EvalException e) {
      thread.record(e);
      throw e;
    } finally {
      thread.pop(caller);
    }
  }

  @Override
  public String type() {
    return "function";
  }

  @Override
  public void repr(Printer out) {
    out.text("<function " + code.name() + ">");
  }

  @Override
  public int hash() {
    return code.name().hashCode();
  }

  @Override
  public void freeze() {
    if (frozen) {
      return;
    }
    frozen = true;
    for (Value v : defaults) {
      if (v != null) {
        v.freeze();
      }
    }
    for (Frame.Cell cell : free) {
      cell.freeze();
    }
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
