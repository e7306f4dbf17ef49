package dev.camber.starlark;

import dev.camber.starlark.syntax.LargeStack;
import dev.camber.starlark.syntax.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One strand of evaluation: its call stack, limits, and what the host attached. Used by one Java
 * thread at a time; only {@link #cancel} may be called from any other.
 */
public final class StarlarkThread {

  /** How deep calls may nest unless {@link #setMaxDepth} says otherwise. */
  public static final int DEFAULT_MAX_DEPTH = 100_000;

  private final PrintHandler printHandler;
  private final LoadHandler loadHandler;
  private final Map<Key<?>, Object> locals = new HashMap<>();
  private long steps;
  private long maxSteps = Long.MAX_VALUE;
  private int maxDepth = DEFAULT_MAX_DEPTH;
  private int depth;

  /** The innermost frame. */
  @Nullable Frame top;

  /** Volatile because another Java thread sets it. */
  private volatile @Nullable String cancelReason;

  /** The Java thread at work, for {@link #cancel}; volatile because that one comes from another. */
  private volatile @Nullable Thread runner;

  /**
   * @param printHandler receives the output of {@code print}
   * @param loadHandler serves {@code load} statements
   */
  public StarlarkThread(PrintHandler printHandler, LoadHandler loadHandler) {
    this.printHandler = printHandler;
    this.loadHandler = loadHandler;
  }

  /**
   * The key of a value that a host attaches to a thread; keys are compared by identity.
   *
   * @param <T> the value's type
   */
  public static final class Key<T> {
    private final Class<T> type;

    /** A new key for values of a type. */
    public Key(Class<T> type) {
      this.type = type;
    }
  }

  /** Attaches a value for builtins to find. */
  public <T> void setLocal(Key<T> key, T value) {
    locals.put(key, value);
  }

  /**
   * The value attached under a key.
   *
   * @throws IllegalStateException if there is none: the host forgot to attach it
   */
  public <T> T local(Key<T> key) {
    return findLocal(key)
        .orElseThrow(() -> new IllegalStateException("nothing attached of " + key.type));
  }

  /** The value attached under a key, if any. */
  public <T> Optional<T> findLocal(Key<T> key) {
    return Optional.ofNullable(key.type.cast(locals.get(key)));
  }

  PrintHandler printHandler() {
    return printHandler;
  }

  LoadHandler loadHandler() {
    return loadHandler;
  }

  /**
   * Ends evaluation soon with the error {@code Starlark computation cancelled: <reason>}. May be
   * called from any Java thread; the first reason stays. The Java thread at work is interrupted,
   * which ends blocking builtins.
   */
  public void cancel(String reason) {
    if (cancelReason == null) {
      cancelReason = reason;
    }
    Thread running = runner;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Limits the steps (loop turns and calls) counted from the thread's creation. */
  public void setMaxSteps(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  /** The steps taken so far. */
  public long steps() {
    return steps;
  }

  /** Limits how deep calls may nest. */
  public void setMaxDepth(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Counts a step and ends evaluation if it was cancelled or has used up its steps. */
  void tick() {
    if (++steps > maxSteps || cancelReason != null) {
      String reason = cancelReason;
      throw new EvalException(
          "Starlark computation cancelled: " + (reason == null ? "too many steps" : reason));
    }
  }

  void push(Frame frame) {
    top = frame;
    if (++depth > maxDepth) {
      throw new EvalException(
          "calls nest more than " + maxDepth + " deep; does a function call itself without end?");
    }
  }

  void pop(@Nullable Frame caller) {
    top = caller;
    depth--;
  }

  /**
   * Calls any callable value from host code.
   *
   * @throws EvalException if it is not callable or the call fails
   */
  public Value call(
      Value function, List<? extends Value> positional, Map<String, ? extends Value> named) {
    if (!(function instanceof StarlarkCallable callable)) {
      throw new EvalException("invalid call of non-function (" + function.type() + ")");
    }
    return call(callable, Arguments.of(callable.name(), positional, named));
  }

  /** Calls with positional arguments only. */
  public Value call(Value function, Value... positional) {
    if (!(function instanceof StarlarkCallable callable)) {
      throw new EvalException("invalid call of non-function (" + function.type() + ")");
    }
    return call(
        callable,
        new Arguments(callable.name(), positional, Arguments.NO_NAMES, Arguments.NO_VALUES));
  }

  Value call(StarlarkCallable callable, Arguments arguments) {
    if (top == null) {
      return LargeStack.call(() -> guarded(callable, arguments));
    }
    return callOnStack(callable, arguments);
  }

  /** What the Java machine runs out of becomes an ordinary error of the program. */
  private Value guarded(StarlarkCallable callable, Arguments arguments) {
    runner = Thread.currentThread();
    try {
      return callOnStack(callable, arguments);
    } catch (StackOverflowError e) {
      throw new EvalException("stack overflow: calls or values nest too deep");
    } catch (OutOfMemoryError e) {
      throw new EvalException("out of memory: a value grew too large (" + e.getMessage() + ")");
    } finally {
      runner = null;
    }
  }

  private Value callOnStack(StarlarkCallable callable, Arguments arguments) {
    if (callable instanceof StarlarkFunction) {
      return callable.call(this, arguments);
    }
    Frame caller = top;
    var frame = new Frame(this, caller, null, new Value[0], Frame.Cell.NONE, Globals.NONE);
    frame.builtin = callable;
    try {
      push(frame);
      return callable.call(this, arguments);
    } catch (EvalException e) {
      record(e);
      throw e;
    } finally {
      pop(caller);
    }
  }

  /** Gives an error the call stack of this moment unless it has one. */
  void record(EvalException e) {
    if (!e.hasCallStack()) {
      e.recordCallStack(new StackSnapshot(top, depth));
    }
  }

  /** The active calls, outermost first; the last is the builtin that asks. */
  public List<CallFrame> callStack() {
    return new StackSnapshot(top, depth).frames();
  }

  /**
   * Where the innermost Starlark code stands: for a builtin, the place it is called from. Empty
   * outside of any evaluation.
   */
  public Optional<Position> position() {
    for (Frame frame = top; frame != null; frame = frame.caller) {
      Frame.Code code = frame.code;
      if (code != null) {
        return Optional.of(code.position(frame.offset));
      }
    }
    return Optional.empty();
  }

  /**
   * The file whose top level is being executed, which is the file being loaded, not the one that
   * defines the running function (spec §1.6). Empty outside of any evaluation.
   */
  public Optional<String> executingFile() {
    for (Frame frame = top; frame != null; frame = frame.caller) {
      Frame.Code code = frame.code;
      if (code != null && code.name().equals(CallFrame.TOPLEVEL)) {
        return Optional.of(frame.globals.file);
      }
    }
    return Optional.empty();
  }
}
