package dev.camber.starlark;

import dev.camber.starlark.syntax.Position;
import org.jspecify.annotations.Nullable;

/**
 * One active call of a Starlark function or file; a builtin called from it is noted in {@link
 * #builtin} and needs no frame of its own. Belongs to one thread.
 */
final class Frame {
  final StarlarkThread thread;
  final @Nullable Frame caller;

  /** Null in the frame that a host's call of a builtin gets. */
  final @Nullable Code code;

  /** Local variables; those shared with inner functions are held in {@link Cell}s. */
  final @Nullable Value[] locals;

  /** The variables of enclosing functions. */
  final Cell[] free;

  final Globals globals;

  /** Offset in the source of the operation under way. */
  int offset;

  /** The builtin being called from here, if any. */
  @Nullable StarlarkCallable builtin;

  /** What {@code return} gave. */
  Value result = StarlarkNone.NONE;

  Frame(
      StarlarkThread thread,
      @Nullable Frame caller,
      @Nullable Code code,
      @Nullable Value[] locals,
      Cell[] free,
      Globals globals) {
    this.thread = thread;
    this.caller = caller;
    this.code = code;
    this.locals = locals;
    this.free = free;
    this.globals = globals;
  }

  /**
   * A variable shared by a function and the functions inside it. A value only so that it can lie
   * among the locals; no program ever sees one.
   */
  static final class Cell implements Value {
    static final Cell[] NONE = {};

    @Nullable Value value;

    Cell(@Nullable Value value) {
      this.value = value;
    }

    @Override
    public String type() {
      return "cell";
    }

    @Override
    public void repr(Printer out) {
      out.bytes("cell");
    }

    @Override
    public void freeze() {
      Value v = value;
      if (v != null) {
        v.freeze();
      }
    }
  }

  /** What a frame must know of the function it runs. */
  interface Code {
    String name();

    Position position(int offset);
  }
}
